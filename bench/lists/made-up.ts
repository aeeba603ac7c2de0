import { sql, type RawBuilder } from 'kysely'

/** Between 0 and 1, the same each time. */
export function chance(number: string, salt: number): RawBuilder<number> {
  return sql`((hashint8extended(${sql.ref(number)}, ${salt}) & 2147483647) / 2147483648.0)::float8`
}

/** Like a UUIDv7 it begins with its time, in milliseconds: what is new lies together. */
export function idOf(
  noun: string,
  { ms, of, workspaceId }: { ms: RawBuilder<unknown>; of: RawBuilder<unknown>; workspaceId: string },
): RawBuilder<string> {
  const digest = sql`md5(${noun}::text || ${of} || ${workspaceId}::text)`
  return sql<string>`(lpad(to_hex((${ms})::bigint), 12, '0') || '7' || substr(${digest}, 1, 3) || '8' || substr(${digest}, 4, 15))::uuid`
}

export function inMs(at: string): RawBuilder<number> {
  return sql`extract(epoch from ${sql.ref(at)}) * 1000`
}
