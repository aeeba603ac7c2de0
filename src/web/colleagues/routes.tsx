import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import type { SettingsRoute } from '../settings/settings-route.tsx'

export function peopleRoutes(settings: SettingsRoute) {
  return [
    createRoute({
      getParentRoute: () => settings,
      path: '/people',
      component: lazyRouteComponent(() => import('./people-screen.tsx'), 'PeopleScreen'),
    }),
  ] as const
}
