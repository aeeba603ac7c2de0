import { setUndo } from '#desk/workspace/set-undo.ts'
import { undoSeconds } from '#storage/undo.ts'
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
}
