import { sql } from 'kysely'
import { register } from 'prom-client'
import type { Api, ApiContext } from './context.ts'

/** `/healthz`: the process lives. `/readyz`: the database answers too. `/metrics`: figures, no names. `/api/openapi.json`: the contract. */
export function registerHealth(app: Api, { desk }: ApiContext): void {
  const hidden = { schema: { hide: true }, config: { isPublic: true } }
  app.get('/healthz', hidden, (_request, reply) => reply.type('text/plain').send('ok\n'))
  app.get('/readyz', hidden, async (request, reply) => {
    try {
      await sql`select 1`.execute(desk.db)
      return await reply.type('text/plain').send('ok\n')
    } catch (error) {
      request.log.warn({ err: error }, 'the database does not answer')
      return await reply.code(503).type('text/plain').send('the database does not answer\n')
    }
  })
  app.get('/api/openapi.json', hidden, (_request, reply) => reply.send(app.swagger()))
  app.get('/metrics', hidden, async (_request, reply) => reply.type(register.contentType).send(await register.metrics()))
}
