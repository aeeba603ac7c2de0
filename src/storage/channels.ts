import { sql } from 'kysely'
import type { ChannelKind, ChannelProblem } from '#domain/channels/channel.ts'
import type { ChannelId, UserId, WorkspaceId } from '#domain/ids.ts'
import type { Db, Tx } from './database.ts'
import { EARLY_DELIVERY } from './raw-facts.ts'
import { storableText } from './storable.ts'

/** A channel as a list shows it. Its key is not part of it, on purpose. */
export type ChannelSummary = {
  readonly id: ChannelId
  readonly kind: ChannelKind
  readonly name: string
  readonly externalId: string | undefined
  readonly pictureUrl: string | undefined
  readonly state: 'connected' | 'disconnected' | 'switched-off'
  readonly problem: ChannelProblem | undefined
  readonly keyValidUntil: Date | undefined
  readonly connectedBy: string | undefined
  readonly connectedAt: Date | undefined
  readonly lastEventAt: Date | undefined
  readonly notUnderstoodCount: number
  /** What they are, by their labels, the most frequent first. */
  readonly notUnderstood: readonly { readonly label: string; readonly count: number }[]
}

/** Labels that are told one by one; the rest is in the whole count only. */
const LABELS = 20

/** Every channel of a workspace: Pages first, then chats, the oldest first; with `ids`, only those. */
export async function channelSummaries(db: Db, workspaceId: WorkspaceId, ids?: readonly ChannelId[]): Promise<ChannelSummary[]> {
  const { rows } = await sql<SummaryRow>`
    select channels.id, channels.kind, channels.name, channels.external_id, channels.picture_url, channels.problem,
      channels.key_valid_until, channels.connected_by_name, channels.connected_at, channels.last_event_at,
      case when extensions.enabled_at is null then 'switched-off' else channels.state end as state,
      kept.total as not_understood_count, kept.labels as not_understood
    from channels
    cross join lateral (
      select coalesce(sum(n), 0)::int as total,
        coalesce(jsonb_agg(jsonb_build_object('label', label, 'count', n) order by place) filter (where place <= ${LABELS}), '[]') as labels
      from (select label, count(*)::int as n, row_number() over (order by count(*) desc, label) as place
        from raw_facts where raw_facts.workspace_id = channels.workspace_id and raw_facts.channel_id = channels.id
          and raw_facts.label <> ${EARLY_DELIVERY}
        group by label) as by_label) as kept
    left join extensions on extensions.workspace_id = channels.workspace_id
      and extensions.name = case channels.kind when 'facebook' then 'facebook' else 'online-chat' end
    where channels.workspace_id = ${workspaceId}::uuid
      and (${ids === undefined}::boolean or channels.id = any(${[...(ids ?? [])]}::uuid[]))
    order by channels.kind = 'chat', channels.created_at, channels.id`.execute(db)
  return rows.map(summaryOf)
}

type SummaryRow = {
  id: string
  kind: ChannelKind
  name: string
  external_id: string | null
  picture_url: string | null
  problem: ChannelProblem | null
  key_valid_until: Date | null
  connected_by_name: string | null
  connected_at: Date | null
  last_event_at: Date | null
  state: ChannelSummary['state']
  not_understood_count: number
  not_understood: { label: string; count: number }[]
}

function summaryOf(row: SummaryRow): ChannelSummary {
  return {
    id: row.id as ChannelId,
    kind: row.kind,
    name: row.name,
    externalId: row.external_id ?? undefined,
    pictureUrl: row.picture_url ?? undefined,
    state: row.state,
    problem: row.problem ?? undefined,
    keyValidUntil: row.key_valid_until ?? undefined,
    connectedBy: row.connected_by_name ?? undefined,
    connectedAt: row.connected_at ?? undefined,
    lastEventAt: row.last_event_at ?? undefined,
    notUnderstoodCount: row.not_understood_count,
    notUnderstood: row.not_understood,
  }
}

export type NewChatChannel = { readonly workspaceId: WorkspaceId; readonly id: ChannelId; readonly name: string; readonly createdAt: Date }

/** False when another chat channel has the name: the unique index decides. */
export async function insertChatChannel(tx: Tx, { workspaceId, id, name, createdAt }: NewChatChannel): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into channels (workspace_id, id, kind, name, state, connected_at, created_at)
    values (${workspaceId}, ${id}, 'chat', ${storableText(name)}, 'connected', ${createdAt}, ${createdAt})
    on conflict (workspace_id, lower(name)) where kind = 'chat' do nothing`.execute(tx)
  return numAffectedRows === 1n
}

/** `taken`: another chat channel has the name, and the transaction is lost. The unique index decides. */
export async function renameChatChannel(
  tx: Tx,
  { workspaceId, channelId }: ChannelOfWorkspace,
  name: string,
): Promise<'renamed' | 'taken' | 'missing'> {
  try {
    const { numUpdatedRows } = await tx
      .updateTable('channels')
      .set({ name: storableText(name) })
      .where('workspace_id', '=', workspaceId)
      .where('id', '=', channelId)
      .where('kind', '=', 'chat')
      .executeTakeFirstOrThrow()
    return numUpdatedRows === 1n ? 'renamed' : 'missing'
  } catch (error) {
    // The one failure that is an answer: two channels of one name.
    if (error instanceof Error && 'constraint' in error && error.constraint === 'channels_chat_name') {
      return 'taken'
    }
    throw error
  }
}

/** False when there is no such chat channel. */
export async function deleteChatChannel(tx: Tx, { workspaceId, channelId }: ChannelOfWorkspace): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('channels')
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', channelId)
    .where('kind', '=', 'chat')
    .executeTakeFirstOrThrow()
  return numDeletedRows === 1n
}

/** Connected Pages that this person of Facebook connected, except these: their keys hang on the person's grant. */
export async function pagesOfPersonBeside(
  db: Db,
  { workspaceId, personId }: { readonly workspaceId: WorkspaceId; readonly personId: string },
  pageIds: readonly string[],
): Promise<{ readonly id: string; readonly name: string }[]> {
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from channels
     where workspace_id = ${workspaceId} and kind = 'facebook' and state = 'connected' and connected_by_external_id = ${personId}
       and external_id <> all(${[...pageIds]}::text[])
     order by created_at, id`.execute(db)
  return rows
}

export type PageOfWorkspace = { readonly workspaceId: WorkspaceId; readonly pageId: string }
export type ChannelOfWorkspace = { readonly workspaceId: WorkspaceId; readonly channelId: ChannelId }

/**
 * The channel of a Page, locked: the one that is there, or a new one under `newId` that is not connected yet. Two
 * confirms at once meet here, and the second finds the first one's.
 */
export async function lockPageChannel(
  tx: Tx,
  { workspaceId, pageId }: PageOfWorkspace,
  fresh: { readonly newId: ChannelId; readonly name: string; readonly createdAt: Date },
): Promise<ChannelId> {
  await tx
    .insertInto('channels')
    .values({
      workspace_id: workspaceId,
      id: fresh.newId,
      kind: 'facebook',
      name: fresh.name,
      external_id: pageId,
      state: 'disconnected',
      created_at: fresh.createdAt,
    })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'kind', 'external_id']).doNothing())
    .execute()
  const row = await tx
    .selectFrom('channels')
    .select('id')
    .where('workspace_id', '=', workspaceId)
    .where('kind', '=', 'facebook')
    .where('external_id', '=', pageId)
    .forUpdate()
    .executeTakeFirstOrThrow()
  return row.id as ChannelId
}

export type PageConnection = {
  readonly name: string
  readonly pictureUrl: string | undefined
  readonly keyEncrypted: Uint8Array
  readonly keyValidUntil: Date | undefined
  readonly grantedScopes: readonly string[]
  /** What does not work even now. */
  readonly problem: ChannelProblem | undefined
  readonly person: { readonly id: string; readonly name: string }
  readonly by: UserId
  readonly at: Date
}

/** A new key for a channel: connected, no pause, nothing wrong but what the new key does not allow; its history, its route and its id stay. */
export async function saveConnection(tx: Tx, channel: ChannelOfWorkspace, connection: PageConnection): Promise<void> {
  await tx
    .updateTable('channels')
    .set({
      name: connection.name,
      picture_url: connection.pictureUrl ?? null,
      state: 'connected',
      problem: connection.problem ? JSON.stringify(connection.problem) : null,
      paused_until: null,
      key_encrypted: Buffer.from(connection.keyEncrypted),
      key_valid_until: connection.keyValidUntil ?? null,
      granted_scopes: [...connection.grantedScopes],
      connected_by_name: connection.person.name,
      connected_by_external_id: connection.person.id,
      connected_by: connection.by,
      connected_at: connection.at,
    })
    .where('workspace_id', '=', channel.workspaceId)
    .where('id', '=', channel.channelId)
    .execute()
}

/** Leads a Page's webhooks to a channel. False when another workspace holds the Page: the primary key decides, not a look before. */
export async function claimPageRoute(tx: Tx, route: ChannelOfWorkspace & { readonly pageId: string }): Promise<boolean> {
  const row = await tx
    .insertInto('page_routes')
    .values({ page_id: route.pageId, workspace_id: route.workspaceId, channel_id: route.channelId })
    .onConflict((conflict) =>
      conflict.column('page_id').doUpdateSet({ channel_id: route.channelId }).where('page_routes.workspace_id', '=', route.workspaceId),
    )
    .returning('page_id')
    .executeTakeFirst()
  return row !== undefined
}

export type PageHolding = { readonly kind: 'here'; readonly channelId: ChannelId } | { readonly kind: 'elsewhere' }

/** Which of these Pages are channels already: of this workspace, or of one that is not named. */
export async function pageHoldings(
  db: Db,
  workspaceId: WorkspaceId,
  pageIds: readonly string[],
): Promise<ReadonlyMap<string, PageHolding>> {
  if (pageIds.length === 0) {
    return new Map()
  }
  const rows = await db.selectFrom('page_routes').selectAll().where('page_id', 'in', pageIds).execute()
  return new Map(
    rows.map((row) => [
      row.page_id,
      row.workspace_id === workspaceId ? { kind: 'here', channelId: row.channel_id as ChannelId } : { kind: 'elsewhere' },
    ]),
  )
}
