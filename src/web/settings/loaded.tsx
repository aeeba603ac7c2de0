import { Button } from '@mantine/core'
import { IconCloudOff } from '@tabler/icons-react'
import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { wordsOf } from '../api/desk-problem.ts'
import { Empty } from '../ui/empty.tsx'
import { SkeletonBars } from '../ui/skeleton.tsx'

type LoadedProps<Data> = { readonly query: UseQueryResult<Data>; readonly what: string; readonly children: (data: Data) => ReactNode }

/** What was loaded; two grey bars before it is, words and a button if it fails. The last known state stays. */
export function Loaded<Data>({ query, what, children }: LoadedProps<Data>) {
  if (query.data !== undefined) {
    return children(query.data)
  }
  if (query.isError) {
    return (
      <Empty
        icon={<IconCloudOff size={28} aria-hidden="true" />}
        title={`${what} did not load`}
        action={<Button onClick={() => void query.refetch()}>Try again</Button>}
      >
        {wordsOf(query.error)}
      </Empty>
    )
  }
  return <SkeletonBars label={`Loading: ${what}`} />
}
