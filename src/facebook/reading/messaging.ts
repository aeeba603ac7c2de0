import type { Subject } from '#domain/conversations/subject.ts'
import type { Fact } from '#domain/facts/fact.ts'
import { isObject, isTrue, own, type JsonObject } from '../json/value.ts'
import { besideIn, itemOf, midOf, type Item, type Read } from './item.ts'
import { itemLabel } from './labels.ts'
import { notUnderstood, type Envelope } from './not-understood.ts'
import { KINDS, type Kind } from './table.ts'

/**
 * One item of `messaging` (Messenger Platform docs, webhook events, 2026-06): what it says, and beside that what of it is not understood. At most one kind
 * is in an item; where two are, it is kept.
 */
export function readItem(raw: unknown, envelope: Envelope): Fact[] {
  const item = isObject(raw) ? itemOf(raw, envelope) : undefined
  const found = KINDS.filter(({ key }) => isObject(own(raw, key)))
  const [kind] = found
  const read = item && kind && found.length === 1 ? readBy(kind, item) : undefined
  if (!read || !kind || !item) {
    return [keep(raw, { envelope, subject: item?.subject, label: labelOf(raw) })]
  }
  const others = restOf(read, { kind, raw: item.raw })
  return [read.fact, ...others.map(({ label, rest }) => keep(rest, { envelope, subject: item.subject, label, at: item.about.time.own }))]
}

function readBy({ key, read }: Kind, item: Item): Read | undefined {
  const value = own(item.raw, key)
  return isObject(value) && item.about.channel ? read(value, item) : undefined
}

type Rest = { readonly label: string; readonly rest: JsonObject }

/** What stands in the item beside what was read. A message keeps it among its own unread parts, a note beside itself. */
function restOf({ fact, rest }: Read, { kind: { key }, raw }: { readonly kind: Kind; readonly raw: JsonObject }): Rest[] {
  const beside = fact.act === 'added' ? undefined : besideIn(raw, key)
  const within = rest ? [{ label: `${key.replaceAll(/[_-]/g, ' ')}: ${Object.keys(rest).join(', ')}`, rest: { [key]: rest } }] : []
  return [...within, ...(beside ? [{ label: itemLabel(beside), rest: beside }] : [])]
}

type Kept = {
  readonly envelope: Envelope
  readonly subject: Subject | undefined
  readonly label: string
  /** Of the whole item, where only a part is kept: that does not tell it. */
  readonly at?: Date | undefined
}

function keep(item: unknown, { envelope, subject, label, at }: Kept): Fact {
  return notUnderstood({ place: 'messaging', item, envelope, label, subject, about: aboutOf(item), at })
}

function labelOf(item: unknown): string {
  const message = own(item, 'message')
  if (own(own(item, 'reaction'), 'action') === 'unreact') {
    return 'reaction removed'
  }
  if (!isTrue(own(message, 'is_deleted'))) {
    return itemLabel(item)
  }
  return isTrue(own(message, 'is_echo')) ? 'message unsent by the Page' : 'message unsent'
}

/** The message that an act is done to (Messenger Platform docs, message reactions, message edits, 2026-06). */
function aboutOf(item: unknown): string | undefined {
  const acts = ['reaction', 'message_edit', 'message'].map((key) => own(item, key))
  return acts.flatMap((act) => midOf(own(act, 'mid')) ?? [])[0]
}
