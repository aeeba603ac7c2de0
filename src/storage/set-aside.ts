import { sql, type RawBuilder } from 'kysely'

/** Somebody looked after what failed, or is in doubt, and wants no more of it. By nobody: the desk itself, when what failed long ago was first listed. */
export type SetAside = { readonly at: Date; readonly by: { readonly id: string; readonly name: string | undefined } | undefined }
export type SetAsideRow = { readonly at: string; readonly byId: string | null; readonly byName: string | null }

export function setAsideOf(row: SetAsideRow | null): SetAside | undefined {
  return row ? { at: new Date(row.at), by: row.byId === null ? undefined : { id: row.byId, name: row.byName ?? undefined } } : undefined
}

/** Of the act that a query calls so. */
export function setAsideIn(act: string): RawBuilder<unknown> {
  const [at, by] = [sql.ref(`${act}.set_aside_at`), sql.ref(`${act}.set_aside_by`)]
  return sql`case when ${at} is not null then jsonb_build_object('at', ${at}, 'byId', ${by}, 'byName', (select aside.name from users aside where aside.id = ${by})) end`
}
