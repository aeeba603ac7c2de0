import { Button } from '@mantine/core'
import { IconDownload, IconShieldCheck } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { wordsOf } from '../api/desk-problem.ts'
import { Loaded } from '../settings/loaded.tsx'
import { Empty } from '../ui/empty.tsx'
import { Page } from '../ui/page.tsx'
import { useNow } from '../ui/use-now.ts'
import { LogFilters } from './log-filters.tsx'
import { fileAddress, filterOf, logQuery } from './log-queries.ts'
import { LogTable } from './log-table.tsx'
import { logSearch, type LogSearch } from './search.ts'
import './moderation-log.css'

/** What was done in public, by whom, and what Facebook answered. */
export function ModerationLogScreen({ search }: { readonly search: LogSearch }) {
  const now = useNow(60_000)
  const navigate = useNavigate()
  const filter = filterOf(search, now)
  const log = useInfiniteQuery(logQuery(filter))
  return (
    <Page
      title="Moderation log"
      lead="Every public act on your Pages from this desk: who did it, when, and what Facebook answered. Entries can’t be changed or deleted. What is done in Facebook itself is not in it: Facebook does not tell by whom."
      actions={
        <Button component="a" href={fileAddress(filter)} download leftSection={<IconDownload size={16} aria-hidden="true" />}>
          Download CSV
        </Button>
      }
    >
      <div className="log-filters">
        <LogFilters
          search={search}
          onChange={(change) =>
            void navigate({ to: '/settings/moderation-log', search: logSearch({ ...search, ...change }), replace: true })
          }
        />
        <output className="muted">{countWords(log.data?.pages[0]?.count)}</output>
      </div>
      <Loaded query={log} what="The moderation log">
        {({ pages }) => {
          const entries = pages.flatMap((page) => page.entries)
          return entries.length === 0 ? (
            <NoEntries />
          ) : (
            <LogTable entries={entries} now={now} more={<Earlier key={JSON.stringify(filter)} log={log} held={pages.length} />} />
          )
        }}
      </Loaded>
    </Page>
  )
}

function NoEntries() {
  return (
    <div className="card">
      <Empty icon={<IconShieldCheck size={28} aria-hidden="true" />} title="No entries">
        Nothing was done in public that these filters mean. Choose other filters, or a longer time.
      </Empty>
    </div>
  )
}

type Log = {
  readonly hasNextPage: boolean
  readonly isFetching: boolean
  readonly isFetchNextPageError: boolean
  readonly error: Error | null
  readonly fetchNextPage: () => unknown
}

/** The button that brings what came before, where there is more; why that did not come, and the same button. `held`: so many pages are there. */
function Earlier({ log, held }: { readonly log: Log; readonly held: number }) {
  const { hasNextPage, isFetching, isFetchNextPageError, error, fetchNextPage } = log
  const [wanted, setWanted] = useState(held)
  const hasFailed = isFetchNextPageError && !isFetching
  const isDue = wanted > held && hasNextPage && !isFetching && !isFetchNextPageError

  // Also where the log was being looked at again meanwhile, which drops what was asked for.
  useEffect(() => {
    if (isDue) {
      void fetchNextPage()
    }
  }, [isDue, fetchNextPage])

  return hasNextPage ? (
    <>
      {hasFailed ? <span role="alert">Earlier entries did not load. {wordsOf(error)}</span> : null}
      <Button
        size="xs"
        loading={wanted > held && !hasFailed}
        onClick={() => {
          setWanted(held + 1)
          if (hasFailed) {
            void fetchNextPage()
          }
        }}
      >
        {hasFailed ? 'Try again' : 'Earlier'}
      </Button>
    </>
  ) : null
}

/** A thousand stands for as many and more. */
const COUNTED_UP_TO = 1000

function countWords(count: number | null | undefined): string {
  if (count === null || count === undefined) {
    return ''
  }
  const words = count >= COUNTED_UP_TO ? '1000 or more' : String(count)
  return `${words} ${count === 1 ? 'entry' : 'entries'}`
}
