import { emptyQueue } from '#desk/channels/empty-queue.ts'
import type { ApiContext } from '../context.ts'
import type { Api } from '../server/api.ts'
import * as contract from './contract.ts'
import { presentQueue } from './present.ts'

export function registerChannelQueue(app: Api, { desk }: ApiContext): void {
  const config = { permission: 'workspace.manage' } as const
  app.route({
    ...contract.readQueue,
    config,
    handler: ({ actor, params }) => presentQueue(desk, actor.workspaceId, params.channelId),
  })
  app.route({
    ...contract.emptyQueue,
    config,
    handler: async ({ actor, params }) => ({ stopped: await emptyQueue(desk, actor, params.channelId) }),
  })
}
