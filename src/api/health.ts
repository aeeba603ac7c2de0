import { sql } from 'kysely'
import type { Api, ApiContext } from './context.ts'

/** `/healthz`: the process lives. `/readyz`: the database answers too. */
export function registerHealth(app: Pick<Api, 'get'>, { desk }: Pick<ApiContext, 'desk'>): void {
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
}
