import type { QueryClient } from '@tanstack/react-query'
import { createRootRouteWithContext, createRoute, createRouter, lazyRouteComponent, Outlet, redirect } from '@tanstack/react-router'
import { DeskProblem } from './api/desk-problem.ts'
import { firstStepsQuery, isWalkDone } from './first-steps/first-steps-query.ts'
import { areStepsHidden } from './first-steps/hidden-steps.ts'
import { deskQuery, sessionQuery } from './session/session.ts'
import { CannotShow, NotFound } from './shell/blank.tsx'
import { Shell } from './shell/shell.tsx'
import { firstFolder, folderNamed, ownSort, type TicketSort } from './tickets/folders.ts'
import { countsOf, folderCountsQuery } from './tickets/tickets-queries.ts'
import { TicketsScreen } from './tickets/tickets-screen.tsx'

type RefusalSearch = { refused?: string; missing?: string; facebook?: string }
type RouterContext = { readonly queryClient: QueryClient }

const rootRoute = createRootRouteWithContext<RouterContext>()({
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

const setupRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/setup',
  component: lazyRouteComponent(() => import('./setup/setup-screen.tsx'), 'SetupScreen'),
})

const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  validateSearch: (search: Record<string, unknown>): { to?: string } => ownAddress(search['to']),
  component: function SignIn() {
    return <SignInScreen to={signInRoute.useSearch().to} />
  },
})
const SignInScreen = lazyRouteComponent(() => import('./sign-in/sign-in-screen.tsx'), 'SignInScreen')

const invitationRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/invitation/$token',
  component: function Invitation() {
    return <InvitationScreen token={invitationRoute.useParams().token} />
  },
})
const InvitationScreen = lazyRouteComponent(() => import('./sign-in/invitation-screen.tsx'), 'InvitationScreen')

const forgotPasswordRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/forgot-password',
  validateSearch: (search: Record<string, unknown>): { email?: string } => textOf(search, 'email'),
  component: function ForgotPassword() {
    return <ForgotPasswordScreen email={forgotPasswordRoute.useSearch().email} />
  },
})
const ForgotPasswordScreen = lazyRouteComponent(() => import('./sign-in/forgot-password-screen.tsx'), 'ForgotPasswordScreen')

const newPasswordRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/new-password/$token',
  component: function NewPassword() {
    return <NewPasswordScreen token={newPasswordRoute.useParams().token} />
  },
})
const NewPasswordScreen = lazyRouteComponent(() => import('./sign-in/new-password-screen.tsx'), 'NewPasswordScreen')

const shellRoute = createRoute({
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

const homeRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/',
  // Who still has the walk before them begins there; everybody else begins with their tickets.
  beforeLoad: async ({ context }) => {
    const session = await context.queryClient.ensureQueryData(sessionQuery)
    if (session.role === 'administrator' && !areStepsHidden() && !isWalkDone(await context.queryClient.ensureQueryData(firstStepsQuery))) {
      throw redirect({ to: '/first-steps', replace: true })
    }
    throw redirect({ to: '/tickets', replace: true })
  },
})

const ticketsHomeRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/tickets',
  beforeLoad: async ({ context }) => {
    const counts = countsOf(await context.queryClient.ensureQueryData(folderCountsQuery))
    throw redirect({ to: '/tickets/$folder', params: { folder: firstFolder(counts.of) }, replace: true })
  },
})

const firstStepsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/first-steps',
  component: lazyRouteComponent(() => import('./first-steps/first-steps-screen.tsx'), 'FirstStepsScreen'),
})

const meRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/me',
  component: lazyRouteComponent(() => import('./shell/me-screen.tsx'), 'MeScreen'),
})

// One route for a folder with and without an open ticket: the list stays where it is when a ticket opens.
const ticketsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/tickets/$folder',
  validateSearch: (search: Record<string, unknown>): { sort?: TicketSort } =>
    search['sort'] === 'expiring' || search['sort'] === 'activity' ? { sort: search['sort'] } : {},
  component: function Tickets() {
    const { folder } = ticketsRoute.useParams()
    const { sort } = ticketsRoute.useSearch()
    const ticketId = ticketRoute.useMatch({ shouldThrow: false })?.params.ticketId
    const known = folderNamed(folder).folder
    return <TicketsScreen folder={known} sort={sort ?? ownSort(known)} ticketId={ticketId} />
  },
})

const ticketRoute = createRoute({ getParentRoute: () => ticketsRoute, path: '/$ticketId', component: () => null })

const settingsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/settings',
  component: lazyRouteComponent(() => import('./settings/settings-frame.tsx'), 'SettingsFrame'),
})

const settingsHomeRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/',
  component: lazyRouteComponent(() => import('./settings/settings-home.tsx'), 'SettingsHome'),
})

const channelsRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/channels',
  validateSearch: (search: Record<string, unknown>): RefusalSearch => ({
    ...textOf(search, 'refused'),
    ...textOf(search, 'missing'),
    ...textOf(search, 'facebook'),
  }),
  component: function Channels() {
    const { refused, missing, facebook } = channelsRoute.useSearch()
    const refusal = refused === undefined ? undefined : { refused, missing: missing?.split(',') ?? [], facebook }
    return <ChannelsScreen refusal={refusal} />
  },
})
const ChannelsScreen = lazyRouteComponent(() => import('./channels/channels-screen.tsx'), 'ChannelsScreen')

const addChannelRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/channels/new',
  component: lazyRouteComponent(() => import('./channels/add-channel-screen.tsx'), 'AddChannelScreen'),
})

const choosePagesRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/channels/connect/$authorisationId',
  component: function ChoosePages() {
    return <ChoosePagesScreen authorisationId={choosePagesRoute.useParams().authorisationId} />
  },
})
const ChoosePagesScreen = lazyRouteComponent(() => import('./channels/choose-pages-screen.tsx'), 'ChoosePagesScreen')

const extensionsRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/extensions',
  component: lazyRouteComponent(() => import('./extensions/extensions-screen.tsx'), 'ExtensionsScreen'),
})

const peopleRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/people',
  component: lazyRouteComponent(() => import('./colleagues/people-screen.tsx'), 'PeopleScreen'),
})

const mailRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/mail',
  component: lazyRouteComponent(() => import('./mail/mail-screen.tsx'), 'MailScreen'),
})

const oneMailRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/mail/$mailId',
  component: function OneMail() {
    return <OneMailScreen mailId={oneMailRoute.useParams().mailId} />
  },
})
const OneMailScreen = lazyRouteComponent(() => import('./mail/one-mail-screen.tsx'), 'OneMailScreen')

const routeTree = rootRoute.addChildren([
  setupRoute,
  signInRoute,
  invitationRoute,
  forgotPasswordRoute,
  newPasswordRoute,
  shellRoute.addChildren([
    homeRoute,
    firstStepsRoute,
    meRoute,
    ticketsHomeRoute,
    ticketsRoute.addChildren([ticketRoute]),
    settingsRoute.addChildren([
      settingsHomeRoute,
      channelsRoute,
      addChannelRoute,
      choosePagesRoute,
      extensionsRoute,
      peopleRoute,
      mailRoute,
      oneMailRoute,
    ]),
  ]),
])

export function createDeskRouter(queryClient: QueryClient) {
  return createRouter({ routeTree, context: { queryClient }, defaultPreload: 'intent', scrollRestoration: false })
}

export type DeskRouter = ReturnType<typeof createDeskRouter>

declare module '@tanstack/react-router' {
  interface Register {
    router: DeskRouter
  }
}

/** One text of an address; the router reads numbers as numbers, so 190 comes as one. */
function textOf<Name extends string>(search: Record<string, unknown>, name: Name): Partial<Record<Name, string>> {
  const value = search[name]
  return typeof value === 'string' || typeof value === 'number' ? ({ [name]: String(value) } as Partial<Record<Name, string>>) : {}
}

/** Only an address of this desk: a link from outside must not lead on to somewhere else after sign-in. */
function ownAddress(to: unknown): { to?: string } {
  return typeof to === 'string' && /^\/(?![/\\])/u.test(to) ? { to } : {}
}
