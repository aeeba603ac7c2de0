import { subjectOf } from '#domain/conversations/subject-of.ts'
import type { Subject } from '#domain/conversations/subject.ts'
import type { About, Fact } from '#domain/facts/fact.ts'
import { idOf, isPlain, isTrue, own, timeOf, without, type JsonObject } from '../json/value.ts'
import { channelOf, pieceOf, type Envelope } from './not-understood.ts'

/** An item with the parties and the moment that it tells. */
export type Item = {
  readonly about: About
  /** Undefined where it tells of the Page only, or of somebody who is no person to it yet. */
  readonly subject: Subject | undefined
  /** Whose conversation it is said in: that of the person, or of a guest, who is nobody's id. */
  readonly saidIn: Subject | undefined
  readonly personId: string | undefined
  /** Sent in the Page's name, by whatever app. */
  readonly isFromPage: boolean
  readonly raw: JsonObject
}

/** What one kind of item says: its fact, and what of it is not understood. Undefined where nothing can be made of it. */
export type Read = { readonly fact: Fact; readonly rest: JsonObject | undefined }
export type ReadKind = (value: JsonObject, item: Item) => Read | undefined

/** Who the item is about. In what the Page says it is the sender; in all else the person is. The rest of an item is `raw`. */
export function itemOf(raw: JsonObject, envelope: Envelope): Item {
  const [sender, recipient] = ['sender', 'recipient'].map((party) => idOf(own(own(raw, party), 'id')))
  const isEcho = isTrue(own(own(raw, 'message'), 'is_echo'))
  const pageId = envelope.pageId ?? (isEcho ? sender : recipient)
  const isFromPage = isEcho || (sender !== undefined && sender === pageId)
  const personId = (isFromPage ? [recipient, sender] : [sender, recipient]).find((party) => party !== undefined && party !== pageId)
  return {
    about: {
      channel: channelOf({ ...envelope, pageId }),
      time: { own: timeOf(own(raw, 'timestamp')), envelope: envelope.time },
      piece: pieceOf('messaging', raw),
    },
    subject: conversationOf(personId),
    saidIn: conversationOf(personId ?? guestIn(own(raw, 'sender'))),
    personId,
    isFromPage,
    raw,
  }
}

function conversationOf(personId: string | undefined): Subject | undefined {
  return personId === undefined ? undefined : subjectOf({ thing: 'message', personId })
}

/**
 * Whoever is a guest of the chat plugin has a `user_ref` in place of an id (Messenger Platform docs, postbacks, 2026-06). It is marked as such:
 * Facebook knows no person by it.
 */
function guestIn(sender: unknown): string | undefined {
  const ref = idOf(own(sender, 'user_ref'))
  return ref === undefined || ref.length > 90 ? undefined : `user_ref:${ref}`
}

/** Keys beside the one that names the kind, such as `hop_context`. */
export function besideIn(raw: JsonObject, key: string): JsonObject | undefined {
  return without(raw, ['sender', 'recipient', 'timestamp', key])
}

/** mids are long (about 90 characters) and only ever compared. */
export function midOf(value: unknown): string | undefined {
  return typeof value === 'string' && value.length <= 500 && isPlain(value) ? value : undefined
}

export function both(left: JsonObject | undefined, right: JsonObject | undefined): JsonObject | undefined {
  return left && right ? { ...left, ...right } : (left ?? right)
}
