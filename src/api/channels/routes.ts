import { addChatChannel } from '#desk/channels/add-chat-channel.ts'
import { removeChatChannel } from '#desk/channels/remove-chat-channel.ts'
import { renameChatChannel } from '#desk/channels/rename-chat-channel.ts'
import { replayDelivery } from '#desk/channels/replay-delivery.ts'
import { setCommentTickets } from '#desk/channels/set-comment-tickets.ts'
import { switchTickets } from '#desk/channels/switch-tickets.ts'
import type { Actor, Desk } from '#desk/desk.ts'
import { DeskError } from '#domain/errors.ts'
import type { ChannelId } from '#domain/ids.ts'
import { channelKind } from '#storage/channels.ts'
import { setAsideDeliveries } from '#storage/set-aside-deliveries.ts'
import type { DialogReturn } from '#facebook/oauth/come-back.ts'
import type { ApiContext } from '../context.ts'
import type { Api } from '../server/api.ts'
import { command } from '../server/command.ts'
import * as contract from './contract.ts'
import { presentAllChannels, presentAuthorisation, presentChannelById, presentCommentTickets, presentTicketSwitches } from './present.ts'

type Context = Pick<ApiContext, 'desk' | 'publicUrl'> & { readonly facebook: Pick<ApiContext['facebook'], 'oauth'> }

export function registerChannels(app: Api, context: Context): void {
  registerList(app, context)
  registerTicketSwitches(app, context)
  registerConnecting(app, context)
  registerSetAside(app, context)
}

function registerList(app: Api, { desk, facebook }: Context): void {
  app.route({
    ...contract.listChannels,
    handler: async ({ actor }) => ({ channels: await presentAllChannels(desk, actor.workspaceId) }),
  })
  app.route({
    ...contract.addChatChannel,
    config: { permission: 'workspace.manage' },
    handler: (request, reply) => {
      const act = (inside: Desk, actor: Actor, name: string) => addChatChannel(inside, actor, { name })
      const present = (id: ChannelId) => presentChannelById(desk, request.actor.workspaceId, id)
      return command(desk, { request, reply }, { name: 'add-chat-channel', wish: request.body.name, act, present })
    },
  })
  app.route({
    ...contract.renameChatChannel,
    config: { permission: 'workspace.manage' },
    handler: async ({ actor, params, body }) => {
      const { channelId } = params
      await renameChatChannel(desk, actor, { channelId, name: body.name })
      return await presentChannelById(desk, actor.workspaceId, channelId)
    },
  })
  app.route({
    ...contract.removeChannel,
    config: { permission: 'workspace.manage' },
    handler: async ({ actor, params: { channelId }, body }, reply) => {
      if ((await channelKind(desk.db, { workspaceId: actor.workspaceId, channelId })) !== 'facebook') {
        await removeChatChannel(desk, actor, channelId)
        return reply.code(204).send(null)
      }
      const { isUnsubscribed } = await facebook.oauth.deletePage(actor, { channelId, typedName: body?.name ?? '' })
      return reply.code(202).send({ channel: await presentChannelById(desk, actor.workspaceId, channelId), isUnsubscribed })
    },
  })
}

function registerTicketSwitches(app: Api, { desk }: Context): void {
  const config = { permission: 'workspace.manage' } as const
  app.route({
    ...contract.listTicketSwitches,
    config,
    handler: async ({ actor, params }) => ({ switches: await presentTicketSwitches(desk, actor.workspaceId, params.channelId) }),
  })
  app.route({
    ...contract.switchTickets,
    config,
    handler: async ({ actor, params: { channelId, kind }, body }) => {
      await switchTickets(desk, actor, { channelId, kind, isOn: body.isOn })
      const switches = await presentTicketSwitches(desk, actor.workspaceId, channelId)
      const one = switches.find((each) => each.kind === kind)
      if (!one) {
        throw new DeskError('not-found', 'There is no such kind.')
      }
      return one
    },
  })
  app.route({
    ...contract.getCommentTickets,
    config,
    handler: ({ actor, params }) => presentCommentTickets(desk, actor.workspaceId, params.channelId),
  })
  app.route({
    ...contract.setCommentTickets,
    config,
    handler: async ({ actor, params: { channelId }, body }) => {
      await setCommentTickets(desk, actor, { channelId, onePer: body.onePer })
      return await presentCommentTickets(desk, actor.workspaceId, channelId)
    },
  })
}

function registerConnecting(app: Api, { desk, facebook, publicUrl }: Context): void {
  const config = { permission: 'workspace.manage' } as const
  app.route({
    ...contract.beginAuthorisation,
    config,
    handler: async ({ actor, sessionId, body }, reply) => {
      const isAskingAgain = body?.isAskingAgain ?? false
      return reply.code(201).send(await facebook.oauth.begin({ actor, sessionId }, { isAskingAgain, channelId: body?.channelId }))
    },
  })
  app.route({
    ...contract.returnFromDialog,
    config,
    handler: async ({ actor, sessionId, query }, reply) => {
      const { code, state, error, error_code: errorCode } = query
      const result = await facebook.oauth.comeBack({ actor, sessionId }, { code, state, error, errorCode })
      return reply.redirect(`${publicUrl}${placeAfter(result)}`, 303)
    },
  })
  app.route({
    ...contract.getAuthorisation,
    config,
    handler: async ({ actor, params }) => presentAuthorisation(await facebook.oauth.show(actor, params.authorisationId)),
  })
  app.route({
    ...contract.disconnectChannel,
    config,
    handler: async ({ actor, params: { channelId } }) => {
      const { isUnsubscribed } = await facebook.oauth.disconnect(actor, channelId)
      return { channel: await presentChannelById(desk, actor.workspaceId, channelId), isUnsubscribed }
    },
  })
  app.route({
    ...contract.connectPages,
    config,
    handler: async ({ actor, params, body }) => {
      const { channelIds, refusals } = await facebook.oauth.connect(actor, {
        authorisationId: params.authorisationId,
        pageIds: body.pageIds,
        historyDays: body.historyDays,
      })
      return {
        channels: await presentAllChannels(desk, actor.workspaceId, channelIds),
        refusals: refusals.map((refusal) => ({ ...refusal })),
      }
    },
  })
}

/** Fixed places of our own only: nothing of Facebook's answer decides where the browser goes. */
function placeAfter(result: DialogReturn): string {
  if (result.kind === 'granted') {
    return result.channelId === undefined
      ? `/settings/channels/connect/${result.authorisationId}`
      : `/settings/channels/${result.channelId}?login=${result.authorisationId}`
  }
  const { reason, missing, numbers } = result
  const query = new URLSearchParams({ refused: reason })
  if (missing.length > 0) {
    query.set('missing', missing.join(','))
  }
  if (numbers) {
    query.set('facebook', [numbers.code, numbers.subcode].filter((number) => number !== undefined).join('/'))
  }
  const place = result.channelId === undefined ? '/settings/channels' : `/settings/channels/${result.channelId}`
  return `${place}?${query.toString().replaceAll('%2C', ',').replaceAll('%2F', '/')}`
}

function registerSetAside(app: Api, { desk }: Context): void {
  const config = { permission: 'workspace.manage' } as const
  app.route({
    ...contract.listSetAsideDeliveries,
    config,
    handler: async ({ actor }) => ({
      deliveries: (await setAsideDeliveries(desk.db, actor.workspaceId)).map(({ id, receivedAt, attempts, failure, bodyStart }) => ({
        id,
        receivedAt: receivedAt.toISOString(),
        attempts,
        failure,
        bodyStart,
      })),
    }),
  })
  app.route({
    ...contract.replaySetAsideDelivery,
    config,
    handler: async ({ actor, params }, reply) => {
      await replayDelivery(desk, actor, params.deliveryId)
      return reply.code(202).send(null)
    },
  })
}
