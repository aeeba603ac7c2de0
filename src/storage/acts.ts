import { sql } from 'kysely'
import type { Act } from '#domain/acts/act.ts'
import type { Series } from '#domain/acts/series.ts'
import type { MessageState } from '#domain/acts/state.ts'
import type { ActId, ChannelId, ConversationId, MessageId, UserId, WorkspaceId } from '#domain/ids.ts'
import type { Db, Tx } from './database.ts'
import { prepared } from './prepared.ts'

/** How far carrying came. */
export type Carrying = { readonly state: MessageState; readonly stateAt: Date }

export type KeptAct = Carrying & {
  readonly id: ActId
  readonly conversationId: ConversationId
  readonly channelId: ChannelId
  /** What it says, or is done to. */
  readonly entryId: MessageId
  readonly act: Act
  /** Who asked for it. */
  readonly by: UserId
  /** Not to be called before. */
  readonly notBefore: Date | undefined
  readonly createdAt: Date
  /** How often the channel was called. */
  readonly tries: number
  /** An earlier call may have done it. */
  readonly isDoubted: boolean
  /** The message that somebody sent in its place, though it may have arrived. */
  readonly sentAgainAs: MessageId | undefined
  readonly series: Series | undefined
  /** Until then whoever asked for it may take it back. */
  readonly heldUntil: Date | undefined
}

export type ActRow = {
  readonly id: string
  readonly conversation_id: string
  readonly channel_id: string
  readonly entry_id: string
  readonly kind: Act['kind']
  readonly by: string
  readonly body: object
  readonly state: MessageState
  readonly state_at: Date
  readonly not_before: Date | null
  readonly created_at: Date
  readonly tries: number
  readonly doubted_at: Date | null
  readonly sent_again_as: string | null
  readonly series_id: string | null
  readonly series_place: number | null
  readonly series_size: number | null
  readonly held_until: Date | null
}

export const ACT = sql`id, conversation_id, channel_id, entry_id, kind, by, body, state, state_at, not_before, created_at, tries, doubted_at, sent_again_as,
  series_id, series_place, series_size, held_until`

export function actOf(row: ActRow): KeptAct {
  return {
    id: row.id as ActId,
    conversationId: row.conversation_id as ConversationId,
    channelId: row.channel_id as ChannelId,
    entryId: row.entry_id as MessageId,
    by: row.by as UserId,
    act: { ...row.body, kind: row.kind } as Act,
    state: row.state,
    stateAt: row.state_at,
    notBefore: row.not_before ?? undefined,
    createdAt: row.created_at,
    tries: row.tries,
    isDoubted: row.doubted_at !== null,
    sentAgainAs: (row.sent_again_as ?? undefined) as MessageId | undefined,
    series: seriesOf(row),
    heldUntil: row.held_until ?? undefined,
  }
}

function seriesOf({ series_id: id, series_place: place, series_size: size }: ActRow): Series | undefined {
  return id === null || place === null || size === null ? undefined : { id: id as ActId, place, size }
}

export async function readAct(db: Db, workspaceId: WorkspaceId, id: ActId): Promise<KeptAct | undefined> {
  const { rows } = await sql<ActRow>`select ${ACT} from acts where workspace_id = ${workspaceId} and id = ${id}`.execute(db)
  return rows[0] && actOf(rows[0])
}

/** An act, locked: whoever changes its state holds it. */
export async function lockAct(tx: Tx, workspaceId: WorkspaceId, id: ActId): Promise<KeptAct | undefined> {
  const { rows } = await sql<ActRow>`select ${ACT} from acts where workspace_id = ${workspaceId} and id = ${id} for update`.execute(tx)
  return rows[0] && actOf(rows[0])
}

/** The acts that say these entries, locked. */
export async function lockActsSaying(tx: Tx, workspaceId: WorkspaceId, entryIds: readonly MessageId[]): Promise<KeptAct[]> {
  if (entryIds.length === 0) {
    return []
  }
  const { rows } = await sql<ActRow>`${prepared}
    select ${ACT} from acts
     where workspace_id = ${workspaceId} and entry_id = any(${[...entryIds]}::uuid[]) and kind = 'say' order by id for update`.execute(tx)
  return rows.map(actOf)
}
