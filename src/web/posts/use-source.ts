import { useMemo } from 'react'
import { wordsOf } from '../api/desk-problem.ts'
import type { Source } from './use-steps.ts'

type Query = {
  readonly hasNextPage: boolean
  readonly isFetching: boolean
  readonly isLoadingError: boolean
  readonly isFetchNextPageError: boolean
  readonly error: Error | null
  readonly fetchNextPage: (options: { readonly cancelRefetch: boolean }) => Promise<unknown>
  readonly refetch: () => Promise<unknown>
}

/**
 * What the wall needs to know of a query that is fetched in pages. Only what does not lead on has failed: where what is held could not be looked at
 * again, it stays as it was last known.
 */
export function useSource(query: Query): Source {
  const { hasNextPage, isFetching, isLoadingError, isFetchNextPageError, error, fetchNextPage, refetch } = query
  return useMemo(() => {
    const fetchMore = () => void fetchNextPage({ cancelRefetch: false })
    return {
      hasMore: hasNextPage,
      isFetching,
      isFailed: (isLoadingError || isFetchNextPageError) && !isFetching,
      problem: error === null ? '' : wordsOf(error),
      fetchMore,
      tryAgain: isLoadingError ? () => void refetch() : fetchMore,
    }
  }, [hasNextPage, isFetching, isLoadingError, isFetchNextPageError, error, fetchNextPage, refetch])
}
