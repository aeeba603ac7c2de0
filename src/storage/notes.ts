import { sql } from 'kysely'
import type { ConversationId } from '#domain/ids.ts'
import type { Note } from '#domain/notes/note.ts'
import type { ChannelScope } from './conversations/lock.ts'
import type { Tx } from './database.ts'
import { prepared } from './prepared.ts'
import { recordOf, textOf } from './said.ts'
import { storableJson } from './storable.ts'

export type NewNote = {
  readonly id: string
  readonly conversationId: ConversationId | undefined
  readonly note: Note
  /** What of it is not understood yet, and by which version of the reader. */
  readonly rest: unknown
  readonly reader: number
  /** Over what it says: told again it is the same. */
  readonly digest: Buffer
  readonly at: Date
}

/**
 * Keeps what happened and nobody said. Told again it is of the earliest moment, and of what is not understood the same stands, whichever came
 * first. Answers with those that are new.
 */
export async function keepNotes(tx: Tx, scope: ChannelScope, { now, notes }: { now: Date; notes: readonly NewNote[] }): Promise<NewNote[]> {
  if (notes.length === 0) {
    return []
  }
  const rows = notes.map(({ id, conversationId, note: { what, ...detail }, rest, reader, digest, at }) => ({
    id,
    t: conversationId,
    w: what,
    g: digest.toString('hex'),
    d: storableJson(detail),
    r: rest === undefined ? null : storableJson(rest),
    v: reader,
    o: at,
  }))
  const { rows: kept } = await sql<{ id: string }>`${prepared}
    insert into notes (workspace_id, id, channel_id, conversation_id, what, digest, detail, rest, reader, occurred_at, created_at)
    select distinct on (g) ${scope.workspaceId}::uuid, id, ${scope.channelId}::uuid, t, w, decode(g, 'hex'), d::jsonb, r::jsonb, v,
           min(o) over (partition by g), ${now}
      from json_to_recordset(${JSON.stringify(rows)}) as n(id uuid, t uuid, w text, g text, d text, r text, v int, o timestamptz)
     order by g, r::jsonb desc nulls last, id
    on conflict (workspace_id, channel_id, digest) do update
       set occurred_at = least(notes.occurred_at, excluded.occurred_at), rest = greatest(notes.rest, excluded.rest)
     where excluded.occurred_at < notes.occurred_at or greatest(notes.rest, excluded.rest) is distinct from notes.rest
    returning id`.execute(tx)
  const ids = new Set(kept.map(({ id }) => id))
  return notes.filter(({ id }) => ids.has(id))
}

/** A note as it is kept. */
export function noteOf(what: Note['what'], detail: unknown): Note {
  const told = recordOf(detail)
  const expiresAt = textOf(told['expiresAt'])
  return { what, ...told, ...(expiresAt === undefined ? {} : { expiresAt: new Date(expiresAt) }) } as Note
}
