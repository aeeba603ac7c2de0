import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import type { SettingsRoute } from '../settings/settings-route.tsx'

export function goLiveRoutes(settings: SettingsRoute) {
  return [
    createRoute({
      getParentRoute: () => settings,
      path: '/go-live',
      component: lazyRouteComponent(() => import('./go-live-screen.tsx'), 'GoLiveScreen'),
    }),
  ] as const
}
