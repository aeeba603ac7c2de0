import { setReminders } from '#desk/members/set-reminders.ts'
import { reminderWish } from '#storage/reminders.ts'
import type { ApiContext } from '../context.ts'
import type { Api } from '../server/api.ts'
import * as contract from './contract.ts'

export function registerReminders(app: Api, { desk }: ApiContext): void {
  app.route({
    ...contract.getReminders,
    config: { permission: 'ticket.read' },
    handler: ({ actor }) => reminderWish(desk.db, actor),
  })
  app.route({
    ...contract.setReminders,
    config: { permission: 'ticket.read' },
    handler: async ({ actor, body }) => {
      await setReminders(desk, actor, body)
      return await reminderWish(desk.db, actor)
    },
  })
}
