import type { ReminderWish } from '#domain/members/reminder.ts'
import { appendEvents } from '#storage/events.ts'
import { saveReminderWish } from '#storage/reminders.ts'
import type { Actor, Desk } from '../desk.ts'
import { requirePermission } from '../require-permission.ts'
import { transact } from '../transact.ts'

/** Sets how one wants to be told oneself before something ends. */
export async function setReminders(desk: Desk, actor: Actor, wish: ReminderWish): Promise<void> {
  requirePermission(actor, 'ticket.read')
  const { workspaceId, userId } = actor
  await transact(desk, async (tx) => {
    await saveReminderWish(tx, actor, { ...wish, at: desk.now() })
    await appendEvents(tx, workspaceId, [{ type: 'reminders.changed', actorId: userId, payload: { userId } }])
  })
}
