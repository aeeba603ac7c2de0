import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { useMemo } from 'react'
import type { ShellRoute } from '../shell/shell-route.tsx'
import { postsSearch, tabNamed } from './search.ts'

export function postsRoutes(shell: ShellRoute) {
  const home = createRoute({
    getParentRoute: () => shell,
    path: '/posts',
    beforeLoad: () => {
      throw redirect({ to: '/posts/$tab', params: { tab: 'own' }, replace: true })
    },
  })
  // One route for a tab with and without an open post: the list stays where it is when a post opens.
  const tab = createRoute({
    getParentRoute: () => shell,
    path: '/posts/$tab',
    validateSearch: postsSearch,
    component: function Posts() {
      const search = tab.useSearch()
      const params = post.useMatch({ shouldThrow: false })?.params
      const { channelId, postId } = params ?? {}
      const open = useMemo(() => (channelId === undefined || postId === undefined ? undefined : { channelId, postId }), [channelId, postId])
      return <PostsScreen tab={tabNamed(tab.useParams().tab)} search={search} open={open} />
    },
  })
  const post = createRoute({ getParentRoute: () => tab, path: '/$channelId/$postId', component: () => null })
  return [home, tab.addChildren([post])] as const
}

const PostsScreen = lazyRouteComponent(() => import('./posts-screen.tsx'), 'PostsScreen')
