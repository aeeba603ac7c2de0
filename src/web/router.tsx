import type { QueryClient } from '@tanstack/react-query'
import { createRouter } from '@tanstack/react-router'
import { channelsRoutes } from './channels/routes.tsx'
import { peopleRoutes } from './colleagues/routes.tsx'
import { extensionsRoutes } from './extensions/routes.tsx'
import { goLiveRoutes } from './go-live/routes.tsx'
import { firstStepsRoutes } from './first-steps/routes.tsx'
import { hoursRoutes } from './hours/routes.tsx'
import { mailRoutes } from './mail/routes.tsx'
import { moderationLogRoutes } from './moderation-log/routes.tsx'
import { postsRoutes } from './posts/routes.tsx'
import { rootRoute } from './root-route.tsx'
import { sendingRoutes } from './sending/routes.tsx'
import { settingsRoutes } from './settings/routes.tsx'
import { settingsRoute } from './settings/settings-route.tsx'
import { setupRoutes } from './setup/routes.tsx'
import { shellRoutes } from './shell/routes.tsx'
import { shellRoute } from './shell/shell-route.tsx'
import { signInRoutes } from './sign-in/routes.tsx'
import { ticketsRoutes } from './tickets/routes.tsx'

/** The features' routes; each feature tells its own. */
const routeTree = rootRoute.addChildren([
  ...setupRoutes(rootRoute),
  ...signInRoutes(rootRoute),
  shellRoute.addChildren([
    ...shellRoutes(shellRoute),
    ...firstStepsRoutes(shellRoute),
    ...ticketsRoutes(shellRoute),
    ...postsRoutes(shellRoute),
    settingsRoute.addChildren([
      ...settingsRoutes(settingsRoute),
      ...channelsRoutes(settingsRoute),
      ...extensionsRoutes(settingsRoute),
      ...goLiveRoutes(settingsRoute),
      ...peopleRoutes(settingsRoute),
      ...hoursRoutes(settingsRoute),
      ...sendingRoutes(settingsRoute),
      ...mailRoutes(settingsRoute),
      ...moderationLogRoutes(settingsRoute),
    ]),
  ]),
])

export function createDeskRouter(queryClient: QueryClient) {
  return createRouter({ routeTree, context: { queryClient }, defaultPreload: 'intent', scrollRestoration: false, search: { strict: true } })
}

export type DeskRouter = ReturnType<typeof createDeskRouter>

declare module '@tanstack/react-router' {
  interface Register {
    router: DeskRouter
  }
}
