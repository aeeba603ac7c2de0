import { kept } from '../kept/kept.ts'

/** A note that is not saved yet, and the one it is written over. */
export type NoteDraft = { readonly text: string; readonly before: string }

export type NoteOf = { readonly memberId: string; readonly clientId: string }

export function readNoteDraft(of: NoteOf): NoteDraft | undefined {
  const item = kept.read(nameOf(of))
  return item === undefined ? undefined : parseNoteDraft(item)
}

export function keepNoteDraft(of: NoteOf, draft: NoteDraft | undefined): void {
  if (draft === undefined) {
    kept.remove(nameOf(of))
  } else {
    kept.write(nameOf(of), JSON.stringify(draft))
  }
}

/** A damaged item is taken as the text itself: written over nothing, so that it is compared before it is saved. */
export function parseNoteDraft(item: string): NoteDraft {
  try {
    const value: unknown = JSON.parse(item)
    if (isDraft(value)) {
      return { text: value.text, before: value.before }
    }
  } catch (failure) {
    if (!(failure instanceof SyntaxError)) {
      throw failure
    }
  }
  return { text: item, before: '' }
}

/** What becomes of a draft, beside the note as the desk has it. */
export type NoteState = 'saved' | 'unsaved' | 'conflict'

/** `onItsWay` is the text that is being saved: news of it may come before the desk's answer, and are no colleague's. */
export function noteState(draft: NoteDraft | undefined, note: string, onItsWay?: string): NoteState {
  if (draft === undefined || draft.text === note) {
    return 'saved'
  }
  return draft.before === note || onItsWay === note ? 'unsaved' : 'conflict'
}

/**
 * What is still to be saved once the desk has saved `sent`: nothing, what was typed on meanwhile, or what its writer chose meanwhile to put over a colleague's text. `note` is what the desk made of
 * it.
 */
export function leftToSave(draft: NoteDraft | undefined, sent: NoteDraft, note: string): NoteDraft | undefined {
  if (draft?.before !== sent.before) {
    return draft
  }
  return draft.text === sent.text ? undefined : { text: draft.text, before: note }
}

function isDraft(value: unknown): value is NoteDraft {
  return (
    typeof value === 'object' &&
    value !== null &&
    'text' in value &&
    typeof value.text === 'string' &&
    'before' in value &&
    typeof value.before === 'string'
  )
}

function nameOf({ memberId, clientId }: NoteOf): string {
  return `pagedesk-note ${memberId} ${clientId}`
}
