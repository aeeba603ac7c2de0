import { sql } from 'kysely'
import type { ThreadId, WorkspaceId } from '#domain/ids.ts'
import type { Tx } from './database.ts'
import { storableJson, storableText } from './storable.ts'
import type { ChannelScope } from './threads.ts'

export type NewRawFact = {
  readonly id: string
  readonly threadId: ThreadId | undefined
  /** Over the piece and its Page: the same piece again is kept once. */
  readonly digest: Buffer
  readonly label: string
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
  const rows = facts.map(({ id, threadId, digest, label, raw, at }) => ({
    id,
    t: threadId,
    d: digest.toString('hex'),
    l: storableText(label).slice(0, 200),
    r: storableJson(raw),
    o: at,
  }))
  const { rows: kept } = await sql<{ id: string }>`
    insert into raw_facts (workspace_id, id, channel_id, thread_id, digest, label, raw, occurred_at, created_at)
    select ${scope.workspaceId}::uuid, id, ${scope.channelId}::uuid, t, decode(d, 'hex'), l, r::jsonb, o, ${now}
      from json_to_recordset(${JSON.stringify(rows)}) as n(id uuid, t uuid, d text, l text, r text, o timestamptz)
    on conflict (workspace_id, channel_id, digest) do nothing
    returning id`.execute(tx)
  const ids = new Set(kept.map(({ id }) => id))
  return facts.filter(({ id }) => ids.has(id))
}

/** Deliveries that named messages nobody knew yet, kept until their echo comes. */
export const EARLY_DELIVERY = 'delivery of a message not seen yet'

/** Which of these messages were told as delivered before they were known, and when. */
export async function earlyDeliveries(tx: Tx, workspaceId: WorkspaceId, threadIds: readonly ThreadId[]): Promise<Map<string, Date>> {
  const { rows } = await sql<{ mid: string; at: Date }>`
    select m.mid, min(r.occurred_at) as at
      from raw_facts r cross join lateral jsonb_array_elements_text(r.raw -> 'externalIds') as m(mid)
     where r.workspace_id = ${workspaceId} and r.thread_id = any(${[...threadIds]}::uuid[]) and r.label = ${EARLY_DELIVERY}
     group by m.mid`.execute(tx)
  return new Map(rows.map(({ mid, at }) => [mid, at]))
}
