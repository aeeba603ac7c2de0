import { createRoute, redirect } from '@tanstack/react-router'
import { DeskProblem } from '../api/desk-problem.ts'
import { rootRoute } from '../root-route.tsx'
import { sessionQuery } from '../session/session.ts'
import { Shell } from './shell.tsx'

/** Everything behind the sign-in. */
export const shellRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'desk',
  component: Shell,
  beforeLoad: async ({ context, location }) => {
    try {
      await context.queryClient.ensureQueryData(sessionQuery)
    } catch (failure) {
      if (failure instanceof DeskProblem && failure.code === 'not-signed-in') {
        throw redirect({ to: '/sign-in', search: location.pathname === '/' ? {} : { to: location.href }, replace: true })
      }
      throw failure
    }
  },
})

export type ShellRoute = typeof shellRoute
