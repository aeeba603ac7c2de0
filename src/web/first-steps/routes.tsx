import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import type { ShellRoute } from '../shell/shell-route.tsx'

export function firstStepsRoutes(shell: ShellRoute) {
  return [
    createRoute({
      getParentRoute: () => shell,
      path: '/first-steps',
      component: lazyRouteComponent(() => import('./first-steps-screen.tsx'), 'FirstStepsScreen'),
    }),
  ] as const
}
