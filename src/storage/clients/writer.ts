import { sql, type RawBuilder } from 'kysely'
import type { ClientId } from '#domain/ids.ts'
import { LIVING, SHOWN_NAME } from './shown.ts'

/** Who of those who can write what everybody reads wrote something: the client by itself, whoever that is merged with, and the name that is shown. */
export type Writer = { readonly clientId: ClientId; readonly name: string | null }

/** The `Writer` of the entry of this alias, as the desk knows them. Null: nobody was told. */
export function writerOf(alias: 'm' | 'q' | 't'): RawBuilder<unknown> {
  return sql`(select jsonb_build_object('clientId', i.client_id, 'name', ${SHOWN_NAME}) from identities i
    join clients own on own.workspace_id = i.workspace_id and own.id = i.client_id join clients cl on ${LIVING}
   where i.workspace_id = ${sql.ref(`${alias}.workspace_id`)} and i.channel_id = ${sql.ref(`${alias}.channel_id`)} and i.kind = 'author'
     and i.external_id = ${sql.ref(`${alias}.author_external_id`)})`
}
