import { checkApp } from '#desk/channels/check-channels.ts'
import { tick } from '#desk/go-live/tick.ts'
import type { ApiContext } from '../context.ts'
import type { Api } from '../server/api.ts'
import * as contract from './contract.ts'
import { presentApp } from './present.ts'

type Context = Pick<ApiContext, 'desk' | 'publicUrl' | 'sandboxUrl'> & { readonly facebook: Pick<ApiContext['facebook'], 'app' | 'checks'> }

export function registerGoLive(server: Api, { desk, publicUrl, sandboxUrl, facebook: { app, checks } }: Context): void {
  const config = { permission: 'workspace.manage' } as const
  const place = { desk, publicUrl, sandboxUrl, app }
  server.route({ ...contract.getFacebookApp, config, handler: ({ actor }) => presentApp(place, actor.workspaceId) })
  server.route({
    ...contract.checkFacebookApp,
    config,
    handler: async ({ actor }) => presentApp(place, actor.workspaceId, await checkApp(desk, checks)),
  })
  server.route({
    ...contract.tickGoLive,
    config,
    handler: async ({ actor, params: { step }, body: { isDone } }) => {
      await tick(desk, actor, { step, isDone })
      return await presentApp(place, actor.workspaceId)
    },
  })
}
