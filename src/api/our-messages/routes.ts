import { retryMessage } from '#desk/acts/retry.ts'
import { lookAgain, sendAnyway } from '#desk/acts/send-anyway.ts'
import { sendRest } from '#desk/acts/send-rest.ts'
import { setAside } from '#desk/acts/set-aside.ts'
import { stopMessage } from '#desk/acts/stop.ts'
import { sendNow, takeBack } from '#desk/acts/take-back.ts'
import type { Actor } from '#desk/desk.ts'
import type { WantedTemplate } from '#desk/templates/filled-template.ts'
import type { MessageId } from '#domain/ids.ts'
import type { ApiContext } from '../context.ts'
import { presentLineById } from '../conversation/present.ts'
import { presentOffer } from '../offers/present.ts'
import type { Api } from '../server/api.ts'
import { command } from '../server/command.ts'
import { keyed } from '../server/keyed.ts'
import * as contract from './contract.ts'

/** What one may do about what one said: before it goes, while it waits, and when it did not go or nobody knows. */
export function registerOurMessages(app: Api, context: ApiContext): void {
  registerHeld(app, context)
  registerUnsent(app, context)
  registerAgain(app, context)
}

/** What one has sent and the desk still holds. */
function registerHeld(app: Api, { desk }: ApiContext): void {
  app.route({
    ...contract.takeBack,
    config: { permission: 'ticket.reply' },
    handler: async ({ actor, params }) => {
      const { text, mention, files, offer, template } = await takeBack(desk, actor, params)
      return {
        text,
        mention: mention ? { messageId: mention.messageId, name: mention.name, length: mention.length } : null,
        files: [...files],
        offer: offer === undefined ? null : presentOffer(offer),
        template: template ? presentFilled(template) : null,
      }
    },
  })
  app.route({
    ...contract.sendNow,
    config: { permission: 'ticket.reply' },
    handler: async ({ actor, params }) => presentLineById(desk.db, actor, await sendNow(desk, actor, params)),
  })
}

/** What one may do about a message that waits, or that nobody confirmed. */
function registerUnsent(app: Api, { desk }: ApiContext): void {
  app.route({
    ...contract.setAside,
    config: { permission: 'ticket.reply' },
    handler: async ({ actor, params }) => {
      await setAside(desk, actor, params)
      return await presentLineById(desk.db, actor, params.messageId)
    },
  })
  app.route({
    ...contract.stopMessage,
    config: { permission: 'ticket.reply' },
    handler: async ({ actor, params }) => await presentLineById(desk.db, actor, await stopMessage(desk, actor, params)),
  })
  app.route({
    ...contract.lookAgain,
    config: { permission: 'ticket.reply' },
    handler: async ({ actor, params }, reply) => {
      await lookAgain(desk, actor, params)
      return reply.code(202).send(null)
    },
  })
}

/** What says it once more, or what waits behind it. */
function registerAgain(app: Api, { desk }: ApiContext): void {
  const present = (actor: Actor) => (id: MessageId) => presentLineById(desk.db, actor, id)
  app.route({
    ...contract.retryMessage,
    config: { permission: 'ticket.reply' },
    handler: (request, reply) => {
      const wish = { ...request.params, ...request.body }
      return command(desk, { request, reply }, { name: 'retry', wish, act: retryMessage, present: present(request.actor) })
    },
  })
  app.route({
    ...contract.sendRest,
    config: { permission: 'ticket.reply' },
    handler: (request, reply) =>
      command(desk, { request, reply }, { name: 'send-rest', wish: request.params, act: sendRest, present: present(request.actor) }),
  })
  app.route({
    ...contract.sendAnyway,
    config: { permission: 'ticket.reply' },
    handler: (request, reply) => {
      const wish = { ...request.params, ...request.body }
      return command(
        desk,
        { request, reply },
        { name: 'send-anyway', wish, act: keyed(request, sendAnyway), present: present(request.actor) },
      )
    },
  })
}

function presentFilled({ id, values: { header, body } }: WantedTemplate) {
  return { id, values: { header: [...header], body: [...body] } }
}
