import { sql } from 'kysely'
import type { ClientId, WorkspaceId } from '#domain/ids.ts'
import type { Db } from '../database.ts'
import type { KeptPicture } from '../files/pictures.ts'
import { SHOWN_NAME, SHOWN_PICTURE, SHOWN_VIP_SINCE } from './shown.ts'

/** A person that was found, whichever of its clients the words were found in. */
export type FoundClient = {
  readonly id: ClientId
  readonly name: string | null
  readonly picture: KeptPicture | null
  readonly isVip: boolean
  readonly phone: string | null
  readonly email: string | null
  readonly ticketCount: number
  /** Where one knows them from, the first identity first. */
  readonly identities: readonly {
    readonly kind: 'person' | 'author' | 'visitor'
    readonly channelName: string
    readonly externalId: string
  }[]
}

type Search = { readonly text: string; readonly limit: number }

/** So many are looked at, however common the word. */
const MOST_LOOKED_AT = 500

/** Clients of whom every word of the text begins a word of the name, the e-mail address or the phone number; nobody for a text without words. */
export async function searchClients(db: Db, workspaceId: WorkspaceId, { text, limit }: Search): Promise<FoundClient[]> {
  const words = wordsOf(text)
  if (words.length === 0) {
    return []
  }
  const asked = words.map((word) => `'${word}':*`).join(' & ')
  const { rows } = await sql<FoundClient>`
    with hits as (
      select distinct coalesce(c.merged_into, c.id) as id
        from (select id, merged_into from clients
               where workspace_id = ${workspaceId} and client_words(name, email, phone) @@ to_tsquery('simple', ${asked})
               limit ${MOST_LOOKED_AT}) c
    ), found as (
      select cl.workspace_id, cl.id, cl.phone, cl.email, ${SHOWN_NAME} as name, ${SHOWN_PICTURE} as picture,
             ${SHOWN_VIP_SINCE} is not null as "isVip", starts_with(lower(${SHOWN_NAME}), lower(${text.trim()})) as begins
        from hits join clients cl on cl.workspace_id = ${workspaceId} and cl.id = hits.id
       order by begins desc nulls last, lower(${SHOWN_NAME}), cl.id limit ${limit}
    )
    select f.id, f.name, f.picture, f."isVip", f.phone, f.email,
           (select count(*)::int from tickets t join clients o on o.workspace_id = t.workspace_id and o.id = t.client_id
             where o.workspace_id = f.workspace_id and (o.id = f.id or o.merged_into = f.id)) as "ticketCount",
           coalesce((select json_agg(json_build_object('kind', i.kind, 'channelName', ch.name, 'externalId', i.external_id)
                                     order by o.id <> f.id, i.created_at, i.external_id)
              from clients o join identities i on i.workspace_id = o.workspace_id and i.client_id = o.id
              join channels ch on ch.workspace_id = i.workspace_id and ch.id = i.channel_id
             where o.workspace_id = f.workspace_id and (o.id = f.id or o.merged_into = f.id)), '[]') as identities
      from found f order by f.begins desc nulls last, lower(f.name), f.id`.execute(db)
  return rows
}

/** A phone number is one word, however it is spaced, and without what is dialled before it at home. */
function wordsOf(text: string): readonly string[] {
  const trimmed = text.trim()
  if (/^[\d\s+()./-]+$/.test(trimmed)) {
    const digits = trimmed.replaceAll(/\D/g, '').replace(/^0+/, '')
    return digits === '' ? [] : [digits]
  }
  return trimmed.split(/[^\p{L}\p{M}\p{N}]+/u).filter((word) => word !== '')
}
