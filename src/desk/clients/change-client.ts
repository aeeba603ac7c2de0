import { DeskError } from '#domain/errors.ts'
import type { ClientId } from '#domain/ids.ts'
import { lockClient, saveClient } from '#storage/clients.ts'
import { appendEvent } from '#storage/events.ts'
import type { Actor, Desk } from '../desk.ts'
import { requirePermission } from '../require-permission.ts'
import { transact } from '../transact.ts'

/** Sets a client's note and VIP mark; being VIP keeps since when. */
export async function changeClient(desk: Desk, actor: Actor, change: { clientId: ClientId; note: string; isVip: boolean }): Promise<void> {
  requirePermission(actor, 'ticket.work')
  await transact(desk, async (tx) => {
    const { workspaceId, userId } = actor
    const client = await lockClient(tx, workspaceId, change.clientId)
    if (!client) {
      throw new DeskError('not-found', 'There is no such client.')
    }
    const vipSince = change.isVip ? (client.vipSince ?? desk.now()) : null
    await saveClient(tx, { workspaceId, clientId: change.clientId }, { note: change.note, vipSince })
    await appendEvent(tx, { workspaceId, type: 'client.changed', actorId: userId, payload: { clientId: change.clientId } })
  })
}
