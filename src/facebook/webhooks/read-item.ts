import { createHash } from 'node:crypto'
import type { About, Fact, RawPiece } from '#desk/intake/fact.ts'
import { idOf, isObject, isPlain, isTrue, own, textOf, timeOf, without, type JsonObject } from '../json/value.ts'
import { itemLabel, partsLabel } from './labels.ts'

export type Envelope = { readonly pageId: string | undefined; readonly time: Date | undefined }
export type Piece = { readonly kind: 'fact'; readonly fact: Fact } | { readonly kind: 'raw'; readonly raw: RawPiece }

/** One item of `messaging` (Messenger Platform docs, webhook events, 2026-06). */
export function readItem(item: unknown, envelope: Envelope): Piece[] {
  const message = own(item, 'message')
  const parties = partiesOf(item, { envelope, isFromPage: isTrue(own(message, 'is_echo')) })
  const fact = isObject(item) && parties ? factOf(item, parties) : undefined
  if (!fact || !isObject(item)) {
    return [keep(item, envelope, parties?.personId)]
  }
  const others = fact.type === 'delivery' || fact.type === 'read' ? beside(item) : undefined
  return [{ kind: 'fact', fact }, ...(others ? [keep(others, envelope, parties?.personId)] : [])]
}

/** Keys beside the one that names the kind, such as `hop_context`. A message keeps them with its other unread parts. */
function beside(item: JsonObject): JsonObject | undefined {
  return without(item, ['sender', 'recipient', 'timestamp', 'message', 'postback', 'delivery', 'read'])
}

function keep(item: unknown, envelope: Envelope, personId: string | undefined): Piece {
  const time = { own: timeOf(own(item, 'timestamp')), envelope: envelope.time }
  return { kind: 'raw', raw: { pageId: envelope.pageId, personId, label: labelOf(item), about: aboutOf(item), item, time } }
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
function partiesOf(item: unknown, { envelope, isFromPage }: { envelope: Envelope; isFromPage: boolean }): About | undefined {
  const sender = idOf(own(own(item, 'sender'), 'id'))
  const recipient = idOf(own(own(item, 'recipient'), 'id'))
  const pageId = envelope.pageId ?? (isFromPage ? sender : recipient)
  const personId = isFromPage ? recipient : sender
  if (pageId === undefined || personId === undefined || personId === pageId) {
    return undefined
  }
  return { pageId, personId, time: { own: timeOf(own(item, 'timestamp')), envelope: envelope.time } }
}

const KINDS = ['message', 'postback', 'delivery', 'read'] as const

/** The kinds that the desk understands. At most one is in an item; where two are, the item is kept raw. */
function factOf(item: JsonObject, about: About): Fact | undefined {
  const [kind, ...others] = KINDS.filter((one) => isObject(own(item, one)))
  const value = kind === undefined ? undefined : own(item, kind)
  if (kind === undefined || others.length > 0 || !isObject(value) || isTrue(own(value, 'is_deleted'))) {
    return undefined
  }
  switch (kind) {
    case 'message':
      return isTrue(own(value, 'is_echo')) ? echoOf(value, about, item) : messageOf(value, about, item)
    case 'postback':
      return postbackOf(value, about, item)
    case 'delivery':
      return deliveryOf(value, about, item)
    case 'read':
      return readOf(value, about)
  }
}

const KNOWN_PARTS = ['mid', 'text', 'seq', 'is_echo', 'app_id', 'metadata']

function messageOf(message: JsonObject, about: About, item: JsonObject): Fact {
  return { ...about, type: 'message', opens: 'message', ...contentOf(message, item) }
}

/**
 * Written in Business Suite or the Page's inbox, since v12. The first is printed in the Messenger Platform docs (message
 * echoes, 2026-06), the second is what integrators see in real echoes.
 */
const PAGE_INBOX_APPS = new Set(['26390203743090', '263902037430900'])

function echoOf(message: JsonObject, about: About, item: JsonObject): Fact {
  const appId = idOf(own(message, 'app_id'))
  const appName = appId !== undefined && PAGE_INBOX_APPS.has(appId) ? 'Meta Business Suite' : undefined
  const content = contentOf(message, item)
  return { ...about, type: 'echo', ...content, appId, appName, metadata: textOf(own(message, 'metadata')) }
}

function contentOf(message: JsonObject, item: JsonObject) {
  const text = textOf(own(message, 'text')) ?? ''
  const rest = both(without(message, KNOWN_PARTS), beside(item))
  const isText = text !== '' && !Object.hasOwn(message, 'attachments')
  const more = rest ? { label: partsLabel(rest), raw: rest } : undefined
  const empty = isText || more ? more : { label: 'message without content', raw: message }
  return { kind: isText ? 'text' : 'unknown', externalId: externalIdOf(own(message, 'mid'), item), text, more: empty } as const
}

function both(left: JsonObject | undefined, right: JsonObject | undefined): JsonObject | undefined {
  return left && right ? { ...left, ...right } : (left ?? right)
}

/** A tap on a button or Get Started. It opens the window and waits for an answer like a message. */
function postbackOf(postback: JsonObject, about: About, item: JsonObject): Fact {
  const text = textOf(own(postback, 'title')) ?? ''
  const externalId = externalIdOf(own(postback, 'mid'), item)
  return {
    ...about,
    type: 'message',
    kind: 'unknown',
    opens: 'postback',
    externalId,
    text,
    more: { label: 'postback', raw: { ...postback, ...beside(item) } },
  }
}

/** `mids` may be missing; then all before the watermark are meant. Old payloads carry one `mid`. */
function deliveryOf(delivery: JsonObject, about: About, item: JsonObject): Fact | undefined {
  const mids = own(delivery, 'mids')
  const list: unknown[] = Array.isArray(mids) ? mids : [own(delivery, 'mid')]
  const externalIds = list.flatMap((mid) => midOf(mid) ?? [])
  const watermark = timeOf(own(delivery, 'watermark'))
  return externalIds.length > 0 || watermark ? { ...about, type: 'delivery', externalIds, watermark, item } : undefined
}

function readOf(receipt: JsonObject, about: About): Fact | undefined {
  const watermark = timeOf(own(receipt, 'watermark'))
  return watermark ? { ...about, type: 'read', watermark } : undefined
}

/** Without a `mid` the item itself is the name: the same bytes again are the same message. */
function externalIdOf(mid: unknown, item: JsonObject): string {
  return midOf(mid) ?? `unnamed:${createHash('sha256').update(JSON.stringify(item)).digest('hex')}`
}

/** mids are long (about 90 characters) and only ever compared. */
function midOf(value: unknown): string | undefined {
  return typeof value === 'string' && value.length <= 500 && isPlain(value) ? value : undefined
}
