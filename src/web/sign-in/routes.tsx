import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import type { RootRoute } from '../root-route.tsx'
import { forgotPasswordSearch, signInSearch } from './search.ts'

/** The doors for whoever is not signed in. */
export function signInRoutes(root: RootRoute) {
  const signIn = createRoute({
    getParentRoute: () => root,
    path: '/sign-in',
    validateSearch: signInSearch,
    component: function SignIn() {
      return <SignInScreen to={signIn.useSearch().to} />
    },
  })
  const invitation = createRoute({
    getParentRoute: () => root,
    path: '/invitation/$token',
    component: function Invitation() {
      return <InvitationScreen token={invitation.useParams().token} />
    },
  })
  const forgotPassword = createRoute({
    getParentRoute: () => root,
    path: '/forgot-password',
    validateSearch: forgotPasswordSearch,
    component: function ForgotPassword() {
      return <ForgotPasswordScreen email={forgotPassword.useSearch().email} />
    },
  })
  const newPassword = createRoute({
    getParentRoute: () => root,
    path: '/new-password/$token',
    component: function NewPassword() {
      return <NewPasswordScreen token={newPassword.useParams().token} />
    },
  })
  return [signIn, invitation, forgotPassword, newPassword] as const
}

const SignInScreen = lazyRouteComponent(() => import('./sign-in-screen.tsx'), 'SignInScreen')
const InvitationScreen = lazyRouteComponent(() => import('./invitation-screen.tsx'), 'InvitationScreen')
const ForgotPasswordScreen = lazyRouteComponent(() => import('./forgot-password-screen.tsx'), 'ForgotPasswordScreen')
const NewPasswordScreen = lazyRouteComponent(() => import('./new-password-screen.tsx'), 'NewPasswordScreen')
