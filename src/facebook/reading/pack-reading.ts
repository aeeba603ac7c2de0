import type { Fact } from '#domain/facts/fact.ts'
import { JsonText } from '#storage/json-text.ts'
import type { Reading } from './read.ts'

/** A reading on its way between threads: what is kept as it came is JSON text, which crosses at no cost. */
export type PackedReading = { readonly packed: Reading }

/** Turns what is kept as it came into text. Everything else crosses as it is. */
export function packReading(reading: Reading): PackedReading {
  return { packed: withKept(reading, (value) => JSON.stringify(value)) }
}

/** What was packed, with its text marked as JSON: nobody takes a customer's string for it. */
export function unpackReading({ packed }: PackedReading): Reading {
  return withKept(packed, (text) => new JsonText(String(text)))
}

type Change = (kept: unknown) => unknown

function withKept(reading: Reading, change: Change): Reading {
  return reading.kind === 'unreadable' ? reading : { ...reading, facts: reading.facts.map((fact) => factWithKept(fact, change)) }
}

function factWithKept(fact: Fact, change: Change): Fact {
  const piece = { ...fact.piece, item: change(fact.piece.item) }
  if (fact.act === 'noted') {
    return { ...fact, piece, rest: changed(fact.rest, change) }
  }
  if (fact.act !== 'added') {
    return { ...fact, piece }
  }
  const { unread: read, asides } = fact.content
  const unread = read && { ...read, raw: change(read.raw) }
  return { ...fact, piece, content: { ...fact.content, asides: changed(asides, change), unread } }
}

function changed(kept: unknown, change: Change): unknown {
  return kept === undefined ? undefined : change(kept)
}
