import type { QueryClient } from '@tanstack/react-query'
import { createRootRouteWithContext, Outlet, redirect } from '@tanstack/react-router'
import { deskQuery } from './session/session.ts'
import { CannotShow, NotFound } from './shell/blank.tsx'

type RouterContext = { readonly queryClient: QueryClient }

export const rootRoute = createRootRouteWithContext<RouterContext>()({
  component: Outlet,
  errorComponent: CannotShow,
  notFoundComponent: NotFound,
  // A desk that is not set up has one page only, and that page is gone for good once it is.
  beforeLoad: async ({ context, location }) => {
    const { isSetUp } = await context.queryClient.ensureQueryData(deskQuery)
    if (!isSetUp && location.pathname !== '/setup') {
      throw redirect({ to: '/setup', replace: true })
    }
    if (isSetUp && location.pathname === '/setup') {
      throw redirect({ to: '/', replace: true })
    }
  },
})

export type RootRoute = typeof rootRoute
