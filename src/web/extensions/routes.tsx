import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import type { SettingsRoute } from '../settings/settings-route.tsx'

export function extensionsRoutes(settings: SettingsRoute) {
  return [
    createRoute({
      getParentRoute: () => settings,
      path: '/extensions',
      component: lazyRouteComponent(() => import('./extensions-screen.tsx'), 'ExtensionsScreen'),
    }),
  ] as const
}
