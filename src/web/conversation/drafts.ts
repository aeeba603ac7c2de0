import { useMemo, useSyncExternalStore } from 'react'
import { kept } from '../kept/kept.ts'
import type { DraftThere } from './draft-step.ts'
import type { OutboxMode } from './outbox-item.ts'

const DRAFT = 'pagedesk-draft'
const SEEN = 'pagedesk-seen-draft'

/**
 * Whose text, for which ticket, in which mode: in a browser that several people use nobody sees what another began. `threadId`: of a ticket that holds
 * several threads the one that is answered: what was begun for one person is never shown to be sent to another.
 */
export type DraftOf = {
  readonly memberId: string
  readonly ticketId: string
  readonly mode: OutboxMode
  readonly threadId?: string | undefined
}

/** Whose words they are with which something is done to one line, whatever becomes of its ticket. */
export type ActDraft = { readonly memberId: string; readonly messageId: string; readonly mode: 'edit' | 'reply-privately' }

type Kept = DraftOf | ActDraft

/** Unfinished texts. They outlive looking elsewhere, a reload, a crash and signing out. */
export function readDraft(of: Kept): string {
  return kept.read(nameOf(of)) ?? ''
}

export function keepDraft(of: Kept, text: string): void {
  if (text === readDraft(of)) {
    return
  }
  if (text === '') {
    kept.remove(nameOf(of))
  } else {
    kept.write(nameOf(of), text)
  }
}

const returning = new Set<() => void>()

/** What was sent and taken back is written on, before what was begun since. */
export function giveBackDraft(of: DraftOf, text: string): void {
  keepDraft(of, [text, readDraft(of)].filter((each) => each !== '').join('\n\n'))
  returning.forEach((listener) => listener())
}

/** Calls when something was given back, wherever the focus is. */
export function onGivenBack(listener: () => void): () => void {
  returning.add(listener)
  return () => returning.delete(listener)
}

type Move = {
  readonly memberId: string
  readonly from: string
  readonly to: string
  readonly modes: readonly OutboxMode[]
  /** Only what was begun in this thread; else all of it. */
  readonly threadId?: string | undefined
}

/** What one began to write in a ticket goes on in another one, below what one began there. */
export function takeDraftsAlong({ memberId, from, to, modes, threadId }: Move): void {
  for (const mode of modes) {
    const next: DraftOf = { memberId, ticketId: to, mode }
    const old = allOf({ ...next, ticketId: from, threadId })
    const texts = [readDraft(next), ...old.values()].filter((text) => text !== '')
    keepDraft(next, texts.join('\n\n'))
    old.forEach((_text, name) => kept.remove(name))
  }
}

/** Calls after each change of a draft, also one of another tab. */
export function subscribeToDraft(of: Kept, listener: () => void): () => void {
  return kept.subscribe(nameOf(of), listener)
}

/** What one began to write to the customer, or in one of the threads, for the ticket's row. */
export function useReplyDraft(memberId: string, ticketId: string): string {
  return useSyncExternalStore(
    (listener) => kept.subscribe(DRAFT, listener),
    () => [...allOf({ memberId, ticketId, mode: 'reply' }).values()].find((text) => text !== '') ?? '',
  )
}

/** What this browser saw last of what the desk holds of a draft. */
export function useSeen(of: DraftOf): DraftThere {
  const item = useSyncExternalStore(
    (listener) => kept.subscribe(seenName(of), listener),
    () => kept.read(seenName(of)),
  )
  return useMemo(() => readSeen(item), [item])
}

export function keepSeen(of: DraftOf, { version, text }: DraftThere): void {
  const item = JSON.stringify([version, text])
  if (kept.read(seenName(of)) !== item) {
    kept.write(seenName(of), item)
  }
}

function seenName(of: DraftOf): string {
  return `${SEEN}${nameOf(of).slice(DRAFT.length)}`
}

/** What cannot be read was never seen: then both are shown, and nothing is written over. */
function readSeen(item: string | undefined): DraftThere {
  const [version, text] = parsed(item)
  return typeof version === 'number' && typeof text === 'string' ? { version, text } : { version: 0, text: '' }
}

function parsed(item: string | undefined): readonly unknown[] {
  try {
    const value: unknown = JSON.parse(item ?? '[]')
    return Array.isArray(value) ? value : []
  } catch {
    // Damaged in the browser's storage: as if nothing was seen.
    return []
  }
}

/** What one began by itself, and in any thread. */
function allOf(of: DraftOf): ReadonlyMap<string, string> {
  const name = nameOf(of)
  return new Map([...kept.all(name)].filter(([each]) => each === name || each.startsWith(`${name} `)))
}

function nameOf(of: Kept): string {
  if ('messageId' in of) {
    return `${DRAFT} ${of.memberId} ${of.messageId} ${of.mode}`
  }
  return [DRAFT, of.memberId, of.ticketId, of.mode, ...(of.threadId === undefined ? [] : [of.threadId])].join(' ')
}
