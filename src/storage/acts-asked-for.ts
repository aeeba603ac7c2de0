import type { Series } from '#domain/acts/series.ts'
import type { ActId, UserId, WorkspaceId } from '#domain/ids.ts'
import type { KeptAct } from './acts.ts'
import { saveActState } from './acts-state.ts'
import type { Tx } from './database.ts'
import { logAsked } from './moderation-log/write.ts'
import { storableJson } from './storable.ts'

export type NewAct = Pick<KeptAct, 'id' | 'conversationId' | 'channelId' | 'entryId' | 'act' | 'by'> & {
  readonly workspaceId: WorkspaceId
  readonly at: Date
  readonly series?: Series | undefined
  readonly heldUntil?: Date | undefined
}

/** Queues an act behind those of its conversation, and notes in the moderation log what is asked for in public. */
export async function insertAct(tx: Tx, asked: NewAct): Promise<void> {
  const {
    act: { kind, ...body },
    series,
    ...act
  } = asked
  await tx
    .insertInto('acts')
    .values({
      workspace_id: act.workspaceId,
      id: act.id,
      conversation_id: act.conversationId,
      channel_id: act.channelId,
      kind,
      body: storableJson(body),
      entry_id: act.entryId,
      by: act.by,
      state: 'queued',
      state_at: act.at,
      created_at: act.at,
      series_id: series?.id,
      series_place: series?.place,
      series_size: series?.size,
      held_until: act.heldUntil,
    })
    .execute()
  await logAsked(tx, { ...asked, actId: act.id })
}

type Again = { readonly workspaceId: WorkspaceId; readonly kept: KeptAct; readonly id: ActId; readonly by: UserId; readonly at: Date }

/** Queues an act that was refused once more, as `kept` asks for it now. Who asks for it again is told by a row of its own in the moderation log, under `id`. */
export async function queueAgain(tx: Tx, { workspaceId, kept, id, by, at }: Again): Promise<void> {
  await logAsked(tx, { workspaceId, id, actId: kept.id, entryId: kept.entryId, act: kept.act, by, at })
  const { kind: _kind, ...body } = kept.act
  await tx
    .updateTable('acts')
    .set({ body: storableJson(body) })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', kept.id)
    .execute()
  await saveActState(tx, { workspaceId, id: kept.id }, { state: 'queued', at })
}
