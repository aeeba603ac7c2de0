import { switchExtension } from '#desk/extensions/switch-extension.ts'
import { DeskError } from '#domain/errors.ts'
import { EXTENSIONS } from '#domain/extensions/extension.ts'
import { type ExtensionState, extensionStates } from '#storage/extensions.ts'
import type { Api, ApiContext } from './context.ts'
import * as contract from './contract/extensions.ts'

export function registerExtensions(app: Api, { desk }: Pick<ApiContext, 'desk'>): void {
  app.route({
    ...contract.listExtensions,
    handler: async ({ actor }) => ({ extensions: (await extensionStates(desk.db, actor.workspaceId, EXTENSIONS)).map(present) }),
  })
  app.route({
    ...contract.switchExtension,
    config: { permission: 'workspace.manage' },
    handler: async ({ actor, params, body }) => {
      await switchExtension(desk, actor, { name: params.name, isEnabled: body.isEnabled })
      const [state] = await extensionStates(desk.db, actor.workspaceId, [params.name])
      if (!state) {
        throw new DeskError('not-found', 'There is no such extension.')
      }
      return present(state)
    },
  })
}

function present({ name, isEnabled, changedAt, changedBy, channelCount, waitingCount }: ExtensionState) {
  return { name, isEnabled, changedAt: changedAt?.toISOString() ?? null, changedBy: changedBy ?? null, channelCount, waitingCount }
}
