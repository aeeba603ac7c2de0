import { sql } from 'kysely'
import type { ChannelOfWorkspace } from '#domain/channels/channel.ts'
import type { Findings } from '#domain/channels/findings.ts'
import type { LivingKey } from '#domain/channels/key-port.ts'
import type { ChannelId, WorkspaceId } from '#domain/ids.ts'
import { lockChannelState } from './channels.ts'
import type { Db, Tx } from './database.ts'
import { findConnection, nameOfKey } from './facebook-connections.ts'
import { storableJson } from './storable.ts'

type Claim = {
  readonly now: Date
  /** When they are due again if nobody says otherwise: whoever claimed them may die. */
  readonly next: Date
  readonly most: number
}

/** The channels that are to be checked by now, each given to one of those who look: connected, of extensions that are on. */
export async function claimDueChannels(db: Db, { now, next, most }: Claim): Promise<ChannelOfWorkspace[]> {
  const { rows } = await sql<{ workspaceId: WorkspaceId; channelId: ChannelId }>`
    with due as (
      select f.workspace_id, f.channel_id
        from facebook_connections f
        join channel_ways w on w.workspace_id = f.workspace_id and w.channel_id = f.channel_id
       where w.way = 'connected'
         and (f.check_due_at is null or f.check_due_at <= ${now})
       order by f.check_due_at nulls first, f.workspace_id, f.channel_id
       limit ${most}
       for update of f skip locked
    )
    update facebook_connections f set check_due_at = ${next}
      from due where f.workspace_id = due.workspace_id and f.channel_id = due.channel_id
    returning f.workspace_id as "workspaceId", f.channel_id as "channelId"`.execute(db)
  return rows
}

/** Nothing was told: it is asked again at `at`, unless that is due already. */
export async function checkAgainAt(db: Db, { workspaceId, channelId }: ChannelOfWorkspace, at: Date): Promise<void> {
  await sql`
    update facebook_connections set check_due_at = ${at}
     where workspace_id = ${workspaceId} and channel_id = ${channelId} and check_due_at > ${at}`.execute(db)
}

/** Whether the channel is connected, and has this key. It is locked. */
export async function isConnectedWith(
  tx: Tx,
  { keyName, ...channel }: ChannelOfWorkspace & { readonly keyName: string },
): Promise<boolean> {
  if ((await lockChannelState(tx, channel)) !== 'connected') {
    return false
  }
  const connection = await findConnection(tx, channel)
  return connection !== undefined && nameOfKey(connection.keyEncrypted) === keyName
}

/** What the key may be used for before it was asked about; undefined where the channel has another key by now, or is not connected. The channel is locked. */
export async function saveLivingKey(
  tx: Tx,
  channel: ChannelOfWorkspace,
  { key, at }: { readonly key: LivingKey; readonly at: Date },
): Promise<{ readonly before: readonly string[]; readonly isMoved: boolean } | undefined> {
  if (!(await isConnectedWith(tx, { ...channel, keyName: key.keyName }))) {
    return undefined
  }
  const { rows } = await sql<{ before: string[]; isMoved: boolean }>`
    update facebook_connections new
       set key_checked_at = ${at}, check_due_at = least(new.check_due_at, ${endAfter(key, at)}::timestamptz), key_valid_until = ${key.validUntil ?? null}, granted_scopes = ${[...key.permissions]}::text[]
      from facebook_connections old
     where new.workspace_id = ${channel.workspaceId} and new.channel_id = ${channel.channelId}
       and old.workspace_id = new.workspace_id and old.channel_id = new.channel_id
    returning old.granted_scopes as before, old.key_valid_until is distinct from new.key_valid_until as "isMoved"`.execute(tx)
  return rows[0]
}

/** What a check that began at `at` found; nothing where somebody connected the channel anew since. */
export async function saveFindings(
  db: Db,
  { workspaceId, channelId }: ChannelOfWorkspace,
  { findings, at }: { readonly findings: Findings; readonly at: Date },
): Promise<void> {
  await sql`
    update facebook_connections f set findings = ${storableJson(findings)}::jsonb, findings_at = ${at}
      from channels c
     where f.workspace_id = ${workspaceId} and f.channel_id = ${channelId}
       and c.workspace_id = f.workspace_id and c.id = f.channel_id and c.connected_at <= ${at}`.execute(db)
}

/** When it ends it is looked at again. */
function endAfter({ validUntil }: LivingKey, at: Date): Date | null {
  return validUntil && validUntil > at ? validUntil : null
}

/** All channels are checked now. */
export async function hastenAllChannels(db: Db): Promise<void> {
  await sql`update facebook_connections set check_due_at = null`.execute(db)
}

/** The channels whose keys were made from logins of this person are checked now. */
export async function hastenChannelsOf(
  tx: Tx,
  { workspaceId, personId }: { readonly workspaceId: WorkspaceId; readonly personId: string },
): Promise<void> {
  await sql`
    with theirs as (
      select workspace_id, channel_id from facebook_connections
       where workspace_id = ${workspaceId} and person_id = ${personId} and check_due_at is not null
       order by channel_id for update
    )
    update facebook_connections f set check_due_at = null
      from theirs where f.workspace_id = theirs.workspace_id and f.channel_id = theirs.channel_id`.execute(tx)
}

/** So are the others of the person who connected this one. */
export async function hastenChannelsOfSamePerson(tx: Tx, { workspaceId, channelId }: ChannelOfWorkspace): Promise<void> {
  await sql`
    with others as (
      select other.workspace_id, other.channel_id
        from facebook_connections one
        join facebook_connections other on other.workspace_id = one.workspace_id and other.person_id = one.person_id and other.channel_id <> one.channel_id
       where one.workspace_id = ${workspaceId} and one.channel_id = ${channelId} and other.check_due_at is not null
       order by other.channel_id for update of other
    )
    update facebook_connections f set check_due_at = null
      from others where f.workspace_id = others.workspace_id and f.channel_id = others.channel_id`.execute(tx)
}
