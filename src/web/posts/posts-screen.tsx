import type { PostAddress } from '../conversation/public/post-query.ts'
import { OwnTab } from './own-tab.tsx'
import { SaidTab } from './said-tab.tsx'
import type { PostsSearch, Tab } from './search.ts'
import './posts.css'
import './comment.css'

type PostsScreenProps = { readonly tab: Tab; readonly search: PostsSearch; readonly open: PostAddress | undefined }

/** What everybody reads on your Pages, and what can be done with it. */
export function PostsScreen({ tab, search, open }: PostsScreenProps) {
  return tab === 'own' ? (
    <OwnTab key={JSON.stringify(search)} search={search} open={open} />
  ) : (
    <SaidTab key={`${tab} ${JSON.stringify(search)}`} tab={tab} search={search} />
  )
}
