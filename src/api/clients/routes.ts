import { DeskError } from '#domain/errors.ts'
import type { ClientId } from '#domain/ids.ts'
import { setClientNote, setClientVip } from '#desk/clients/change-client.ts'
import { nameClient } from '#desk/clients/name-client.ts'
import type { Actor } from '#desk/desk.ts'
import { readClient } from '#storage/clients.ts'
import type { Api } from '../server/api.ts'
import type { ApiContext } from '../context.ts'
import * as contract from './contract.ts'
import { presentClient } from './present.ts'

export function registerClients(app: Api, { desk }: ApiContext): void {
  const present = async (actor: Actor, clientId: ClientId) => {
    const row = await readClient(desk.db, actor.workspaceId, clientId)
    if (!row) {
      throw new DeskError('not-found', 'There is no such client.')
    }
    return presentClient(row)
  }
  app.route({
    ...contract.getClient,
    config: { permission: 'ticket.read' },
    handler: ({ actor, params }) => present(actor, params.clientId as ClientId),
  })
  app.route({
    ...contract.setClientNote,
    config: { permission: 'ticket.work' },
    handler: async ({ actor, params, body }) => {
      const clientId = params.clientId as ClientId
      await setClientNote(desk, actor, { clientId, ...body })
      return await present(actor, clientId)
    },
  })
  app.route({
    ...contract.setClientVip,
    config: { permission: 'ticket.work' },
    handler: async ({ actor, params, body }) => {
      const clientId = params.clientId as ClientId
      await setClientVip(desk, actor, { clientId, ...body })
      return await present(actor, clientId)
    },
  })
  app.route({
    ...contract.nameClient,
    config: { permission: 'ticket.work' },
    handler: async ({ actor, params, body }) => {
      const clientId = params.clientId as ClientId
      await nameClient(desk, actor, { clientId, ...body })
      return await present(actor, clientId)
    },
  })
}
