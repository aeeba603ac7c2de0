import { setBusinessHours } from '#desk/workspace/set-business-hours.ts'
import { setUndo } from '#desk/workspace/set-undo.ts'
import { businessHours } from '#storage/business-hours.ts'
import { undoSeconds } from '#storage/undo.ts'
import type { BusinessHours } from '#domain/workspace/business-hours.ts'
import type { ApiContext } from '../context.ts'
import type { Api } from '../server/api.ts'
import * as contract from './contract.ts'

export function registerWorkspace(app: Api, { desk }: ApiContext): void {
  app.route({
    ...contract.getUndo,
    config: { permission: 'ticket.read' },
    handler: async ({ actor }) => ({ seconds: await undoSeconds(desk.db, actor.workspaceId) }),
  })
  app.route({
    ...contract.setUndo,
    config: { permission: 'workspace.manage' },
    handler: async ({ actor, body }) => ({ seconds: await setUndo(desk, actor, body.seconds) }),
  })
  app.route({
    ...contract.getBusinessHours,
    config: { permission: 'ticket.read' },
    handler: async ({ actor }) => presentHours(await businessHours(desk.db, actor.workspaceId)),
  })
  app.route({
    ...contract.setBusinessHours,
    config: { permission: 'workspace.manage' },
    handler: async ({ actor, body }) => {
      await setBusinessHours(desk, actor, body)
      return presentHours(await businessHours(desk.db, actor.workspaceId))
    },
  })
}

function presentHours({ timeZone, days }: BusinessHours): contract.BusinessHours {
  return { timeZone, days: days.map((day) => day && { from: day.from, until: day.until }) }
}
