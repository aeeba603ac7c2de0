import type { Fact, RawPiece } from '#desk/intake/fact.ts'
import { changeLabel, isTestSample } from './labels.ts'
import { idOf, isObject, own, timeOf, without, type JsonObject } from '../json/value.ts'
import { parseJson } from './parse-json.ts'
import { readItem, type Envelope, type Piece } from './read-item.ts'

export type Reading =
  | { readonly kind: 'understood'; readonly facts: readonly Fact[]; readonly raw: readonly RawPiece[] }
  /** Nothing can be made of the bytes, now or on a second try. */
  | { readonly kind: 'unreadable'; readonly reason: string }

/**
 * What a delivery says. Pure. Every item of every entry, and every key that nobody expects, ends as a fact or as a raw
 * piece: nothing vanishes. Envelopes as in Messenger Platform docs, webhooks, 2026-06.
 */
export function read(body: Buffer): Reading {
  const parsed = parseJson(body)
  if (parsed.kind === 'unreadable') {
    return parsed
  }
  const pieces = readBody(parsed.value)
  return {
    kind: 'understood',
    facts: pieces.flatMap((piece) => (piece.kind === 'fact' ? [piece.fact] : [])),
    raw: pieces.flatMap((piece) => (piece.kind === 'raw' ? [piece.raw] : [])),
  }
}

function readBody(body: unknown): Piece[] {
  const entries = own(body, 'entry')
  if (!isObject(body) || !Array.isArray(entries)) {
    return [readBare(body)]
  }
  const object = own(body, 'object')
  const others = without(body, ['object', 'entry'])
  const pieces = entries.flatMap((entry: unknown) =>
    object === 'page' || object === undefined ? readEntry(entry) : [keepEntry(entry, object)],
  )
  const rest = others ? [raw(`body: ${Object.keys(others).join(', ')}`, others)] : []
  return entries.length === 0 && !others ? [raw('no entries', body)] : [...pieces, ...rest]
}

/** Some receivers logged a dashboard sample's `{"field","value"}` as the whole body. */
function readBare(body: unknown): Piece {
  if (isObject(body) && typeof own(body, 'field') === 'string') {
    return { kind: 'fact', fact: { type: 'test-sample', pageId: '0', label: changeLabel(body), item: body } }
  }
  return raw('unknown body', body)
}

function keepEntry(entry: unknown, object: unknown): Piece {
  return { kind: 'raw', raw: { ...unknownPiece(entry), label: `object ${String(object).slice(0, 100)}`, pageId: idOf(own(entry, 'id')) } }
}

function readEntry(entry: unknown): Piece[] {
  if (!isObject(entry)) {
    return [raw('entry', entry)]
  }
  const envelope: Envelope = { pageId: idOf(own(entry, 'id')), time: timeOf(own(entry, 'time')) }
  const pieces = [
    ...readList(entry, { key: 'messaging', envelope, readOne: readItem }),
    ...readList(entry, { key: 'standby', envelope, readOne: keepStandby }),
    ...readList(entry, { key: 'changes', envelope, readOne: readChange }),
    ...readUnexpected(entry, envelope),
  ]
  return pieces.length > 0 ? pieces : [keep(envelope, 'empty entry', entry)]
}

type List = { readonly key: string; readonly envelope: Envelope; readonly readOne: (item: unknown, envelope: Envelope) => Piece[] }

function readList(entry: JsonObject, { key, envelope, readOne }: List): Piece[] {
  const items = own(entry, key)
  if (items === undefined) {
    return []
  }
  return Array.isArray(items) ? items.flatMap((item: unknown) => readOne(item, envelope)) : [keep(envelope, `entry: ${key}`, items)]
}

/** `hop_context` lists the apps that a message passed through; it is kept with the rest. */
function readUnexpected(entry: JsonObject, envelope: Envelope): Piece[] {
  const others = without(entry, ['id', 'time', 'messaging', 'standby', 'changes'])
  return others ? [keep(envelope, `entry: ${Object.keys(others).join(', ')}`.slice(0, 200), others)] : []
}

/** Another app owns the thread. What is said there is kept until the desk learns handover. */
function keepStandby(item: unknown, envelope: Envelope): Piece[] {
  return readItem(item, envelope).map((piece): Piece => {
    if (piece.kind === 'raw') {
      return { kind: 'raw', raw: { ...piece.raw, label: `standby: ${piece.raw.label}` } }
    }
    const { fact } = piece
    const label = `standby: ${fact.type}`
    return fact.type === 'test-sample' ? piece : { kind: 'raw', raw: { ...fact, label, about: undefined, item } }
  })
}

function readChange(change: unknown, envelope: Envelope): Piece[] {
  const label = changeLabel(change)
  if (isTestSample(change, envelope.pageId)) {
    return [{ kind: 'fact', fact: { type: 'test-sample', pageId: envelope.pageId ?? '0', label, item: change } }]
  }
  const value = own(change, 'value')
  const time = { own: timeOf(own(value, 'created_time')), envelope: envelope.time }
  return [{ kind: 'raw', raw: { pageId: envelope.pageId, personId: undefined, label, about: undefined, item: change, time } }]
}

function keep(envelope: Envelope, label: string, item: unknown): Piece {
  return { kind: 'raw', raw: { ...unknownPiece(item), label, pageId: envelope.pageId, time: { own: undefined, envelope: envelope.time } } }
}

function raw(label: string, item: unknown): Piece {
  return { kind: 'raw', raw: { ...unknownPiece(item), label: label.slice(0, 200) } }
}

function unknownPiece(item: unknown): RawPiece {
  return { pageId: undefined, personId: undefined, label: 'unknown', about: undefined, item, time: { own: undefined, envelope: undefined } }
}
