import { oauthError } from '../../world/graph-error.ts'
import type { FieldWish } from './fields.ts'
import { isRecord } from './params.ts'

type Row = Readonly<Record<string, unknown>>

/** What a field with braces, `from{name}`, leaves of its value; ids stay. A plain value has no fields: 2500 (seen in reports). */
export function narrowed(value: unknown, wish: FieldWish): unknown {
  if (wish.fields.length === 0) {
    return value
  }
  if (Array.isArray(value)) {
    return value.map((each: unknown) => narrowed(each, wish))
  }
  if (!isRecord(value)) {
    throw oauthError(2500, `Subfields are not supported by ${wish.name}`)
  }
  return 'data' in value ? { ...value, data: narrowed(value['data'], wish) } : picked(value, wish.fields)
}

function picked(row: Row, wishes: readonly FieldWish[]): Row {
  const left: Record<string, unknown> = {}
  for (const wish of wishes) {
    const name = wish.args['as'] ?? wish.name
    const value = row[name] ?? row[wish.name]
    if (value !== undefined) {
      left[name] = isRecord(value) || Array.isArray(value) ? narrowed(value, wish) : value
    }
  }
  return 'id' in row ? { ...left, id: row['id'] } : left
}
