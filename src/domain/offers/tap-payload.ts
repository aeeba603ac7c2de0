import { markedMessage } from '../acts/own-mark.ts'
import type { Part } from '../entries/part.ts'
import type { MessageId } from '../ids.ts'

/** Which of what a message offers: counted from 1, of a button of a card with the card. */
export type OfferedPlace = { readonly card?: number | undefined; readonly place: number }

/** What Facebook gives back when it is tapped: by it the tap names our message. `mark`: what the message itself goes out with. */
export function tapPayload(mark: string, { card, place }: OfferedPlace): string {
  return [mark, ...(card === undefined ? [] : [card]), place].join('/')
}

/** Our message of which something was tapped; undefined of what is anybody else's. */
export function tappedMessage(payload: string | undefined): MessageId | undefined {
  return markedMessage(SHAPE.exec(payload ?? '')?.[1])
}

/** The card on which it stood. */
export function tappedCard(payload: string | undefined): number | undefined {
  const card = SHAPE.exec(payload ?? '')?.[2]
  return card === undefined ? undefined : Number(card)
}

/** Our message of which a message says that something was tapped. */
export function tappedIn(parts: readonly Part[]): MessageId | undefined {
  return parts.map((part) => (part.kind === 'tap' ? tappedMessage(part.payload) : undefined)).find((id) => id !== undefined)
}

const SHAPE = /^(desk:[0-9a-f-]{36})(?:\/(\d{1,2}))?\/\d{1,2}$/
