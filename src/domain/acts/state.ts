/** The life of an outgoing message. `unconfirmed`: Facebook's answer never came, the echo will settle it. */
export const MESSAGE_STATES = ['queued', 'sending', 'sent', 'delivered', 'read', 'failed', 'unconfirmed'] as const
export type MessageState = (typeof MESSAGE_STATES)[number]

const NEXT: Record<MessageState, readonly MessageState[]> = {
  queued: ['sending', 'failed', 'sent', 'delivered', 'read'],
  sending: ['queued', 'sent', 'delivered', 'read', 'failed', 'unconfirmed'],
  unconfirmed: ['sent', 'delivered', 'read', 'failed'],
  sent: ['delivered', 'read'],
  delivered: ['read'],
  read: [],
  failed: ['queued', 'sent', 'delivered', 'read'],
}

/**
 * The state after news arrived. News that comes late or twice changes nothing, so that every order of echo, answer,
 * delivery and read ends in the same state. `sending → queued` is a retry after an answer that says "not now".
 */
export function advance(state: MessageState, news: MessageState): MessageState {
  return NEXT[state].includes(news) ? news : state
}
