import { sql } from 'kysely'
import { livingOf, type Standing } from '#domain/clients/merging.ts'
import type { ClientId, WorkspaceId } from '#domain/ids.ts'
import type { Tx } from '../database.ts'
import { toldNameOf } from '../identities.ts'

/** The living client of a person, as the actions need it. */
export type LockedClient = {
  readonly id: ClientId
  readonly note: string
  /** Itself, or somebody who joined it. */
  readonly isVip: boolean
  readonly name: string | null
  readonly toldName: string | null
  readonly isNameWritten: boolean
  readonly phone: string | null
  readonly email: string | null
}

/** A colleague merged or split the client between our look and our lock. */
export type Moved = 'moved'

/** Locks the living client of this one. Whoever changes a person, merges or splits holds that lock. */
export async function lockLiving(tx: Tx, workspaceId: WorkspaceId, clientId: ClientId): Promise<LockedClient | Moved | undefined> {
  const found = await readStanding(tx, workspaceId, clientId)
  if (!found) {
    return undefined
  }
  const { rows } = await sql<LockedClient & { mergedInto: ClientId | null }>`
    select c.id, c.merged_into as "mergedInto", c.note, c.name, c.name_written_at is not null as "isNameWritten", c.phone, c.email,
           ${toldNameOf('c')} as "toldName",
           c.vip_since is not null or exists (
             select from clients m where m.workspace_id = c.workspace_id and m.merged_into = c.id and m.vip_since is not null) as "isVip"
      from clients c where c.workspace_id = ${workspaceId} and c.id = ${livingOf(found)} for no key update of c`.execute(tx)
  const [row] = rows
  const now = await readStanding(tx, workspaceId, clientId)
  return row && now && row.mergedInto === null && livingOf(now) === row.id ? row : 'moved'
}

/**
 * Lets one merge or split of a workspace go on at a time. They are acts of people, and few; and a lock of two clients alone would not do:
 * what is a living client when it is locked may have been one that joined another when it was looked for, and those who change a
 * person lock the living one first, then whoever joined it.
 */
export async function takeTurn(tx: Tx, workspaceId: WorkspaceId): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`pagedesk/clients/${workspaceId}`}, 0))`.execute(tx)
}

/** Where these clients stand. Their living ones are locked, always in one order; whoever joined another is not. */
export async function lockStandings(tx: Tx, workspaceId: WorkspaceId, ids: readonly ClientId[]): Promise<Standing[]> {
  const rows = await tx
    .selectFrom('clients')
    .select(['id', 'merged_into'])
    .where('workspace_id', '=', workspaceId)
    .where('id', 'in', [...ids])
    .execute()
  const living = rows.map(({ id, merged_into }) => merged_into ?? id)
  await sql`select id from clients where workspace_id = ${workspaceId} and id = any(${living}::uuid[]) order by id for no key update`.execute(
    tx,
  )
  return rows.map(standingOf)
}

export async function readStanding(tx: Tx, workspaceId: WorkspaceId, id: ClientId): Promise<Standing | undefined> {
  const row = await tx
    .selectFrom('clients')
    .select(['id', 'merged_into'])
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row && standingOf(row)
}

function standingOf(row: { id: string; merged_into: string | null }): Standing {
  return { id: row.id as ClientId, mergedInto: (row.merged_into ?? undefined) as ClientId | undefined }
}
