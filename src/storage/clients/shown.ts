import { sql } from 'kysely'
import type { ClientId, WorkspaceId } from '#domain/ids.ts'
import type { Db } from '../database.ts'
import { keptPicture, PICTURE_COPY, type KeptPicture } from '../files/pictures.ts'

/**
 * What is shown of the living client `cl`: its own, and where it has none, that of the first who joined it. Nothing is copied when clients
 * are merged, so a split finds everything where it was. Whoever is VIP makes the person VIP, since when the first of them is.
 */
export const SHOWN_NAME = sql<string | null>`coalesce(cl.name, (
  select m.name from clients m where m.workspace_id = cl.workspace_id and m.merged_into = cl.id and m.name is not null
   order by m.name_written_at is null, m.created_at, m.id limit 1))`
export const SHOWN_PICTURE = sql<KeptPicture | null>`coalesce(${keptPicture('client_id', { workspaceId: 'cl.workspace_id', id: 'cl.id' })}, (
  select ${PICTURE_COPY} from clients m join attachments p on p.workspace_id = m.workspace_id and p.client_id = m.id and p.file is not null
   where m.workspace_id = cl.workspace_id and m.merged_into = cl.id order by m.created_at, m.id limit 1))`
/** The kept picture of the client `c` by itself. */
export const OWN_PICTURE = keptPicture('client_id', { workspaceId: 'c.workspace_id', id: 'c.id' })
export const SHOWN_VIP_SINCE = sql<Date | null>`least(cl.vip_since, (
  select min(m.vip_since) from clients m where m.workspace_id = cl.workspace_id and m.merged_into = cl.id))`

/** Joins to the client `own` of a conversation or a ticket the living one, `cl`: itself, or whom it joined. */
export const LIVING = sql<boolean>`cl.workspace_id = own.workspace_id and cl.id = coalesce(own.merged_into, own.id)`

/** What tickets show of a client: of its own conversations, and who that is. */
export type ClientFace = {
  readonly ownId: ClientId
  /** The living client. */
  readonly id: ClientId
  readonly name: string | null
  readonly picture: KeptPicture | null
  readonly isVip: boolean
}

/** The faces of these clients, and of all that are one person with any of them, as of now. */
export async function clientFaces(db: Db, workspaceId: WorkspaceId, ids: readonly ClientId[]): Promise<ClientFace[]> {
  if (ids.length === 0) {
    return []
  }
  const { rows } = await sql<ClientFace>`
    with living as (
      select distinct coalesce(merged_into, id) as id from clients where workspace_id = ${workspaceId} and id = any(${[...ids]}::uuid[])
    ), faces as (
      select cl.id, ${SHOWN_NAME} as name, ${SHOWN_PICTURE} as picture, ${SHOWN_VIP_SINCE} is not null as "isVip"
        from living join clients cl on cl.workspace_id = ${workspaceId} and cl.id = living.id
    )
    select id as "ownId", faces.* from faces
     union all
    select m.id, faces.* from faces join clients m on m.workspace_id = ${workspaceId} and m.merged_into = faces.id`.execute(db)
  return rows
}
