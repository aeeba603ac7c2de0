import type { MessageId } from '../ids.ts'

const MARK = /^desk:([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/

/** What a message carries out and its echo brings back: by it an echo names our message, whatever came first. */
export function ownMark(id: MessageId): string {
  return `desk:${id}`
}

/** Our message that a mark names; undefined for anybody else's. */
export function markedMessage(mark: string | undefined): MessageId | undefined {
  return MARK.exec(mark ?? '')?.[1] as MessageId | undefined
}
