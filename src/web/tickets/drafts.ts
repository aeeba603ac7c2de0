import type { OutboxMode } from './outbox.ts'

/** Unfinished texts, one for each ticket and mode, so that looking elsewhere loses nothing. */
export function readDraft(ticketId: string, mode: OutboxMode): string {
  return window.sessionStorage.getItem(draftKey(ticketId, mode)) ?? ''
}

export function keepDraft(ticketId: string, mode: OutboxMode, text: string): void {
  if (text === '') {
    window.sessionStorage.removeItem(draftKey(ticketId, mode))
  } else {
    window.sessionStorage.setItem(draftKey(ticketId, mode), text)
  }
}

function draftKey(ticketId: string, mode: OutboxMode): string {
  return `pagedesk-draft ${ticketId} ${mode}`
}
