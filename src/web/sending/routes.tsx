import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import type { SettingsRoute } from '../settings/settings-route.tsx'

export function sendingRoutes(settings: SettingsRoute) {
  return [
    createRoute({
      getParentRoute: () => settings,
      path: '/sending',
      component: lazyRouteComponent(() => import('./sending-screen.tsx'), 'SendingScreen'),
    }),
  ] as const
}
