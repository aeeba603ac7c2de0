import type { Conversation } from '../thread.ts'

/** Control of a thread ends after a day without a word of the person (Messenger Platform docs, conversation routing, 2025-09). */
export const CONTROL_LASTS = 24 * 3_600_000

/** The app that was given the thread and holds it at this time; undefined when the thread is idle. */
export function ownerAt(conversation: Conversation, at: number): string | undefined {
  const { ownerAppId, ownerUntil } = conversation
  return ownerUntil === undefined || at < ownerUntil ? ownerAppId : undefined
}

/** The person did something: whoever holds the thread holds it for another day. */
export function keepControl(conversation: Conversation, at: number): void {
  if (ownerAt(conversation, at) !== undefined) {
    conversation.ownerUntil = Math.max(conversation.ownerUntil ?? 0, at + CONTROL_LASTS)
  }
}
