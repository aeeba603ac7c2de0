import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { firstStepsQuery, isWalkDone } from '../first-steps/first-steps-query.ts'
import { areStepsHidden } from '../first-steps/hidden-steps.ts'
import { sessionQuery } from '../session/session.ts'
import type { ShellRoute } from './shell-route.tsx'

export function shellRoutes(shell: ShellRoute) {
  return [
    createRoute({
      getParentRoute: () => shell,
      path: '/',
      // Who still has the walk before them begins there; everybody else begins with their tickets.
      beforeLoad: async ({ context: { queryClient } }) => {
        const session = await queryClient.ensureQueryData(sessionQuery)
        if (session.role === 'administrator' && !areStepsHidden() && !isWalkDone(await queryClient.ensureQueryData(firstStepsQuery))) {
          throw redirect({ to: '/first-steps', replace: true })
        }
        throw redirect({ to: '/tickets', replace: true })
      },
    }),
    createRoute({
      getParentRoute: () => shell,
      path: '/me',
      component: lazyRouteComponent(() => import('./me-screen.tsx'), 'MeScreen'),
    }),
  ] as const
}
