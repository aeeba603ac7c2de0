import type { Fact } from '#domain/facts/fact.ts'
import { readChange, readSample } from './changes.ts'
import { idOf, isObject, own, timeOf, without, type JsonObject } from '../json/value.ts'
import { readItem } from './messaging.ts'
import { NO_ENVELOPE, notUnderstood, type Envelope, type Place } from './not-understood.ts'
import { parseJson } from './parse-json.ts'
import { readStandby } from './standby.ts'

export type Reading =
  | { readonly kind: 'understood'; readonly facts: readonly Fact[] }
  /** Nothing can be made of the bytes, now or on a second try. */
  | { readonly kind: 'unreadable'; readonly reason: string }

/**
 * What a delivery says. Pure. Every item of every entry, and every key that nobody expects, ends as a fact, be it as one
 * that is not understood: nothing vanishes. Envelopes as in Messenger Platform docs, webhooks, 2026-06.
 */
export function read(body: Buffer): Reading {
  const parsed = parseJson(body)
  return parsed.kind === 'unreadable' ? parsed : { kind: 'understood', facts: readBody(parsed.value) }
}

export function readBody(body: unknown): Fact[] {
  const entries = own(body, 'entry')
  if (!isObject(body) || !Array.isArray(entries)) {
    return [readBare(body)]
  }
  const object = own(body, 'object')
  const others = without(body, ['object', 'entry'])
  const facts = entries.flatMap((entry: unknown) =>
    object === 'page' || object === undefined ? readEntry(entry) : [keepEntry(entry, object)],
  )
  const rest = others ? [keepOfBody(`body: ${Object.keys(others).join(', ')}`, others)] : []
  return entries.length === 0 && !others ? [keepOfBody('no entries', body)] : [...facts, ...rest]
}

/** Some receivers logged a dashboard sample's `{"field","value"}` as the whole body. */
function readBare(body: unknown): Fact {
  return isObject(body) && typeof own(body, 'field') === 'string' ? readSample(body, '0') : keepOfBody('unknown body', body)
}

function keepOfBody(label: string, item: unknown): Fact {
  return notUnderstood({ place: 'body', item, envelope: NO_ENVELOPE, label })
}

function keepEntry(entry: unknown, object: unknown): Fact {
  const envelope = { pageId: idOf(own(entry, 'id')), time: undefined }
  return notUnderstood({ place: 'envelope', item: entry, envelope, label: `object ${String(object).slice(0, 100)}` })
}

function readEntry(entry: unknown): Fact[] {
  if (!isObject(entry)) {
    return [keepOfBody('entry', entry)]
  }
  const envelope: Envelope = { pageId: idOf(own(entry, 'id')), time: timeOf(own(entry, 'time')) }
  const facts = [...LISTS.flatMap((list) => readList(entry, list, envelope)), ...readUnexpected(entry, envelope)]
  return facts.length > 0 ? facts : [notUnderstood({ place: 'envelope', item: entry, envelope, label: 'empty entry' })]
}

type List = { readonly key: Place; readonly readOne: (item: unknown, envelope: Envelope) => Fact[] }

/** What an entry holds, list by list. */
const LISTS: readonly List[] = [
  { key: 'messaging', readOne: readItem },
  { key: 'standby', readOne: readStandby },
  { key: 'changes', readOne: readChange },
]

function readList(entry: JsonObject, { key, readOne }: List, envelope: Envelope): Fact[] {
  const items = own(entry, key)
  if (items === undefined) {
    return []
  }
  return Array.isArray(items)
    ? items.flatMap((item: unknown) => readOne(item, envelope))
    : [notUnderstood({ place: 'envelope', item: { [key]: items }, envelope, label: `entry: ${key}` })]
}

/** `hop_context` lists the apps that a message passed through; it is kept with the rest. */
function readUnexpected(entry: JsonObject, envelope: Envelope): Fact[] {
  const others = without(entry, ['id', 'time', ...LISTS.map(({ key }) => key)])
  return others ? [notUnderstood({ place: 'envelope', item: others, envelope, label: `entry: ${Object.keys(others).join(', ')}` })] : []
}
