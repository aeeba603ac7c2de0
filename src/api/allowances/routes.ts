import { DeskError } from '#domain/errors.ts'
import { recordAllowance } from '#desk/channels/record-allowance.ts'
import type { ApiContext } from '../context.ts'
import type { Api } from '../server/api.ts'
import * as contract from './contract.ts'
import { presentAllowances } from './present.ts'

export function registerAllowances(app: Api, { desk }: ApiContext): void {
  app.route({
    ...contract.listAllowances,
    handler: async ({ actor, params }) => ({ allowances: await presentAllowances(desk, actor.workspaceId, params.channelId) }),
  })
  app.route({
    ...contract.recordAllowance,
    config: { permission: 'workspace.manage' },
    handler: async ({ actor, params: { channelId, allowance }, body }) => {
      await recordAllowance(desk, actor, { channelId, allowance, ...body })
      const allowances = await presentAllowances(desk, actor.workspaceId, channelId)
      const one = allowances.find((each) => each.allowance === allowance)
      if (!one) {
        throw new DeskError('not-found', 'There is no such allowance.')
      }
      return one
    },
  })
}
