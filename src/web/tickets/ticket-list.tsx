import { useInfiniteQuery } from '@tanstack/react-query'
import { Button } from '@mantine/core'
import { IconCircleCheck, IconCloudOff, IconInbox, IconPencil, type Icon } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useMemo, type RefObject } from 'react'
import { wordsOf } from '../api/desk-problem.ts'
import type { Folder } from '../api/types.ts'
import { eachOnce } from '../ui/each-once.ts'
import { Empty } from '../ui/empty.tsx'
import { SkeletonBars } from '../ui/skeleton.tsx'
import { ATTENTION, folderNamed, type ShownFolder } from './folders.ts'
import { BeforeBack } from './before-back.tsx'
import { ListHead } from './list-head.tsx'
import { TicketRows } from './ticket-rows.tsx'
import { ticketListQuery, useFolderCounts } from './tickets-queries.ts'

type TicketListProps = {
  readonly shown: ShownFolder
  readonly ticketId: string | undefined
  /** The row that one comes back to. */
  readonly row: RefObject<HTMLAnchorElement | null>
}

/** A folder: only the rows that show are in the page, however long it is. */
export function TicketList({ shown, ticketId, row }: TicketListProps) {
  const { folder, sort, deadlineKind } = shown
  const list = useInfiniteQuery(ticketListQuery(shown))
  const tickets = useMemo(() => eachOnce(list.data?.pages.flatMap((page) => page.tickets) ?? [], ({ id }) => id), [list.data])
  const hasFailed = list.isFetchNextPageError && !list.isFetching

  return (
    <section className="list" aria-label="Tickets" data-region>
      <ListHead shown={shown} />
      <BeforeBack folder={folder} />
      {list.isPending ? <FirstLoad /> : null}
      {list.isError && tickets.length === 0 ? (
        <Empty
          icon={<IconCloudOff size={28} aria-hidden="true" />}
          title="The list did not load"
          action={<Button onClick={() => void list.refetch()}>Try again</Button>}
        >
          {wordsOf(list.error)}
        </Empty>
      ) : null}
      {list.isSuccess && tickets.length === 0 ? <NoTickets shown={shown} /> : null}
      {tickets.length > 0 ? (
        <TicketRows
          key={`${folder} ${sort} ${deadlineKind}`}
          tickets={tickets}
          shown={shown}
          ticketId={ticketId}
          row={row}
          isWhole={!list.hasNextPage}
          canFetchMore={list.hasNextPage && !list.isFetching && !list.isFetchNextPageError}
          onEnd={() => void list.fetchNextPage()}
        />
      ) : null}
      {hasFailed ? (
        <div className="list-foot" role="alert">
          <span>The next tickets did not load. {wordsOf(list.error)}</span>
          <Button size="xs" onClick={() => void list.fetchNextPage()}>
            Try again
          </Button>
        </div>
      ) : null}
    </section>
  )
}

const EMPTY: Readonly<Partial<Record<Folder, readonly [Icon, string]>>> = {
  [ATTENTION.mine]: [IconCircleCheck, 'Nothing needs attention'],
  [ATTENTION.everyones]: [IconCircleCheck, 'Nothing needs attention'],
  drafts: [IconPencil, 'No drafts'],
}

function NoTickets({ shown: { folder, deadlineKind } }: { readonly shown: ShownFolder }) {
  const [Glyph, title] = EMPTY[folder] ?? [IconInbox, 'No tickets']
  return (
    <Empty icon={<Glyph size={28} aria-hidden="true" />} title={title} action={<ElsewhereButton folder={folder} />}>
      {deadlineKind === undefined
        ? folderNamed(folder).empty
        : 'Nothing of this kind ends by then. Others may: choose All deadlines above.'}
    </Empty>
  )
}

/** One's own folder is empty, but somebody waits for somebody. */
function ElsewhereButton({ folder }: { readonly folder: Folder }) {
  const waiting = useFolderCounts().of('unassigned')
  if (folder !== 'my' || waiting === 0) {
    return null
  }
  return (
    <Button renderRoot={(props) => <Link to="/tickets/$folder" params={{ folder: 'unassigned' }} {...props} />}>Show Unassigned</Button>
  )
}

function FirstLoad() {
  return (
    <>
      {[0, 1, 2].map((index) => (
        <div className="row-skeleton" key={index}>
          <span className="skeleton" style={{ width: '2.25rem', height: '2.25rem', borderRadius: '50%' }} />
          <SkeletonBars label="Loading tickets" />
        </div>
      ))}
    </>
  )
}
