import { sql, type RawBuilder } from 'kysely'
import type { ConversationId, WorkspaceId } from '#domain/ids.ts'
import type { Tx } from './database.ts'
import { storableJson, storableText } from './storable.ts'
import type { ChannelScope } from './conversations.ts'

export type NewRawFact = {
  readonly id: string
  readonly conversationId: ConversationId | undefined
  /** Over the piece and its Page: the same piece again is kept once. */
  readonly digest: Buffer
  readonly label: string
  /** The message it is about, by the channel's name for it. */
  readonly about: string | undefined
  /** JSON: a value, or a `JsonText`. */
  readonly raw: unknown
  readonly at: Date
}

/** Keeps what is not understood yet. Answers with those that are new. */
export async function keepRawFacts(
  tx: Tx,
  scope: ChannelScope,
  { now, facts }: { now: Date; facts: readonly NewRawFact[] },
): Promise<NewRawFact[]> {
  const rows = facts.map(({ id, conversationId, digest, label, about, raw, at }) => ({
    id,
    t: conversationId,
    d: digest.toString('hex'),
    // Cut first: a cut may leave half a surrogate pair.
    l: storableText(label.slice(0, 200)),
    a: about === undefined ? null : storableText(about.slice(0, 500)),
    r: storableJson(raw),
    o: at,
  }))
  const { rows: kept } = await sql<{ id: string }>`
    insert into raw_facts (workspace_id, id, channel_id, conversation_id, digest, label, about_external_id, raw, occurred_at, created_at)
    select ${scope.workspaceId}::uuid, id, ${scope.channelId}::uuid, t, decode(d, 'hex'), l, a, r::jsonb, o, ${now}
      from json_to_recordset(${JSON.stringify(rows)}) as n(id uuid, t uuid, d text, l text, a text, r text, o timestamptz)
    on conflict (workspace_id, channel_id, digest) do nothing
    returning id`.execute(tx)
  const ids = new Set(kept.map(({ id }) => id))
  return facts.filter(({ id }) => ids.has(id))
}

/** Deliveries that named messages nobody knew yet, kept until their echo comes. */
export const EARLY_DELIVERY = 'delivery of a message not seen yet'

/** What its author may have done with a message since, as the readers label it. The new words are in the raw piece only. */
const EDITS = ['message edit']
const UNSENDS = ['message unsent', 'message unsent by the Page']

export type Afterwards = 'changed' | 'taken-back'

/** What became of the message that a query calls by this alias; null when it is as it was written. */
export function afterwardsOf(message: string): RawBuilder<Afterwards | null> {
  return sql`(select case when bool_or(af.label = any(${UNSENDS}::text[])) then 'taken-back' else min('changed') end
     from raw_facts af
    where af.workspace_id = ${sql.ref(`${message}.workspace_id`)} and af.channel_id = ${sql.ref(`${message}.channel_id`)}
      and af.about_external_id = ${sql.ref(`${message}.external_id`)} and af.label = any(${[...EDITS, ...UNSENDS]}::text[]))`
}

/** Which of these messages were told as delivered before they were known, and when. */
export async function earlyDeliveries(
  tx: Tx,
  workspaceId: WorkspaceId,
  conversationIds: readonly ConversationId[],
): Promise<Map<string, Date>> {
  const { rows } = await sql<{ mid: string; at: Date }>`
    select m.mid, min(r.occurred_at) as at
      from raw_facts r cross join lateral jsonb_array_elements_text(r.raw -> 'externalIds') as m(mid)
     where r.workspace_id = ${workspaceId} and r.conversation_id = any(${[...conversationIds]}::uuid[]) and r.label = ${EARLY_DELIVERY}
     group by m.mid`.execute(tx)
  return new Map(rows.map(({ mid, at }) => [mid, at]))
}
