import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import type { SettingsRoute } from '../settings/settings-route.tsx'
import { logSearch } from './search.ts'

export function moderationLogRoutes(settings: SettingsRoute) {
  const log = createRoute({
    getParentRoute: () => settings,
    path: '/moderation-log',
    validateSearch: logSearch,
    component: function ModerationLog() {
      return <ModerationLogScreen search={log.useSearch()} />
    },
  })
  return [log] as const
}

const ModerationLogScreen = lazyRouteComponent(() => import('./moderation-log-screen.tsx'), 'ModerationLogScreen')
