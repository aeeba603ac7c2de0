import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import type { SettingsRoute } from '../settings/settings-route.tsx'
import { refusalOf, refusalSearch, returnSearch } from './search.ts'

export function channelsRoutes(settings: SettingsRoute) {
  const channels = createRoute({
    getParentRoute: () => settings,
    path: '/channels',
    validateSearch: refusalSearch,
    component: function Channels() {
      return <ChannelsScreen refusal={refusalOf(channels.useSearch())} />
    },
  })
  const add = createRoute({
    getParentRoute: () => settings,
    path: '/channels/new',
    component: lazyRouteComponent(() => import('./add-channel-screen.tsx'), 'AddChannelScreen'),
  })
  const choosePages = createRoute({
    getParentRoute: () => settings,
    path: '/channels/connect/$authorisationId',
    component: function ChoosePages() {
      return <ChoosePagesScreen authorisationId={choosePages.useParams().authorisationId} />
    },
  })
  const settingsOfOne = createRoute({
    getParentRoute: () => settings,
    path: '/channels/$channelId',
    validateSearch: returnSearch,
    component: function ChannelSettings() {
      const { login, ...search } = settingsOfOne.useSearch()
      return <ChannelSettingsScreen channelId={settingsOfOne.useParams().channelId} login={login} refusal={refusalOf(search)} />
    },
  })
  return [channels, add, choosePages, settingsOfOne] as const
}

const ChannelsScreen = lazyRouteComponent(() => import('./channels-screen.tsx'), 'ChannelsScreen')
const ChannelSettingsScreen = lazyRouteComponent(() => import('./channel-settings-screen.tsx'), 'ChannelSettingsScreen')
const ChoosePagesScreen = lazyRouteComponent(() => import('./choose-pages-screen.tsx'), 'ChoosePagesScreen')
