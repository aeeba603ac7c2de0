import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import type { SettingsRoute } from './settings-route.tsx'

export function settingsRoutes(settings: SettingsRoute) {
  return [
    createRoute({
      getParentRoute: () => settings,
      path: '/',
      component: lazyRouteComponent(() => import('./settings-home.tsx'), 'SettingsHome'),
    }),
  ] as const
}
