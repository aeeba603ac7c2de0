import { Button } from '@mantine/core'
import { SkeletonBars } from '../ui/skeleton.tsx'
import type { PostsSearch, Tab } from './search.ts'
import { itemElementId } from './item-element.ts'
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
export function WallNote({ item: { key, note, of }, source, tab, search: { having } }: WallNoteProps) {
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
      return <p className="wall-note">{NONE[having ?? 'any']}</p>
  }
}

const SAID: Readonly<Record<Tab, string>> = { own: 'comments', 'visitor-posts': 'visitor posts', mentions: 'mentions', reviews: 'reviews' }

const NONE = {
  any: 'Nobody has commented yet. What comes appears here.',
  unanswered: 'Nothing waits for an answer under this post.',
  hidden: 'Nothing is hidden under this post.',
} as const
