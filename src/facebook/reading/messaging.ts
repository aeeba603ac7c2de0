import { createHash } from 'node:crypto'
import { subjectOf } from '#domain/conversations/subject-of.ts'
import type { Subject } from '#domain/conversations/subject.ts'
import type { Content } from '#domain/entries/content.ts'
import type { About, Fact } from '#domain/facts/fact.ts'
import { idOf, isObject, isPlain, isTrue, own, textOf, timeOf, without, type JsonObject } from '../json/value.ts'
import { itemLabel, partsLabel } from './labels.ts'
import { channelOf, notUnderstood, pieceOf, type Envelope } from './not-understood.ts'
import { READER_VERSION } from './version.ts'

/** An item with the parties and the moment that it tells. */
type Item = About & { readonly subject: Subject }

/** One kind of item: the value under its key, and the item around it. Undefined where nothing can be made of it. */
type ReadKind = (value: JsonObject, item: Item, raw: JsonObject) => Fact | undefined

/** The kinds that the desk understands, by the key that names them. At most one is in an item; where two are, it is kept. */
const KINDS: Readonly<Record<string, ReadKind>> = {
  message: (value, item, raw) => (isTrue(own(value, 'is_echo')) ? echoOf(value, item, raw) : messageOf(value, item, raw)),
  postback: postbackOf,
  delivery: deliveryOf,
  read: readOf,
}

/** One item of `messaging` (Messenger Platform docs, webhook events, 2026-06). */
export function readItem(raw: unknown, envelope: Envelope): Fact[] {
  const item = partiesOf(raw, { envelope, isFromPage: isTrue(own(own(raw, 'message'), 'is_echo')) })
  const fact = isObject(raw) && item ? factOf(raw, item) : undefined
  if (!fact || !isObject(raw)) {
    return [keep(raw, envelope, item?.subject)]
  }
  const others = fact.act === 'added' ? undefined : beside(raw)
  return [fact, ...(others ? [keep(others, envelope, item?.subject)] : [])]
}

/** Keys beside the one that names the kind, such as `hop_context`. A message keeps them with its other unread parts. */
function beside(item: JsonObject): JsonObject | undefined {
  return without(item, ['sender', 'recipient', 'timestamp', 'message', 'postback', 'delivery', 'read'])
}

function keep(item: unknown, envelope: Envelope, subject: Subject | undefined): Fact {
  return notUnderstood({ place: 'messaging', item, envelope, label: labelOf(item), subject, about: aboutOf(item) })
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

/** Who the item is about. In an echo the Page is the sender; in all else the person is. */
function partiesOf(raw: unknown, { envelope, isFromPage }: { envelope: Envelope; isFromPage: boolean }): Item | undefined {
  const sender = idOf(own(own(raw, 'sender'), 'id'))
  const recipient = idOf(own(own(raw, 'recipient'), 'id'))
  const pageId = envelope.pageId ?? (isFromPage ? sender : recipient)
  const personId = isFromPage ? recipient : sender
  if (pageId === undefined || personId === undefined || personId === pageId) {
    return undefined
  }
  return {
    channel: channelOf({ ...envelope, pageId }),
    time: { own: timeOf(own(raw, 'timestamp')), envelope: envelope.time },
    piece: pieceOf('messaging', raw),
    subject: subjectOf({ thing: 'message', personId }),
  }
}

function factOf(raw: JsonObject, item: Item): Fact | undefined {
  const [found, ...others] = Object.entries(KINDS).filter(([key]) => isObject(own(raw, key)))
  const value = found && own(raw, found[0])
  if (!found || others.length > 0 || !isObject(value) || isTrue(own(value, 'is_deleted'))) {
    return undefined
  }
  return found[1](value, item, raw)
}

const KNOWN_PARTS = ['mid', 'text', 'seq', 'is_echo', 'app_id', 'metadata']

function messageOf(message: JsonObject, item: Item, raw: JsonObject): Fact {
  const said = { ...item, act: 'added', thing: 'message', externalId: nameOf(message, raw) } as const
  return { ...said, author: { kind: 'client' }, content: contentOf(message, raw), opens: 'message' }
}

/**
 * Written in Business Suite or the Page's inbox, since v12. The first is printed in the Messenger Platform docs (message
 * echoes, 2026-06), the second is what integrators see in real echoes.
 */
const PAGE_INBOX_APPS = new Set(['26390203743090', '263902037430900'])

function echoOf(message: JsonObject, item: Item, raw: JsonObject): Fact {
  const appId = idOf(own(message, 'app_id'))
  const appName = appId !== undefined && PAGE_INBOX_APPS.has(appId) ? 'Meta Business Suite' : undefined
  const said = { ...item, act: 'added', thing: 'message', externalId: nameOf(message, raw) } as const
  return { ...said, author: { kind: 'page', appId, appName, mark: textOf(own(message, 'metadata')) }, content: contentOf(message, raw) }
}

function contentOf(message: JsonObject, item: JsonObject): Content {
  const text = textOf(own(message, 'text')) ?? ''
  const rest = both(without(message, KNOWN_PARTS), beside(item))
  const isText = text !== '' && !Object.hasOwn(message, 'attachments')
  const unread = rest ? { label: partsLabel(rest), raw: rest, reader: READER_VERSION } : undefined
  const empty = isText || unread ? unread : { label: 'message without content', raw: message, reader: READER_VERSION }
  return { kind: isText ? 'text' : 'unknown', text, unread: empty }
}

function both(left: JsonObject | undefined, right: JsonObject | undefined): JsonObject | undefined {
  return left && right ? { ...left, ...right } : (left ?? right)
}

/** A tap on a button or Get Started. It opens the window and waits for an answer like a message. */
function postbackOf(postback: JsonObject, item: Item, raw: JsonObject): Fact {
  const unread = { label: 'postback', raw: { ...postback, ...beside(raw) }, reader: READER_VERSION }
  const said = { ...item, act: 'added', thing: 'message', externalId: nameOf(postback, raw) } as const
  const content: Content = { kind: 'unknown', text: textOf(own(postback, 'title')) ?? '', unread }
  return { ...said, author: { kind: 'client' }, content, opens: 'postback' }
}

/** `mids` may be missing; then all before the watermark are meant. Old payloads carry one `mid`. */
function deliveryOf(delivery: JsonObject, item: Item): Fact | undefined {
  const mids = own(delivery, 'mids')
  const list: unknown[] = Array.isArray(mids) ? mids : [own(delivery, 'mid')]
  const externalIds = list.flatMap((mid) => midOf(mid) ?? [])
  const upTo = timeOf(own(delivery, 'watermark'))
  return externalIds.length > 0 || upTo ? { ...item, act: 'delivered', externalIds, upTo } : undefined
}

function readOf(receipt: JsonObject, item: Item): Fact | undefined {
  const upTo = timeOf(own(receipt, 'watermark'))
  return upTo ? { ...item, act: 'read', externalIds: [], upTo } : undefined
}

/** Without a `mid` the item itself is the name: the same bytes again are the same message. */
function nameOf(value: JsonObject, raw: JsonObject): string {
  return midOf(own(value, 'mid')) ?? `unnamed:${createHash('sha256').update(JSON.stringify(raw)).digest('hex')}`
}

/** mids are long (about 90 characters) and only ever compared. */
function midOf(value: unknown): string | undefined {
  return typeof value === 'string' && value.length <= 500 && isPlain(value) ? value : undefined
}
