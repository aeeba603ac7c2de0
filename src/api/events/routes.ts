import type { FastifyBaseLogger } from 'fastify'
import type { Screen } from '#domain/ephemeral.ts'
import type { Actor } from '#desk/desk.ts'
import { tellEphemeral } from '#storage/ephemeral.ts'
import { keepOpen } from '../server/connections.ts'
import { signedInOf } from '../server/authenticate.ts'
import type { ApiContext } from '../context.ts'
import type { Api } from '../server/api.ts'
import { createCarry } from './carry.ts'
import { streamEvents } from './contract.ts'
import { follow } from './follow.ts'

export function registerEvents(app: Api, context: ApiContext): void {
  const { method, url, schema } = streamEvents
  const carry = createCarry(context.desk)
  app.route({
    method,
    url,
    schema: { tags: [...schema.tags], summary: schema.summary, querystring: schema.querystring },
    config: { permission: 'ticket.read' },
    handler: async (request, reply) => {
      const { actor, sessionId } = signedInOf(request)
      const cursor = header(request.headers['last-event-id']) ?? request.query.cursor
      reply.hijack()
      keepOpen(reply.raw)
      const { screen } = request.query
      if (screen !== undefined) {
        reply.raw.on('close', () => tellGone(context, { actor, screen, log: request.log }))
      }
      reply.raw.writeHead(200, {
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
        'x-content-type-options': 'nosniff',
      })
      const goesOnAs = async () => (await context.accounts.actorOf(request.headers))?.actor
      await follow({ ...context, carry }, { hearer: { ...actor, sessionId }, cursor, raw: reply.raw, goesOnAs }).catch((error: unknown) => {
        request.log.error({ err: error }, 'a live stream ended')
        reply.raw.destroy()
      })
    },
  })
}

type Gone = { readonly actor: Actor; readonly screen: Screen; readonly log: FastifyBaseLogger }

/** Colleagues need not wait until nothing is heard of it. Where they are not told, that is how they learn it: the database may be away, or the desk ending. */
function tellGone({ desk }: ApiContext, { actor: { workspaceId, memberId }, screen, log }: Gone): void {
  tellEphemeral(desk.db, workspaceId, { kind: 'gone', memberId, screen }).catch((error: unknown) =>
    log.debug({ err: error }, 'colleagues are not told that a screen is gone'),
  )
}

function header(value: string | string[] | undefined): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}
