import { setGestures } from '#desk/workspace/set-gestures.ts'
import { shownGestures } from '#storage/gestures.ts'
import type { ApiContext } from '../context.ts'
import type { Api } from '../server/api.ts'
import * as contract from './contract.ts'

export function registerGestures(app: Api, { desk, gestures }: Pick<ApiContext, 'desk' | 'gestures'>): void {
  app.route({
    ...contract.showGesture,
    config: { permission: 'ticket.reply' },
    handler: async ({ actor, params, body }, reply) => {
      await gestures.show(actor, { ...params, ...body })
      return reply.code(202).send(null)
    },
  })
  app.route({
    ...contract.getGestures,
    config: { permission: 'ticket.read' },
    handler: ({ actor }) => shownGestures(desk.db, actor.workspaceId),
  })
  app.route({
    ...contract.setGestures,
    config: { permission: 'workspace.manage' },
    handler: ({ actor, body }) => setGestures(desk, actor, body),
  })
}
