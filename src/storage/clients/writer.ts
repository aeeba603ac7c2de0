import { sql, type RawBuilder } from 'kysely'
import { LIVING, SHOWN_NAME } from './shown.ts'

/** Whoever among those who may write what everybody reads wrote the entry of this alias, by the name that the desk has for them. */
export function writerOf(alias: 'm' | 'q' | 't'): RawBuilder<unknown> {
  return sql`(select ${SHOWN_NAME} from identities i
    join clients own on own.workspace_id = i.workspace_id and own.id = i.client_id join clients cl on ${LIVING}
   where i.workspace_id = ${sql.ref(`${alias}.workspace_id`)} and i.channel_id = ${sql.ref(`${alias}.channel_id`)} and i.kind = 'author'
     and i.external_id = ${sql.ref(`${alias}.author_external_id`)})`
}
