import type { Fact } from '#domain/facts/fact.ts'
import type { Reading } from '#facebook/reading/read.ts'
import { parseJson } from '#facebook/reading/parse-json.ts'

/** The envelope says who and when; facts carry that in their own form. `seq` went away in 2019. */
const ENVELOPE = ['object', 'time', 'timestamp', 'seq', 'watermark', 'is_echo', 'sender', 'recipient']
/** What is told by the kind of a fact or a part. */
const KINDS = ['type', 'action', 'status', 'is_deleted', 'is_unsupported', 'is_self_reply', 'num_edit', 'token_expiry_timestamp']
/** What is told by the kind of a public fact, and by its moment. */
const PUBLIC = ['field', 'item', 'verb', 'created_time', 'published', 'recommendation_type']
const OWN_FORM = new Set([...ENVELOPE, ...KINDS, ...PUBLIC])

/** The values of a body that neither a fact nor a raw piece holds, by their place: nothing may be there. */
export function vanished(bytes: Buffer, reading: Extract<Reading, { kind: 'understood' }>): string[] {
  const parsed = parseJson(bytes)
  const told = leaves(reading.facts.map(keptOf), NOTHING).map(({ value }) => value)
  const kept = new Set([...told, ...told.flatMap((value) => value.split('_'))])
  const values = parsed.kind === 'value' ? leaves(parsed.value, OWN_FORM) : []
  // Ids of posts and comments are kept part by part.
  return values.filter(({ value }) => !kept.has(value) && !value.split('_').every((part) => kept.has(part))).map(({ place }) => place)
}

/** An understood fact keeps what it says; what it was read from goes with the delivery. */
function keptOf(fact: Fact): unknown {
  const { piece, ...told } = fact
  return fact.act === 'not-understood' || fact.act === 'told-channel' ? { ...told, piece: piece.item } : told
}

type Leaf = { readonly place: string; readonly value: string }

/** In facts everything counts. */
const NOTHING: ReadonlySet<string> = new Set()

function leaves(value: unknown, skipped: ReadonlySet<string>, place = ''): Leaf[] {
  if (value === null || value === undefined || value instanceof Date || value === '') {
    return []
  }
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
    return [{ place, value: String(value) }]
  }
  return Object.entries(value).flatMap(([key, inner]) => (skipped.has(key) ? [] : leaves(inner, skipped, `${place}/${key}`)))
}
