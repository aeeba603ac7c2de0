import type { FastifyBaseLogger } from 'fastify'
import { registerAccount } from './account.ts'
import { registerAuthentication } from './authenticate.ts'
import { createBodyBudget } from './body-budget.ts'
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
import { openServer } from './open-server.ts'
import { registerOwnHosts } from './own-hosts.ts'
import { registerJsonBodies } from './read-body.ts'
import { registerSession } from './session.ts'
import { registerTickets } from './tickets.ts'
import { registerWeb } from './web.ts'
import { registerWebhooks } from './webhooks.ts'

const MAX_BODY_BYTES = 1024 * 1024

/** The whole HTTP surface: the API, the webhook door, the health pages and the built web. Not listening yet. */
export async function buildApp(context: ApiContext, logger: FastifyBaseLogger | boolean): Promise<Api> {
  const app = openServer(context, logger)
  const bodies = createBodyBudget()
  registerJsonBodies(app, { budget: bodies, maxBytes: MAX_BODY_BYTES })
  await registerOpenApi(app)
  registerOwnHosts(app, context)
  registerAuthentication(app, context)
  for (const register of [registerSession, registerAccount, registerMembers, registerMails, registerExtensions, registerChannels]) {
    register(app, context)
  }
  for (const register of [registerTickets, registerClients, registerFirstSteps, registerEvents]) {
    register(app, context)
  }
  registerWebhooks(app, { facebook: context.facebook, bodies })
  app.get('/api/openapi.json', { schema: { hide: true }, config: { isPublic: true } }, (_request, reply) => reply.send(app.swagger()))
  registerHealth(app, context)
  registerMetrics(app, context)
  await registerWeb(app)
  return app
}
