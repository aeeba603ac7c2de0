import { compareNow } from '#desk/channels/compare-now.ts'
import type { ApiContext } from '../context.ts'
import type { Api } from '../server/api.ts'
import * as contract from './contract.ts'
import { presentHistory } from './present.ts'

export function registerChannelHistory(app: Api, { desk }: Pick<ApiContext, 'desk'>): void {
  const config = { permission: 'workspace.manage' } as const
  app.route({
    ...contract.getChannelHistory,
    config,
    handler: ({ actor, params }) => presentHistory(desk, actor.workspaceId, params.channelId),
  })
  app.route({
    ...contract.compareWithFacebook,
    config,
    handler: async ({ actor, params }, reply) => {
      await compareNow(desk, actor, params.channelId)
      return reply.code(202).send(null)
    },
  })
}
