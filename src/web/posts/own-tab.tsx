import { useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useOutbox } from '../conversation/outbox.ts'
import type { PostAddress } from '../conversation/public/post-query.ts'
import { useSession } from '../session/session.ts'
import { eachOnce } from '../ui/each-once.ts'
import { postListQuery, threadsQuery } from './posts-queries.ts'
import type { PostsSearch } from './search.ts'
import { TabFrame } from './tab-frame.tsx'
import { threadKey } from './thread-pages.ts'
import { useOpenRow } from './use-open-row.ts'
import { useSource } from './use-source.ts'
import { useStood } from './use-stood.ts'
import { notesBelow, postItems, rowKey, threadItems } from './wall-items.ts'
import { WallList } from './wall-list.tsx'

/** The posts of the Pages; what is said under the open one stands below it. */
export function OwnTab({ search, open }: { readonly search: PostsSearch; readonly open: PostAddress | undefined }) {
  const navigate = useNavigate()
  const openKey = open === undefined ? undefined : rowKey(open)
  const { stood, onStand } = useStood(openKey)
  const listQuery = postListQuery(search, stood)
  const list = useInfiniteQuery(listQuery)
  const below = useInfiniteQuery(threadsQuery(open, search.having, stood))
  useOpenRow(open, listQuery.queryKey)
  const outbox = useOutbox(useSession().memberId)
  const rows = useMemo(() => eachOnce(list.data?.pages.flatMap(({ posts }) => posts) ?? [], rowKey), [list.data])
  const threads = useMemo(
    () =>
      below.data &&
      eachOnce(
        below.data.pages.flatMap((page) => page.threads),
        threadKey,
      ),
    [below.data],
  )
  const [posts, comments] = [useSource(list), useSource(below)]
  const notes = notesBelow('threads', { ...comments, count: threads?.length })
  const postNotes = notesBelow('posts', { ...posts, count: rows.length })
  const items = useMemo(
    () => [...postItems(rows, open && { post: open, below: [...threadItems(threads ?? [], outbox), ...notes] }), ...postNotes],
    [rows, open, threads, outbox, notes, postNotes],
  )

  function handleOpen(key: string): void {
    const row = rows.find((each) => rowKey(each) === key)
    if (row === undefined || key === openKey) {
      void navigate({ to: '/posts/$tab', params: { tab: 'own' }, search })
    } else {
      void navigate({ to: '/posts/$tab/$channelId/$postId', params: { tab: 'own', channelId: row.channelId, postId: row.postId }, search })
    }
  }

  // An address leads to its post, whatever the filters leave out.
  const isEmpty = rows.length === 0 && (open === undefined || list.isPending)
  return (
    <TabFrame tab="own" query={list} isEmpty={isEmpty} search={search}>
      <div className="post-columns" aria-hidden="true">
        <span />
        <span />
        <span>Post</span>
        <span className="n">Comments</span>
        <span className="n">Unanswered</span>
        <span className="n">Hidden</span>
        <span className="n">Deleted</span>
      </div>
      <WallList
        tab="own"
        label="Posts"
        search={search}
        items={items}
        channelId={open?.channelId}
        threads={comments}
        posts={posts}
        onOpen={handleOpen}
        onStand={onStand}
      />
    </TabFrame>
  )
}
