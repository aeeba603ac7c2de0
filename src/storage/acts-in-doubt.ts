import { sql } from 'kysely'
import type { Saw } from '#domain/acts/sight.ts'
import type { ActId, MessageId, WorkspaceId } from '#domain/ids.ts'
import { ACT, actOf, type ActRow, type KeptAct } from './acts.ts'
import type { Tx } from './database.ts'

/** What else is said in the conversation of this act, and may have been, for all that anybody knows. */
export async function othersInDoubt(
  tx: Tx,
  workspaceId: WorkspaceId,
  { id, conversationId }: Pick<KeptAct, 'id' | 'conversationId'>,
): Promise<KeptAct[]> {
  const { rows } = await sql<ActRow>`
    select ${ACT} from acts
     where workspace_id = ${workspaceId} and conversation_id = ${conversationId} and state in ('sending', 'unconfirmed') and kind = 'say' and id <> ${id}
     order by created_at, id`.execute(tx)
  return rows.map(actOf)
}

type InDoubt = { readonly workspaceId: WorkspaceId; readonly id: ActId }

/** Somebody looked for an act in doubt, and saw this. */
export async function saveLook(tx: Tx, { workspaceId, id }: InDoubt, { saw, at }: { readonly saw: Saw; readonly at: Date }): Promise<void> {
  await sql`
    update acts set looks = looks + 1, looked_at = ${at}, looked_saw = ${saw}
     where workspace_id = ${workspaceId} and id = ${id}`.execute(tx)
}

/** Somebody sent this message in its place. */
export async function saveSentAgain(tx: Tx, { workspaceId, id }: InDoubt, as: MessageId): Promise<void> {
  await sql`update acts set sent_again_as = ${as} where workspace_id = ${workspaceId} and id = ${id}`.execute(tx)
}
