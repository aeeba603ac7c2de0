import { sql } from 'kysely'
import type { ChannelName, Piece } from '#domain/facts/fact.ts'
import type { ChannelId, TicketId, WorkspaceId } from '#domain/ids.ts'
import type { ChannelScope } from './conversations/lock.ts'
import type { Tx } from './database.ts'
import { storableJson, storableText } from './storable.ts'

export type NewPiece = Piece & {
  readonly id: string
  /** Of whose conversation it is, there already or not. */
  readonly subjectKey: string | undefined
  /** Over the piece and its channel: the same piece again is kept once. */
  readonly digest: Buffer
  readonly label: string
  /** What it is about, by the channel's name for that. */
  readonly about: string | undefined
  /** Why it could not be applied, where it was understood. */
  readonly reason: string | undefined
  readonly at: Date
}

/** Keeps what is not understood yet, as it came. Told again of another moment it is of the earlier one. Answers with those that are new. */
export async function keepPieces(
  tx: Tx,
  scope: ChannelScope,
  { now, pieces }: { now: Date; pieces: readonly NewPiece[] },
): Promise<NewPiece[]> {
  if (pieces.length === 0) {
    return []
  }
  const rows = pieces.map(({ id, subjectKey, digest, label, about, item, at, place, reader, reason }) => ({
    id,
    k: subjectKey,
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
    insert into not_understood (workspace_id, id, channel_id, subject_key, digest, label, about_external_id, piece, place, reader, reason,
                                occurred_at, created_at)
    select distinct on (d) ${scope.workspaceId}::uuid, id, ${scope.channelId}::uuid, k, decode(d, 'hex'), l, a, r::jsonb, p, v, w, min(o) over (partition by d), ${now}
      from json_to_recordset(${JSON.stringify(rows)})
        as n(id uuid, k text, d text, l text, a text, r text, o timestamptz, p text, v int, w text)
     order by d, id
    on conflict (workspace_id, channel_id, digest) do update set occurred_at = excluded.occurred_at where excluded.occurred_at < not_understood.occurred_at
    returning id`.execute(tx)
  const ids = new Set(kept.map(({ id }) => id))
  return pieces.filter(({ id }) => ids.has(id))
}

/** A piece that is kept, with what it takes to read it again. */
export type KeptPiece = Piece & {
  readonly workspaceId: WorkspaceId
  readonly id: string
  readonly channelId: ChannelId
  readonly channel: ChannelName
  readonly at: Date
  readonly receivedAt: Date
}

/** Pieces that only readers before this version looked at, of channels whose extension is on, locked; oldest first. */
export async function piecesOfOlderReaders(
  tx: Tx,
  { version, limit }: { readonly version: number; readonly limit: number },
): Promise<KeptPiece[]> {
  const { rows } = await sql<Omit<KeptPiece, 'channel'> & ChannelName>`
    select p.workspace_id as "workspaceId", p.id, p.channel_id as "channelId", p.place, p.piece as item, p.reader, p.occurred_at as at, p.created_at as "receivedAt",
           c.kind, c.external_id as "externalId"
      from not_understood p
      join channels c on c.workspace_id = p.workspace_id and c.id = p.channel_id and c.external_id is not null
      join channel_ways w on w.workspace_id = p.workspace_id and w.channel_id = p.channel_id and w.way <> 'switched-off'
     where p.understood_at is null and p.reader < ${version}
     order by p.workspace_id, p.id limit ${limit} for update of p skip locked`.execute(tx)
  return rows.map(({ kind, externalId, ...piece }) => ({ ...piece, channel: { kind, externalId } }))
}

export type SeenAgain = {
  readonly seen: readonly KeptPiece[]
  /** Those of which something was understood. They stay for evidence and are shown no more. */
  readonly understood: ReadonlySet<KeptPiece>
  readonly version: number
  readonly at: Date
}

/** The placeholder of a piece, in a ticket of its conversation. */
export type Placeholder = { readonly workspaceId: WorkspaceId; readonly ticketId: TicketId; readonly lineId: string }

/** A reader of this version looked at these pieces. Answers with the placeholders that go by that. */
export async function savePiecesReadAgain(tx: Tx, { seen, understood, version, at }: SeenAgain): Promise<Placeholder[]> {
  const rows = seen.map((piece) => ({ w: piece.workspaceId, i: piece.id, u: understood.has(piece) ? at : null }))
  const { rows: placeholders } = await sql<Placeholder>`
    with read_again as (
      update not_understood p set reader = ${version}, understood_at = n.u
        from json_to_recordset(${JSON.stringify(rows)}) as n(w uuid, i uuid, u timestamptz)
       where p.workspace_id = n.w and p.id = n.i
      returning p.*)
    select t.workspace_id as "workspaceId", t.id as "ticketId", p.id as "lineId"
      from read_again p
      join conversations co on co.workspace_id = p.workspace_id and co.channel_id = p.channel_id and co.subject_key = p.subject_key
      join tickets t on t.workspace_id = co.workspace_id and t.conversation_id = co.id
     where p.understood_at is not null
     order by t.workspace_id, p.id, t.id`.execute(tx)
  return placeholders
}
