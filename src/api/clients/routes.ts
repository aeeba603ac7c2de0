import type { ClientId } from '#domain/ids.ts'
import { setClientNote, setClientVip } from '#desk/clients/change-client.ts'
import { nameClient } from '#desk/clients/name-client.ts'
import type { Actor, Desk } from '#desk/desk.ts'
import type { ApiContext } from '../context.ts'
import type { Api } from '../server/api.ts'
import * as contract from './contract.ts'
import { presentClientById } from './present.ts'

export function registerClients(app: Api, { desk }: ApiContext): void {
  const config = { permission: 'ticket.work' } as const
  app.route({
    ...contract.getClient,
    config: { permission: 'ticket.read' },
    handler: ({ actor, params }) => presentClientById(desk.db, actor.workspaceId, params.clientId),
  })
  app.route({
    ...contract.setClientNote,
    config,
    handler: ({ actor, params, body }) => change(actor, setClientNote, { ...params, ...body }),
  })
  app.route({ ...contract.setClientVip, config, handler: ({ actor, params, body }) => change(actor, setClientVip, { ...params, ...body }) })
  app.route({ ...contract.nameClient, config, handler: ({ actor, params, body }) => change(actor, nameClient, { ...params, ...body }) })

  /** Does it, and answers with the client as they stand then. */
  async function change<Wish extends { readonly clientId: ClientId }>(
    actor: Actor,
    act: (desk: Desk, actor: Actor, wish: Wish) => Promise<void>,
    wish: Wish,
  ): Promise<contract.Client> {
    await act(desk, actor, wish)
    return await presentClientById(desk.db, actor.workspaceId, wish.clientId)
  }
}
