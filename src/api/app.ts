import type { FastifyBaseLogger } from 'fastify'
import { registerAccount } from './account/routes.ts'
import { registerAuthentication } from './server/authenticate.ts'
import { createBodyBudget } from './server/body-budget.ts'
import { registerChannels } from './channels/routes.ts'
import { registerAllowances } from './allowances/routes.ts'
import { registerChannelDeletion } from './channel-deletion/routes.ts'
import { registerChannelHistory } from './channel-history/routes.ts'
import { registerDoctor } from './doctor/routes.ts'
import { registerGoLive } from './go-live/routes.ts'
import { registerChannelQueue } from './channel-queue/routes.ts'
import { registerClients } from './clients/routes.ts'
import type { Api } from './server/api.ts'
import type { ApiContext } from './context.ts'
import { registerDrafts } from './drafts/routes.ts'
import { registerEvents } from './events/routes.ts'
import { registerExtensions } from './extensions/routes.ts'
import { registerFiles } from './files/routes.ts'
import { registerFirstSteps } from './first-steps/routes.ts'
import { registerGestures } from './gestures/routes.ts'
import { registerFacebookPeople } from './doors/facebook-people.ts'
import { registerHealth } from './doors/health.ts'
import { registerMails } from './mails/routes.ts'
import { registerMembers } from './members/routes.ts'
import { registerMetrics } from './doors/metrics.ts'
import { registerOpenApi } from './server/open-api.ts'
import { openServer } from './server/open-server.ts'
import { registerOwnHosts } from './server/own-hosts.ts'
import { registerJsonBodies } from './server/read-body.ts'
import { registerModerationLog } from './moderation-log/routes.ts'
import { registerOurMessages } from './our-messages/routes.ts'
import { registerPosts } from './posts/routes.ts'
import { registerReminders } from './reminders/routes.ts'
import { registerSession } from './session/routes.ts'
import { registerTemplates } from './templates/routes.ts'
import { registerTickets } from './tickets/routes.ts'
import { registerWeb } from './doors/web.ts'
import { registerWorkspace } from './workspace/routes.ts'
import { registerWebhooks } from './doors/webhooks.ts'

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
  for (const register of [
    registerTickets,
    registerOurMessages,
    registerDrafts,
    registerReminders,
    registerGestures,
    registerPosts,
    registerChannelDeletion,
    registerChannelHistory,
    registerDoctor,
    registerGoLive,
    registerChannelQueue,
    registerAllowances,
    registerTemplates,
    registerClients,
    registerFiles,
    registerFirstSteps,
    registerEvents,
    registerModerationLog,
    registerWorkspace,
  ]) {
    register(app, context)
  }
  registerWebhooks(app, { facebook: context.facebook, bodies })
  registerFacebookPeople(app, { ...context, bodies })
  app.get('/api/openapi.json', { schema: { hide: true }, config: { isPublic: true } }, (_request, reply) => reply.send(app.swagger()))
  registerHealth(app, context)
  registerMetrics(app, context)
  await registerWeb(app)
  return app
}
