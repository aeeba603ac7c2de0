import type { Fact } from '#domain/facts/fact.ts'
import type { Reading } from '#facebook/reading/read.ts'
import { parseJson } from '#facebook/reading/parse-json.ts'

/** The envelope says who and when; facts carry that in their own form. `seq` went away in 2019. */
const ENVELOPE = ['object', 'time', 'timestamp', 'seq', 'watermark', 'is_echo', 'sender', 'recipient']
/** What is told by the kind of a fact or a part. */
const KINDS = ['type', 'action', 'status', 'is_deleted', 'is_unsupported', 'is_self_reply', 'num_edit', 'token_expiry_timestamp']
const OWN_FORM = new Set([...ENVELOPE, ...KINDS])

/** The values of a body that neither a fact nor a raw piece holds, by their place: nothing may be there. */
export function vanished(bytes: Buffer, reading: Extract<Reading, { kind: 'understood' }>): string[] {
  const parsed = parseJson(bytes)
  const kept = new Set(leaves(reading.facts.map(keptOf), '').map(({ value }) => value))
  const values = parsed.kind === 'value' ? leaves(parsed.value, '') : []
  return values.filter(({ value }) => !kept.has(value)).map(({ place }) => place)
}

/** An understood fact keeps what it says; what it was read from goes with the delivery. */
function keptOf(fact: Fact): unknown {
  const { piece: _piece, ...told } = fact
  return fact.act === 'not-understood' || fact.act === 'told-channel' ? fact : told
}

type Leaf = { readonly place: string; readonly value: string }

function leaves(value: unknown, place: string): Leaf[] {
  if (value === null || value === undefined || value instanceof Date || value === '') {
    return []
  }
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
    return [{ place, value: String(value) }]
  }
  return Object.entries(value).flatMap(([key, inner]) => (OWN_FORM.has(key) ? [] : leaves(inner, `${place}/${key}`)))
}
