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

function header(value: string | string[] | undefined): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}
