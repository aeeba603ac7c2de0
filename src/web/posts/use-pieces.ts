import { useMemo } from 'react'
import type { Pieces } from './use-steps.ts'

type Query = {
  readonly hasNextPage: boolean
  readonly isFetching: boolean
  readonly isError: boolean
  readonly fetchNextPage: (options: { readonly cancelRefetch: boolean }) => Promise<unknown>
}

/** What the wall needs to know of a query that is fetched in pages. */
export function usePieces({ hasNextPage, isFetching, isError, fetchNextPage }: Query): Pieces {
  return useMemo(
    () => ({ hasMore: hasNextPage, isFetching, isFailed: isError, fetchMore: () => void fetchNextPage({ cancelRefetch: false }) }),
    [hasNextPage, isFetching, isError, fetchNextPage],
  )
}
