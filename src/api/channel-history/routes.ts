import { compareNow } from '#desk/channels/compare-now.ts'
import { continueImport, pauseImport, startImport, stopImport } from '#desk/channels/history-import.ts'
import type { ApiContext } from '../context.ts'
import type { Api } from '../server/api.ts'
import * as contract from './contract.ts'
import { presentHistory, presentImport } from './present.ts'

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
  registerImport(app, { desk })
}

function registerImport(app: Api, { desk }: Pick<ApiContext, 'desk'>): void {
  const config = { permission: 'workspace.manage' } as const
  app.route({
    ...contract.getHistoryImport,
    config,
    handler: ({ actor, params }) => presentImport(desk, actor.workspaceId, params.channelId),
  })
  app.route({
    ...contract.startHistoryImport,
    config,
    handler: async ({ actor, params: { channelId }, body }) => {
      await startImport(desk, actor, { channelId, days: body.days })
      return await presentImport(desk, actor.workspaceId, channelId)
    },
  })
  app.route({
    ...contract.stopHistoryImport,
    config,
    handler: async ({ actor, params: { channelId } }) => {
      await stopImport(desk, actor, channelId)
      return await presentImport(desk, actor.workspaceId, channelId)
    },
  })
  app.route({
    ...contract.pauseHistoryImport,
    config,
    handler: async ({ actor, params: { channelId } }) => {
      await pauseImport(desk, actor, channelId)
      return await presentImport(desk, actor.workspaceId, channelId)
    },
  })
  app.route({
    ...contract.continueHistoryImport,
    config,
    handler: async ({ actor, params: { channelId } }) => {
      await continueImport(desk, actor, channelId)
      return await presentImport(desk, actor.workspaceId, channelId)
    },
  })
}
