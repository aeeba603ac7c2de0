import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import type { RootRoute } from '../root-route.tsx'

export function setupRoutes(root: RootRoute) {
  return [
    createRoute({
      getParentRoute: () => root,
      path: '/setup',
      component: lazyRouteComponent(() => import('./setup-screen.tsx'), 'SetupScreen'),
    }),
  ] as const
}
