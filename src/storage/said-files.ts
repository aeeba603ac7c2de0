import { sql, type RawBuilder } from 'kysely'
import type { Attachment } from './files/attachment-row.ts'

/** The files of what was said, by the places of the parts that they are. */
export type Files = ReadonlyMap<number, Attachment>

export const NO_FILES: Files = new Map()

/** The parts of the entry that a query calls so, as they stand: since it was edited, or from the beginning. */
export function partsOf(alias: 'm' | 'q'): RawBuilder<unknown> {
  return sql`coalesce(${sql.ref(`${alias}.parts_now`)} -> 'value', ${sql.ref(`${alias}.content`)} -> 'parts')`
}
