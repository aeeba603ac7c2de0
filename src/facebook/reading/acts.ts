import { THE_PAGE, type Reaction } from '#domain/entries/reaction.ts'
import { own, textOf, timeOf, without, type JsonObject } from '../json/value.ts'
import { midOf, type Item, type Read } from './item.ts'
import { entryOf } from './message.ts'

/**
 * A sign on a message, or one that was taken off it (Messenger Platform docs, message_reactions, 2026-06). The customer's opens the window, as the
 * policy says ("reacting to a message", 2026-09).
 */
export function readReaction(value: JsonObject, { about, subject, personId, isFromPage }: Item): Read | undefined {
  const externalId = midOf(own(value, 'mid'))
  const isTakenOff = own(value, 'action') === 'unreact'
  const reaction = isTakenOff ? undefined : reactionIn(value)
  if (!subject || personId === undefined || externalId === undefined || (!reaction && !isTakenOff)) {
    return undefined
  }
  const opens = reaction && !isFromPage ? 'reaction' : undefined
  const fact = {
    ...entryOf(about, { subject, externalId }),
    act: 'reacted',
    by: isFromPage ? THE_PAGE : personId,
    reaction,
    opens,
  } as const
  return { fact, rest: without(value, ['mid', 'action', ...(isTakenOff ? [] : ['emoji', 'reaction'])]) }
}

/** Facebook's names are few, its signs are all that there are: one without a name is "other". */
function reactionIn(value: JsonObject): Reaction | undefined {
  const emoji = textOf(own(value, 'emoji'))?.slice(0, 50)
  const name = textOf(own(value, 'reaction'))?.slice(0, 50) ?? (emoji === undefined ? undefined : 'other')
  return name === undefined ? undefined : { name, emoji }
}

/** New words for a message; at most five times (Messenger Platform docs, message_edits, 2026-06: `num_edit` a number, in samples text). */
export function readEdit(value: JsonObject, { about, subject }: Item): Read | undefined {
  const externalId = midOf(own(value, 'mid'))
  const told = own(value, 'text')
  if (!subject || externalId === undefined || typeof told !== 'string') {
    return undefined
  }
  const text = textOf(told) ?? ''
  const rest = without(value, ['mid', 'num_edit', ...(text === told ? ['text'] : [])])
  return { fact: { ...entryOf(about, { subject, externalId }), act: 'edited', text }, rest }
}

/** `mids` may be missing; then all before the watermark are meant. Old payloads carry one `mid`. */
export function readDelivery(delivery: JsonObject, { about, subject }: Item): Read | undefined {
  const mids = own(delivery, 'mids')
  const list: unknown[] = Array.isArray(mids) ? mids : [own(delivery, 'mid')]
  const externalIds = list.flatMap((mid) => midOf(mid) ?? [])
  const upTo = timeOf(own(delivery, 'watermark'))
  return subject && (externalIds.length > 0 || upTo)
    ? { fact: { ...about, subject, act: 'delivered', externalIds, upTo }, rest: without(delivery, ['mids', 'mid', 'watermark', 'seq']) }
    : undefined
}

export function readRead(receipt: JsonObject, { about, subject }: Item): Read | undefined {
  const upTo = timeOf(own(receipt, 'watermark'))
  return subject && upTo
    ? { fact: { ...about, subject, act: 'read', externalIds: [], upTo }, rest: without(receipt, ['watermark', 'seq']) }
    : undefined
}
