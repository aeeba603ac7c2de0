import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { SkeletonBars } from '../ui/skeleton.tsx'
import { itemElementId } from './item-element.ts'
import { isFiltered, type PostsSearch, type Tab } from './search.ts'
import type { Source } from './use-steps.ts'
import type { WallItem } from './wall-items.ts'

type NoteItem = Extract<WallItem, { readonly kind: 'note' }>

type WallNoteProps = {
  readonly item: NoteItem
  readonly source: Source | undefined
  readonly tab: Tab
  readonly search: PostsSearch
}

/** Below what is held: that more comes, that there is nothing, or what did not load and how to try again. */
export function WallNote({ item: { key, note, of }, source, tab, search }: WallNoteProps) {
  const what = of === 'posts' ? 'posts' : SAID[tab]
  switch (note) {
    case 'loading':
    case 'more':
      return <SkeletonBars label={`Loading ${what}`} />
    case 'failed':
      return (
        <p className="wall-note">
          <span>
            {source?.hasMore === true ? `The next ${what} did not load.` : `The ${what} did not load.`} {source?.problem}
          </span>
          <Button size="xs" id={itemElementId(key)} data-focus-group="comment" onClick={source?.tryAgain}>
            Try again
          </Button>
        </p>
      )
    case 'none':
      return of === 'posts' ? <NoOtherPosts tab={tab} search={search} /> : <p className="wall-note">{NONE[search.having ?? 'any']}</p>
  }
}

/** Below a post that its address leads to. */
function NoOtherPosts({ tab, search }: Pick<WallNoteProps, 'tab' | 'search'>) {
  return isFiltered(search) ? (
    <p className="wall-note">
      <span>No other post fits these filters.</span>
      <Button size="xs" renderRoot={(props) => <Link to="/posts/$tab" params={{ tab }} search={{}} {...props} />}>
        Take the filters away
      </Button>
    </p>
  ) : (
    <p className="wall-note">There are no other posts yet.</p>
  )
}

const SAID: Readonly<Record<Tab, string>> = { own: 'comments', 'visitor-posts': 'visitor posts', mentions: 'mentions', reviews: 'reviews' }

const NONE = {
  any: 'Nobody has commented yet. What comes appears here.',
  unanswered: 'Nothing waits for an answer under this post.',
  hidden: 'Nothing is hidden under this post.',
} as const
