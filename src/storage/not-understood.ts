import { sql, type RawBuilder } from 'kysely'
import type { Piece } from '#domain/facts/fact.ts'
import type { ConversationId } from '#domain/ids.ts'
import type { ChannelScope } from './conversations/lock.ts'
import type { Tx } from './database.ts'
import { storableJson, storableText } from './storable.ts'

export type NewPiece = Piece & {
  readonly id: string
  readonly conversationId: ConversationId | undefined
  /** Over the piece and its channel: the same piece again is kept once. */
  readonly digest: Buffer
  readonly label: string
  /** What it is about, by the channel's name for that. */
  readonly about: string | undefined
  /** Why it could not be applied, where it was understood. */
  readonly reason: string | undefined
  readonly at: Date
}

/** Keeps what is not understood yet, as it came. Answers with those that are new. */
export async function keepPieces(
  tx: Tx,
  scope: ChannelScope,
  { now, pieces }: { now: Date; pieces: readonly NewPiece[] },
): Promise<NewPiece[]> {
  if (pieces.length === 0) {
    return []
  }
  const rows = pieces.map(({ id, conversationId, digest, label, about, item, at, place, reader, reason }) => ({
    id,
    t: conversationId,
    d: digest.toString('hex'),
    // Cut first: a cut may leave half a surrogate pair.
    l: storableText(label.slice(0, 200)),
    a: about === undefined ? null : storableText(about.slice(0, 500)),
    r: storableJson(item),
    o: at,
    p: place,
    v: reader,
    w: reason,
  }))
  const { rows: kept } = await sql<{ id: string }>`
    insert into not_understood (workspace_id, id, channel_id, conversation_id, digest, label, about_external_id, piece, place, reader, reason,
                                occurred_at, created_at)
    select ${scope.workspaceId}::uuid, id, ${scope.channelId}::uuid, t, decode(d, 'hex'), l, a, r::jsonb, p, v, w, o, ${now}
      from json_to_recordset(${JSON.stringify(rows)})
        as n(id uuid, t uuid, d text, l text, a text, r text, o timestamptz, p text, v int, w text)
    on conflict (workspace_id, channel_id, digest) do nothing
    returning id`.execute(tx)
  const ids = new Set(kept.map(({ id }) => id))
  return pieces.filter(({ id }) => ids.has(id))
}

/** What its author may have done with a message since, as the readers label it. The new words are in the raw piece only. */
const EDITS = ['message edit']
const UNSENDS = ['message unsent', 'message unsent by the Page']

export type Afterwards = 'changed' | 'taken-back'

/** What became of the message that a query calls by this alias; null when it is as it was written. */
export function afterwardsOf(message: string): RawBuilder<Afterwards | null> {
  return sql`(select case when bool_or(af.label = any(${UNSENDS}::text[])) then 'taken-back' else min('changed') end
     from not_understood af
    where af.workspace_id = ${sql.ref(`${message}.workspace_id`)} and af.channel_id = ${sql.ref(`${message}.channel_id`)}
      and af.about_external_id = ${sql.ref(`${message}.external_id`)} and af.label = any(${[...EDITS, ...UNSENDS]}::text[]))`
}
