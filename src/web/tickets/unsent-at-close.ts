import type { Line } from '../api/types.ts'
import type { OutboxEntry } from '../conversation/outbox-item.ts'

export type UnsentAtClose = { readonly messages: readonly Pick<Line, 'line' | 'state'>[]; readonly outbox: readonly OutboxEntry[] }

/** What closing means for replies that are still to be sent: one that the desk has goes on, one that it has not got is refused. */
export function unsentAtClose({ messages, outbox }: UnsentAtClose): readonly string[] {
  const queued = messages.filter(({ line, state }) => line === 'our-message' && (state === 'queued' || state === 'sending')).length
  const waiting = outbox.filter(({ mode, refusal }) => mode === 'reply' && refusal === undefined).length
  return [...(queued === 0 ? [] : [queuedWords(queued)]), ...(waiting === 0 ? [] : [waitingWords(waiting)])]
}

function queuedWords(count: number): string {
  return count === 1
    ? '1 reply is still queued. Closing does not stop it.'
    : `${count} replies are still queued. Closing does not stop them.`
}

function waitingWords(count: number): string {
  return count === 1
    ? '1 reply waits in this browser. Once the ticket is closed, it cannot be sent.'
    : `${count} replies wait in this browser. Once the ticket is closed, they cannot be sent.`
}
