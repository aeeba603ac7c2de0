import { useSyncExternalStore } from 'react'
import { kept } from '../kept/kept.ts'
import type { OutboxMode } from './outbox-item.ts'

const DRAFT = 'pagedesk-draft'

/** Whose text, for which ticket, in which mode: in a browser that several people use nobody sees what another began. */
export type DraftOf = { readonly memberId: string; readonly ticketId: string; readonly mode: OutboxMode }

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

type Move = { readonly memberId: string; readonly from: string; readonly to: string; readonly modes: readonly OutboxMode[] }

/** What one began to write in a ticket goes on in another one, below what one began there. */
export function takeDraftsAlong({ memberId, from, to, modes }: Move): void {
  for (const mode of modes) {
    const [old, next] = [from, to].map((ticketId) => ({ memberId, ticketId, mode })) as [DraftOf, DraftOf]
    const texts = [readDraft(next), readDraft(old)].filter((text) => text !== '')
    keepDraft(next, texts.join('\n\n'))
    keepDraft(old, '')
  }
}

/** Calls after each change of a draft, also one of another tab. */
export function subscribeToDraft(of: Kept, listener: () => void): () => void {
  return kept.subscribe(nameOf(of), listener)
}

/** What one began to write to the customer, for the ticket's row. */
export function useReplyDraft(memberId: string, ticketId: string): string {
  return useSyncExternalStore(
    (listener) => kept.subscribe(DRAFT, listener),
    () => readDraft({ memberId, ticketId, mode: 'reply' }),
  )
}

function nameOf(of: Kept): string {
  return `${DRAFT} ${of.memberId} ${'messageId' in of ? of.messageId : of.ticketId} ${of.mode}`
}
