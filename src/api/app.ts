import Fastify, { LogController, type FastifyBaseLogger } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { registerAuthentication } from './authenticate.ts'
import { registerChannels } from './channels.ts'
import { registerClients } from './clients.ts'
import type { Api, ApiContext } from './context.ts'
import { registerEvents } from './events.ts'
import { registerExtensions } from './extensions.ts'
import { registerFirstSteps } from './first-steps.ts'
import { registerHealth } from './health.ts'
import { registerMails } from './mails.ts'
import { registerMembers } from './members.ts'
import { registerMetrics } from './metrics.ts'
import { registerOpenApi } from './open-api.ts'
import { registerProblems } from './problems.ts'
import { registerSession } from './session.ts'
import { registerTickets } from './tickets.ts'
import { registerWeb } from './web.ts'
import { registerWebhooks } from './webhooks.ts'

const MAX_BODY_BYTES = 1024 * 1024

/** The whole HTTP surface: the API, the webhook door, the health pages and the built web. Not listening yet. */
export async function buildApp(context: ApiContext, logger: FastifyBaseLogger | boolean): Promise<Api> {
  const app = Fastify({
    ...(typeof logger === 'boolean' ? { logger } : { loggerInstance: logger }),
    bodyLimit: MAX_BODY_BYTES,
    logController: new LogController({ disableRequestLogging: true }),
    forceCloseConnections: true,
    trustProxy: context.trustedProxies.length > 0 ? [...context.trustedProxies] : false,
  }).withTypeProvider<ZodTypeProvider>()
  app.removeContentTypeParser('text/plain')
  registerProblems(app)
  await registerOpenApi(app)
  registerAuthentication(app, context)
  for (const register of [registerSession, registerMembers, registerMails, registerExtensions, registerChannels]) {
    register(app, context)
  }
  for (const register of [registerTickets, registerClients, registerFirstSteps, registerEvents, registerWebhooks]) {
    register(app, context)
  }
  app.get('/api/openapi.json', { schema: { hide: true }, config: { isPublic: true } }, (_request, reply) => reply.send(app.swagger()))
  registerHealth(app, context)
  registerMetrics(app, context)
  await registerWeb(app)
  return app
}
