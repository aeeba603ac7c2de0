import type { ClientId } from '#domain/ids.ts'
import { setClientNote, setClientVip } from '#desk/clients/change-client.ts'
import { describeClient } from '#desk/clients/describe-client.ts'
import { mergeClients } from '#desk/clients/merge-clients.ts'
import { splitClient } from '#desk/clients/split-client.ts'
import type { Actor, Desk } from '#desk/desk.ts'
import { searchClients } from '#storage/clients/search.ts'
import type { ApiContext } from '../context.ts'
import type { Api } from '../server/api.ts'
import * as contract from './contract.ts'
import { presentClientById, presentFound } from './present.ts'

export function registerClients(app: Api, { desk }: ApiContext): void {
  const config = { permission: 'ticket.work' } as const
  app.route({
    ...contract.getClient,
    config: { permission: 'ticket.read' },
    handler: ({ actor, params }) => presentClientById(desk.db, actor.workspaceId, params.clientId),
  })
  app.route({
    ...contract.searchClients,
    config: { permission: 'ticket.read' },
    handler: async ({ actor, query: { search, limit } }) => {
      const found = await searchClients(desk.db, actor.workspaceId, { text: search, limit: limit + 1 })
      return { clients: found.slice(0, limit).map(presentFound), hasMore: found.length > limit }
    },
  })
  app.route({
    ...contract.setClientNote,
    config,
    handler: ({ actor, params, body }) => change(actor, setClientNote, { ...params, ...body }),
  })
  app.route({ ...contract.setClientVip, config, handler: ({ actor, params, body }) => change(actor, setClientVip, { ...params, ...body }) })
  app.route({ ...contract.nameClient, config, handler: ({ actor, params, body }) => change(actor, describeClient, { ...params, ...body }) })
  app.route({
    ...contract.describeClient,
    config,
    handler: ({ actor, params, body: { name, phone, email } }) =>
      change(actor, describeClient, { ...params, name: emptied(name), phone: emptied(phone), email: emptied(email) }),
  })
  app.route({
    ...contract.mergeClients,
    config,
    handler: ({ actor, params, body }) => change(actor, mergeClients, { ...params, joiningId: body.clientId }),
  })
  app.route({ ...contract.splitClient, config, handler: ({ actor, params }) => change(actor, splitClient, params) })

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

function emptied(value: string | null | undefined): string | undefined {
  return value === null ? '' : value
}
