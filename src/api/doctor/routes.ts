import { checkNow } from '#desk/channels/check-now.ts'
import { setAlarm } from '#desk/channels/set-alarm.ts'
import type { ApiContext } from '../context.ts'
import type { Api } from '../server/api.ts'
import * as contract from './contract.ts'
import { presentDoctor } from './present.ts'

type Context = Pick<ApiContext, 'desk' | 'publicUrl'> & { readonly facebook: Pick<ApiContext['facebook'], 'checks'> }

export function registerDoctor(app: Api, { desk, facebook, publicUrl }: Context): void {
  const place = { desk, publicUrl }
  const config = { permission: 'workspace.manage' } as const
  app.route({
    ...contract.getDoctorReport,
    config,
    handler: ({ actor, params }) => presentDoctor(place, actor.workspaceId, params.channelId),
  })
  app.route({
    ...contract.checkChannel,
    config,
    handler: async ({ actor, params: { channelId } }) => {
      await checkNow(desk, actor, { channelId, ports: facebook.checks })
      return await presentDoctor(place, actor.workspaceId, channelId)
    },
  })
  app.route({
    ...contract.setAlarm,
    config,
    handler: async ({ actor, params: { channelId }, body }) => {
      await setAlarm(desk, actor, { channelId, hours: body.hours ?? undefined })
      return await presentDoctor(place, actor.workspaceId, channelId)
    },
  })
}
