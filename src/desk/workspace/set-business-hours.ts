import { DeskError } from '#domain/errors.ts'
import { hoursProblem, isTimeZone, type BusinessHours } from '#domain/workspace/business-hours.ts'
import { saveBusinessHours } from '#storage/business-hours.ts'
import { appendEvents } from '#storage/events.ts'
import type { Actor, Desk } from '../desk.ts'
import { requirePermission } from '../require-permission.ts'
import { transact } from '../transact.ts'

/** Sets when people of the workspace work. Throws `invalid`, naming the field. */
export async function setBusinessHours(desk: Desk, actor: Actor, hours: BusinessHours): Promise<void> {
  requirePermission(actor, 'workspace.manage')
  const problem = hoursProblem(hours)
  if (problem) {
    throw new DeskError('invalid', problem.words, { detail: { field: `days.${problem.day}` } })
  }
  if (!isTimeZone(hours.timeZone)) {
    const words = 'There is no such time zone. Choose one of the list, such as Europe/Warsaw.'
    throw new DeskError('invalid', words, { detail: { field: 'timeZone' } })
  }
  await transact(desk, async (tx) => {
    await saveBusinessHours(tx, actor.workspaceId, hours)
    await appendEvents(tx, actor.workspaceId, [{ type: 'business-hours.changed', actorId: actor.userId, payload: {} }])
  })
}
