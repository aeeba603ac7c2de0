import { DeskError } from '#domain/errors.ts'
import { channelContents, deletedChannels } from '#storage/channel-deletions.ts'
import { channelKind } from '#storage/channels.ts'
import type { ApiContext } from '../context.ts'
import type { Api } from '../server/api.ts'
import * as contract from './contract.ts'
import { presentContents, presentDeleted } from './present.ts'

export function registerChannelDeletion(app: Api, { desk }: Pick<ApiContext, 'desk'>): void {
  const config = { permission: 'workspace.manage' } as const
  app.route({
    ...contract.getChannelContents,
    config,
    handler: async ({ actor: { workspaceId }, params: { channelId } }) => {
      if ((await channelKind(desk.db, { workspaceId, channelId })) !== 'facebook') {
        throw new DeskError('not-found', 'There is no such Page.')
      }
      return presentContents(await channelContents(desk.db, { workspaceId, channelId }))
    },
  })
  app.route({
    ...contract.listDeletedChannels,
    config,
    handler: async ({ actor }) => ({ channels: (await deletedChannels(desk.db, actor.workspaceId)).map(presentDeleted) }),
  })
}
