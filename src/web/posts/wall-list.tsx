import { Link } from '@tanstack/react-router'
import { useCallback, useMemo, type ReactNode } from 'react'
import { useChannelsById } from '../channels/channels-queries.ts'
import { SeriesProvider } from '../conversation/lines/series-context.ts'
import { inSeries } from '../conversation/lines/series-words.ts'
import { OutboxLine } from '../conversation/outbox-line.tsx'
import { PostCard } from '../conversation/public/post-card.tsx'
import { PostRow } from './post-row.tsx'
import type { PostsSearch, Tab } from './search.ts'
import type { Chosen } from './selection.ts'
import type { HeldThread } from './thread-pages.ts'
import type { Source } from './use-steps.ts'
import { itemElementId } from './item-element.ts'
import { Wall, type WallState } from './wall.tsx'
import { WallComment } from './wall-comment.tsx'
import type { LineItem, WallItem } from './wall-items.ts'
import { WallNote } from './wall-note.tsx'
import { wallTalk, whyNothing } from './wall-talk.ts'

type WallListProps = {
  readonly tab: Tab
  readonly label: string
  readonly search: PostsSearch
  readonly items: readonly WallItem[]
  /** The Page whose post is open. Undefined: each thread tells its own. */
  readonly channelId: string | undefined
  readonly threads: Source
  readonly posts?: Source
  readonly onOpen: (key: string) => void
  /** Where one stands or writes. */
  readonly onStand: (keys: readonly string[]) => void
  readonly chart?: ReactNode
}

/** Draws what stands in a tab, each item as it is. */
export function WallList({ tab, label, search, items, channelId, threads, posts, onOpen, onStand, chart }: WallListProps) {
  const channels = useChannelsById()
  const pageOf = useCallback((id: string | undefined) => (id === undefined ? undefined : channels.get(id)), [channels])
  // The same as long as it stands the same: a comment is not drawn again because another changed.
  const talkOf = useMemo(
    () => keptByThread((thread) => wallTalk(thread, { tab, channel: pageOf(thread.channel?.id ?? channelId) })),
    [tab, channelId, pageOf],
  )
  const pageNameOf = (thread: HeldThread) => pageOf(channelId)?.name ?? thread.channel?.name ?? 'The Page'

  /** Which Pages there are may not be known yet. */
  const whyNot = (thread: HeldThread) =>
    talkOf(thread) !== undefined || (thread.ticket !== null && channels.size === 0) ? undefined : whyNothing(thread)

  function choose(key: string): Chosen | undefined {
    const item = items.find((each): each is LineItem => each.kind === 'line' && each.key === key)
    const talk = item && talkOf(item.thread)
    return item === undefined || talk === undefined || item.line.takenBackAt !== null ? undefined : { line: item.line, talk }
  }

  const series = useMemo(() => inSeries(items.flatMap((item) => (item.kind === 'line' ? [item.line] : []))), [items])
  const sources = { threads, posts }

  function draw(item: WallItem, { here, replying, chosen, acts }: WallState): ReactNode {
    switch (item.kind) {
      case 'post':
        return (
          <PostRow
            row={item.row}
            page={pageOf(item.row.channelId)?.name ?? 'A Page that was removed'}
            search={search}
            isOpen={item.isOpen}
            elementId={itemElementId(item.key)}
            onStand={() => acts.onStand(item.key)}
          />
        )
      case 'whole-post':
        return <PostCard {...item.row} page={pageOf(item.row.channelId)?.name ?? 'The Page'} />
      case 'line':
        return (
          <WallComment
            item={item}
            talk={talkOf(item.thread)}
            whyNot={whyNot(item.thread)}
            page={pageNameOf(item.thread)}
            showsPage={tab !== 'own'}
            isHere={item.key === here}
            isPicked={chosen.has(item.key)}
            isPicking={chosen.size > 0}
            isReplying={item.key === replying}
            acts={acts}
          />
        )
      case 'earlier':
        return <Earlier thread={item.thread} count={item.count} />
      case 'unsent':
        return (
          <div className="wall-unsent">
            <OutboxLine entry={item.entry} />
          </div>
        )
      case 'note':
        return <WallNote item={item} source={sources[item.of]} tab={tab} search={search} />
      case 'chart':
        return chart
    }
  }

  return (
    <SeriesProvider value={series}>
      <Wall
        label={label}
        items={items}
        threads={threads}
        {...(posts === undefined ? {} : { posts })}
        onOpen={onOpen}
        onStand={onStand}
        choose={choose}
      >
        {draw}
      </Wall>
    </SeriesProvider>
  )
}

function keptByThread<Value>(make: (thread: HeldThread) => Value): (thread: HeldThread) => Value {
  const kept = new WeakMap<HeldThread, { readonly value: Value }>()
  return (thread) => {
    const known = kept.get(thread) ?? { value: make(thread) }
    kept.set(thread, known)
    return known.value
  }
}

/** The conversation shows all of them. */
function Earlier({ thread: { ticket }, count }: { readonly thread: HeldThread; readonly count: number }) {
  const words = count === 1 ? '1 earlier answer' : `${count} earlier answers`
  return (
    <p className="earlier-answers">
      {ticket === null ? (
        words
      ) : (
        <Link className="link" to="/tickets/$folder/$ticketId" params={{ folder: 'all', ticketId: ticket.id }}>
          {words}, in the ticket
        </Link>
      )}
    </p>
  )
}
