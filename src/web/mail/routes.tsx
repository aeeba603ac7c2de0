import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import type { SettingsRoute } from '../settings/settings-route.tsx'

export function mailRoutes(settings: SettingsRoute) {
  const all = createRoute({
    getParentRoute: () => settings,
    path: '/mail',
    component: lazyRouteComponent(() => import('./mail-screen.tsx'), 'MailScreen'),
  })
  const one = createRoute({
    getParentRoute: () => settings,
    path: '/mail/$mailId',
    component: function OneMail() {
      return <OneMailScreen mailId={one.useParams().mailId} />
    },
  })
  return [all, one] as const
}

const OneMailScreen = lazyRouteComponent(() => import('./one-mail-screen.tsx'), 'OneMailScreen')
