import { sql } from 'kysely'
import type { ClientId, ConversationId, MessageId, WorkspaceId } from '#domain/ids.ts'
import { subjectKey, type Identity, type Subject } from '#domain/conversations/subject.ts'
import type { Tx } from '../database.ts'
import { prepared } from '../prepared.ts'
import type { ChannelScope, LockedConversation } from './lock.ts'

export type NewConversation = {
  readonly id: ConversationId
  readonly subject: Subject
  /** Whose it is, where the subject is somebody. */
  readonly somebody: Somebody | undefined
}

type Somebody = {
  readonly identity: Identity
  /** Their client, where the channel's name for them is new: one that is there already, or one to be made. */
  readonly clientId: ClientId
  readonly isKnown: boolean
}

/**
 * First contact: conversations with their clients, by the name that the channel has for them. Where another transaction made
 * the conversation meanwhile, its own stands and the client made here goes again: the unique key decides.
 */
export async function insertConversations(
  tx: Tx,
  { workspaceId, channelId }: ChannelScope,
  { at, conversations }: { at: Date; conversations: readonly NewConversation[] },
): Promise<void> {
  const rows = conversations
    .map(({ somebody, id, subject }) => {
      const client = { clientId: somebody?.clientId, isKnown: somebody?.isKnown }
      return { id, subject, key: subjectKey(subject), ...client, ...somebody?.identity }
    })
    .toSorted((a, b) => (a.key < b.key ? -1 : 1))
  const { rows: made } = await sql<{ id: string }>`${prepared}
    with wanted as (
      select w.*, i.client_id is not null as is_known, coalesce(i.client_id, o.client_id, case when w."isKnown" then w."clientId" end) as known_client_id
        from json_to_recordset(${JSON.stringify(rows)}) as w(id uuid, "clientId" uuid, "isKnown" boolean, subject jsonb, key text, kind text, "externalId" text)
        left join identities i on i.workspace_id = ${workspaceId} and i.channel_id = ${channelId} and i.kind = w.kind and i.external_id = w."externalId"
        -- The same name in another part is the same client: the channel told so.
        left join lateral (select o.client_id from identities o where o.workspace_id = ${workspaceId} and o.channel_id = ${channelId}
                              and o.external_id = w."externalId" and o.kind in ('person', 'author') and w.kind in ('person', 'author') limit 1) o on true
       order by w.key
    ), new_clients as (
      insert into clients (workspace_id, id, created_at) select ${workspaceId}::uuid, "clientId", ${at} from wanted
       where known_client_id is null and "clientId" is not null
    ), new_identities as (
      insert into identities (workspace_id, channel_id, kind, external_id, client_id, created_at)
      select ${workspaceId}::uuid, ${channelId}::uuid, kind, "externalId", coalesce(known_client_id, "clientId"), ${at} from wanted
       where not is_known and "clientId" is not null
      on conflict (workspace_id, channel_id, kind, external_id) do nothing
    )
    insert into conversations (workspace_id, id, channel_id, client_id, subject, subject_key, created_at)
    select ${workspaceId}::uuid, id, ${channelId}::uuid, coalesce(known_client_id, "clientId"), subject, key, ${at} from wanted
    on conflict (workspace_id, channel_id, subject_key) do nothing
    returning id`.execute(tx)
  const stands = new Set(made.map(({ id }) => id))
  const lost = conversations.flatMap(({ id, somebody }) => (somebody && !somebody.isKnown && !stands.has(id) ? [somebody.clientId] : []))
  if (lost.length > 0) {
    await tx.deleteFrom('clients').where('workspace_id', '=', workspaceId).where('id', 'in', lost).execute()
  }
}

export type MarkedConversation = Pick<LockedConversation, 'id' | 'window' | 'marks' | 'owner'>

export async function saveConversations(tx: Tx, workspaceId: WorkspaceId, conversations: readonly MarkedConversation[]): Promise<void> {
  if (conversations.length === 0) {
    return
  }
  const rows = conversations.map(({ id, window, marks, owner }) => ({
    id,
    o: window?.opensAt,
    c: window?.closesAt,
    r: window?.reason,
    d: marks.deliveredUntil,
    u: marks.readUntil,
    a: marks.answeredUntil,
    f: marks.adsFollowed,
    i: owner?.isUs,
    p: owner?.appId,
    s: owner?.at,
  }))
  await sql`${prepared}
    update conversations t
       set window_opens_at = n.o, window_closes_at = n.c, window_reason = n.r, delivered_until = n.d, read_until = n.u, answered_until = n.a,
           ads_followed = n.f, owner_is_us = n.i, owner_app_id = n.p, owner_at = n.s
      from json_to_recordset(${JSON.stringify(rows)})
        as n(id uuid, o timestamptz, c timestamptz, r text, d timestamptz, u timestamptz, a timestamptz, f timestamptz[], i boolean, p text, s timestamptz)
     where t.workspace_id = ${workspaceId} and t.id = n.id`.execute(tx)
}

/** What counted as written elsewhere turned out to be ours: the mark goes back to the last that was. */
export async function lookAgainWhenAnsweredElsewhere(
  tx: Tx,
  { workspaceId, conversationId, beside }: { workspaceId: WorkspaceId; conversationId: ConversationId; beside: MessageId },
): Promise<void> {
  await sql`
    update conversations set answered_until = greatest(
      (select max(e.occurred_at) from tickets t join entries e on e.workspace_id = t.workspace_id and e.ticket_id = t.id
        where t.workspace_id = ${workspaceId} and t.conversation_id = ${conversationId} and e.author_kind = 'elsewhere' and e.id <> ${beside}),
      -- What everybody reads may stand in a ticket of the whole post.
      (select max(e.occurred_at) from entries e
        where e.workspace_id = ${workspaceId} and e.conversation_id = ${conversationId} and e.thing <> 'message' and e.author_kind = 'elsewhere'
          and e.id <> ${beside}),
      (select max(e.occurred_at) from entries e
        where e.workspace_id = ${workspaceId} and e.conversation_id = ${conversationId} and e.ticket_id is null and e.author_kind = 'elsewhere'
          and e.id <> ${beside}))
     where workspace_id = ${workspaceId} and id = ${conversationId}`.execute(tx)
}
