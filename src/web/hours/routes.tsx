import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import type { SettingsRoute } from '../settings/settings-route.tsx'

export function hoursRoutes(settings: SettingsRoute) {
  return [
    createRoute({
      getParentRoute: () => settings,
      path: '/business-hours',
      component: lazyRouteComponent(() => import('./hours-screen.tsx'), 'HoursScreen'),
    }),
  ] as const
}
