import { useInfiniteQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useOutbox } from '../conversation/outbox.ts'
import { useSession } from '../session/session.ts'
import { eachOnce } from '../ui/each-once.ts'
import { saidQuery } from './posts-queries.ts'
import { ReviewsChart } from './reviews-chart.tsx'
import type { PostsSearch, Tab } from './search.ts'
import { TabFrame } from './tab-frame.tsx'
import { TAB_NAMES } from './tab-names.ts'
import { threadKey } from './thread-pages.ts'
import { useSource } from './use-source.ts'
import { useStood } from './use-stood.ts'
import { notesBelow, threadItems, type WallItem } from './wall-items.ts'
import { WallList } from './wall-list.tsx'

const CHART: WallItem = { kind: 'chart', key: 'chart' }

/** What visitors posted, mentions, or reviews, each with what is said below it. */
export function SaidTab({ tab, search }: { readonly tab: Exclude<Tab, 'own'>; readonly search: PostsSearch }) {
  const { stood, onStand } = useStood(undefined)
  const said = useInfiniteQuery(saidQuery(tab, search, stood))
  const outbox = useOutbox(useSession().memberId)
  const threads = useMemo(() => eachOnce(said.data?.pages.flatMap((page) => page.threads) ?? [], threadKey), [said.data])
  const source = useSource(said)
  const notes = notesBelow('threads', { ...source, count: threads.length })
  const items = useMemo(
    () => [...(tab === 'reviews' ? [CHART] : []), ...threadItems(threads, outbox), ...notes],
    [tab, threads, outbox, notes],
  )
  return (
    <TabFrame tab={tab} query={said} isEmpty={threads.length === 0} search={search}>
      <WallList
        tab={tab}
        label={TAB_NAMES[tab]}
        search={search}
        items={items}
        channelId={undefined}
        threads={source}
        onOpen={ignore}
        onStand={onStand}
        chart={<ReviewsChart channelId={search.channelId} />}
      />
    </TabFrame>
  )
}

/** No post opens here. */
function ignore(): void {}
