import { Button } from '@mantine/core'
import { IconArticleOff, IconCloudOff, IconFilterOff } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { wordsOf } from '../api/desk-problem.ts'
import { Empty } from '../ui/empty.tsx'
import { SkeletonBars } from '../ui/skeleton.tsx'
import { PostsFilters } from './posts-filters.tsx'
import { PostsHead } from './posts-head.tsx'
import { isFiltered, type PostsSearch, type Tab } from './search.ts'
import { NOTHING_YET, TAB_NAMES } from './tab-names.ts'

type Query = { readonly isPending: boolean; readonly isError: boolean; readonly error: Error | null; readonly refetch: () => unknown }

type TabFrameProps = {
  readonly tab: Tab
  readonly query: Query
  /** There is nothing to show. */
  readonly isEmpty: boolean
  readonly search: PostsSearch
  readonly children: ReactNode
}

/** Head, tabs and filters, and below them what was loaded; why there is nothing, and what to do, where there is not. */
export function TabFrame({ tab, query, isEmpty, search, children }: TabFrameProps) {
  return (
    <section className="posts" aria-label={TAB_NAMES[tab]}>
      <PostsHead tab={tab} search={search} />
      <PostsFilters tab={tab} search={search} />
      {isEmpty ? <InPlace tab={tab} query={query} search={search} /> : children}
    </section>
  )
}

function InPlace({ tab, query, search }: Pick<TabFrameProps, 'tab' | 'query' | 'search'>) {
  if (query.isPending) {
    return [0, 1, 2].map((index) => (
      <div className="row-skeleton" key={index}>
        <span className="skeleton" style={{ width: '3.5rem', height: '3.5rem' }} />
        <SkeletonBars label={`Loading: ${TAB_NAMES[tab]}`} />
      </div>
    ))
  }
  if (query.isError) {
    return (
      <Empty
        icon={<IconCloudOff size={28} aria-hidden="true" />}
        title={`${TAB_NAMES[tab]} did not load`}
        action={<Button onClick={() => void query.refetch()}>Try again</Button>}
      >
        {query.error === null ? '' : wordsOf(query.error)}
      </Empty>
    )
  }
  return isFiltered(search) ? (
    <Empty
      icon={<IconFilterOff size={28} aria-hidden="true" />}
      title={search.having === 'unanswered' ? 'Nothing waits for an answer' : 'Nothing fits these filters'}
      action={
        <Button renderRoot={(props) => <Link to="/posts/$tab" params={{ tab }} search={{}} {...props} />}>Take the filters away</Button>
      }
    >
      {search.having === 'unanswered' ? 'Everything that fits the filters is answered.' : 'Without filters there may be something.'}
    </Empty>
  ) : (
    <Empty icon={<IconArticleOff size={28} aria-hidden="true" />} title={NOTHING_YET[tab].title}>
      {NOTHING_YET[tab].words}
    </Empty>
  )
}
