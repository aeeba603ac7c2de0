import type { Readiness } from '#storage/readiness.ts'
import type { Api } from '../server/api.ts'
import type { ApiContext } from '../context.ts'

/** `/healthz`: the process lives. `/readyz`: the database answers and takes what comes in; if not, why not. Both answer within two seconds. */
export function registerHealth(app: Pick<Api, 'get'>, { readiness }: Pick<ApiContext, 'readiness'>): void {
  const hidden = { schema: { hide: true }, config: { isPublic: true } }
  app.get('/healthz', hidden, (_request, reply) => reply.type('text/plain').send('ok\n'))
  app.get('/readyz', hidden, async (_request, reply) => {
    const state = await readiness.look()
    return await reply
      .code(state.isReady ? 200 : 503)
      .type('text/plain')
      .send(inWords(state))
  })
}

function inWords({ isReady, reasons, warnings }: Awaited<ReturnType<Readiness['look']>>): string {
  return [...(isReady ? ['ok'] : reasons), ...warnings.map((warning) => `warning: ${warning}`)].map((line) => `${line}\n`).join('')
}
