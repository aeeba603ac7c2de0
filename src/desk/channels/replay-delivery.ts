import { DeskError } from '#domain/errors.ts'
import { appendEvents } from '#storage/events.ts'
import { returnDelivery, wakeIntake } from '#storage/set-aside-deliveries.ts'
import type { Actor, Desk } from '../desk.ts'
import { requirePermission } from '../require-permission.ts'
import { transact } from '../transact.ts'

/** Has a set-aside delivery read once more. */
export async function replayDelivery(desk: Desk, actor: Actor, deliveryId: string): Promise<void> {
  requirePermission(actor, 'workspace.manage')
  const { workspaceId, userId } = actor
  await transact(desk, async (tx) => {
    if (!(await returnDelivery(tx, workspaceId, deliveryId))) {
      throw new DeskError('not-found', 'There is no such delivery. It may have been read by now.')
    }
    await appendEvents(tx, workspaceId, [{ type: 'delivery.returned', actorId: userId, payload: { deliveryId } }])
    await wakeIntake(tx)
  })
}
