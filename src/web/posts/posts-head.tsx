import { Button } from '@mantine/core'
import { IconArrowDown } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useKeyHint } from '../keys/letter-keys.ts'
import { useOfferedShortcuts, useShortcutRegistry } from '../keys/shortcuts.tsx'
import { Count } from '../ui/count.tsx'
import { Kbd } from '../ui/kbd.tsx'
import { useDocumentTitle } from '../ui/use-document-title.ts'
import { COUNTED, publicCountsQuery, unansweredIn, type PublicCounts } from './counts-query.ts'
import { TABS, type PostsSearch, type Tab } from './search.ts'
import { TAB_NAMES } from './tab-names.ts'

/** How much there is and how much waits, the way to the next that waits, and the tabs. */
export function PostsHead({ tab, search }: { readonly tab: Tab; readonly search: PostsSearch }) {
  const { data } = useQuery(publicCountsQuery(search.channelId))
  const registry = useShortcutRegistry()
  const canStep = useOfferedShortcuts().has('next-unanswered')
  const hint = useKeyHint('next-unanswered')
  useDocumentTitle(TAB_NAMES[tab])
  return (
    <>
      <header className="posts-head">
        <h1>Posts</h1>
        {data === undefined ? null : <Totals tab={tab} counts={data} />}
        <span className="grow" />
        {canStep ? (
          <Button
            size="xs"
            leftSection={<IconArrowDown size={16} aria-hidden="true" />}
            rightSection={hint === undefined ? null : <Kbd>{hint}</Kbd>}
            onClick={() => registry.run('next-unanswered')}
          >
            Next unanswered
          </Button>
        ) : null}
      </header>
      <nav className="subtabs" aria-label="Kinds of what everybody reads">
        {TABS.map((each) => (
          <Link
            key={each}
            to="/posts/$tab"
            params={{ tab: each }}
            search={search.channelId === undefined ? {} : { channelId: search.channelId }}
            className="subtab"
            aria-current={each === tab ? 'page' : undefined}
          >
            {TAB_NAMES[each]}
            <Unanswered count={data === undefined ? 0 : unansweredIn(data, each)} />
          </Link>
        ))}
      </nav>
    </>
  )
}

function Unanswered({ count }: { readonly count: number }) {
  return count === 0 ? null : (
    <>
      <span aria-hidden="true">
        <Count value={count} isRed title={`${count} unanswered`} />
      </span>
      <span className="sr">, {count} unanswered</span>
    </>
  )
}

const NOUNS: Readonly<Record<Exclude<Tab, 'own'>, { readonly one: string; readonly many: string }>> = {
  'visitor-posts': { one: 'visitor post', many: 'visitor posts' },
  mentions: { one: 'mention', many: 'mentions' },
  reviews: { one: 'review', many: 'reviews' },
}

function Totals({ tab, counts }: { readonly tab: Tab; readonly counts: PublicCounts }) {
  if (tab !== 'own') {
    const { all, unanswered } = counts.tabs[COUNTED[tab]]
    const { one, many } = NOUNS[tab]
    return (
      <p className="totals">
        <Total value={all} words={all === 1 ? one : many} />
        <Total value={unanswered} words="unanswered" />
      </p>
    )
  }
  return (
    <p className="totals">
      <Total value={counts.comments} words={counts.comments === 1 ? 'comment' : 'comments'} />
      <Total value={counts.unanswered} words="unanswered" />
      <Total value={counts.hidden} words="hidden" />
      <Total value={counts.removed} words="deleted" />
    </p>
  )
}

function Total({ value, words }: { readonly value: number; readonly words: string }) {
  return (
    <span>
      <b>{value}</b> {words}
    </span>
  )
}
