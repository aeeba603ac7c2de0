import { createHash } from 'node:crypto'
import type { Subject } from '#domain/conversations/subject.ts'
import type { Author, EntryFact, About } from '#domain/facts/fact.ts'
import type { Part } from '#domain/entries/part.ts'
import { idOf, isObject, isTrue, own, textOf, titleOf, without, type JsonObject } from '../json/value.ts'
import { appNameOf } from '../known-apps.ts'
import { productOf } from './cards.ts'
import { ASIDES, contentOf } from './content.ts'
import { besideIn, midOf, type Item, type Read } from './item.ts'
import { partsLabel } from './labels.ts'
import { referralOf } from './referral.ts'
import { READER_VERSION } from './version.ts'

/**
 * A message of the person, or one in the Page's name: an echo, or what the Page itself wrote where no echo is marked (Messenger Platform docs, messages
 * and message_echoes, 2026-06). One that was taken back comes as a message, too: documented for Instagram, seen as text `"true"` (restfb#1183).
 */
export function readMessage(message: JsonObject, item: Item): Read | undefined {
  const { about, saidIn: subject, raw } = item
  if (!subject) {
    return undefined
  }
  if (isTrue(own(message, 'is_deleted'))) {
    return removed(message, { item, subject })
  }
  const named = entryOf(about, { subject, externalId: nameOf(message, raw) })
  const content = contentOf(message, besideIn(raw, 'message'))
  const fact = item.isFromPage
    ? ({ ...named, act: 'added', author: authorOf(message), content } as const)
    : ({
        ...named,
        act: 'added',
        author: { kind: 'client' },
        content,
        opens: 'message',
        answering: { isUs: true, appId: undefined },
      } as const)
  return { fact, rest: undefined }
}

function removed(message: JsonObject, { item, subject }: { readonly item: Item; readonly subject: Subject }): Read | undefined {
  const externalId = midOf(own(message, 'mid'))
  return externalId === undefined
    ? undefined
    : {
        fact: { ...entryOf(item.about, { subject, externalId }), act: 'removed' },
        rest: without(message, ['mid', 'is_deleted', 'is_echo', 'app_id', 'seq']),
      }
}

function authorOf(message: JsonObject): Author {
  const appId = idOf(own(message, 'app_id'))
  return { kind: 'page', appId, appName: appNameOf(appId), mark: textOf(own(message, 'metadata')) }
}

/**
 * A tap on a button, the menu or Get Started (Messenger Platform docs, messaging_postbacks, 2026-06; standby leaves out the payload). It opens the
 * window and waits for an answer like a message.
 */
export function readPostback(postback: JsonObject, { about, saidIn: subject, raw }: Item): Read | undefined {
  if (!subject) {
    return undefined
  }
  const title = titleOf(own(postback, 'title')) ?? ''
  const { referral: told, ...rest } = without(postback, ['mid', 'title', 'payload', 'seq']) ?? {}
  const referral = isObject(told) ? referralOf(told) : undefined
  const beside = { ...besideIn(raw, 'postback'), ...rest, ...(told === undefined || referral ? {} : { referral: told }) }
  const unread = without(beside, ASIDES)
  const asides = {
    ...Object.fromEntries(Object.entries(beside).filter(([key]) => ASIDES.includes(key))),
    ...(referral?.rest ? { referral: referral.rest } : {}),
  }
  const tap: Part = { kind: 'tap', how: 'postback', title, payload: textOf(own(postback, 'payload')) }
  const content = {
    text: title,
    parts: [tap, ...(referral ? [{ kind: 'referral' as const, ...referral.referral }] : [])],
    repliesTo: undefined,
    asides: Object.keys(asides).length > 0 ? asides : undefined,
    unread: unread && { label: partsLabel(unread), raw: unread, reader: READER_VERSION },
  }
  const named = entryOf(about, { subject, externalId: nameOf(postback, raw) })
  const answering = { isUs: true, appId: undefined }
  return { fact: { ...named, act: 'added', author: { kind: 'client' }, content, opens: 'postback', answering }, rest: undefined }
}

/** What the person put into the cart of the Page's shop and sent (Messenger Platform docs, send_cart, 2026-06). */
export function readOrder(order: JsonObject, { about, saidIn: subject, raw }: Item): Read | undefined {
  const products = own(order, 'products')
  if (!subject || !Array.isArray(products)) {
    return undefined
  }
  const part: Part = {
    kind: 'order',
    products: products.filter(isObject).slice(0, MOST_PRODUCTS).map(orderedOf),
    note: textOf(own(order, 'note')),
  }
  const content = { text: '', parts: [part], repliesTo: undefined, asides: { order }, unread: undefined }
  const named = entryOf(about, { subject, externalId: nameOf(order, raw) })
  return { fact: { ...named, act: 'added', author: { kind: 'client' }, content, opens: 'message' }, rest: besideIn(raw, 'order') }
}

const MOST_PRODUCTS = 100

function orderedOf(product: JsonObject) {
  const [quantity, price] = [own(product, 'quantity'), own(product, 'unit_price')]
  return {
    ...productOf(product),
    quantity: typeof quantity === 'number' ? quantity : undefined,
    price: typeof price === 'number' || typeof price === 'string' ? String(price) : undefined,
    currency: titleOf(own(product, 'currency')),
  }
}

type Named = Pick<EntryFact, 'subject' | 'externalId'>

export function entryOf(about: About, { subject, externalId }: Named) {
  return { ...about, thing: 'message', subject, externalId } as const
}

/** Without a `mid` the item itself is the name: the same bytes again are the same message. */
function nameOf(value: JsonObject, raw: JsonObject): string {
  return midOf(own(value, 'mid')) ?? `unnamed:${createHash('sha256').update(JSON.stringify(raw)).digest('hex')}`
}
