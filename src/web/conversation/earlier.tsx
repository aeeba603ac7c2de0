import { Button } from '@mantine/core'
import { wordsOf } from '../api/desk-problem.ts'

type EarlierProps = {
  readonly pages: {
    readonly hasNextPage: boolean
    readonly isFetching: boolean
    readonly isFetchingNextPage: boolean
    readonly isFetchNextPageError: boolean
    readonly error: Error | null
    readonly fetchNextPage: () => Promise<unknown>
  }
}

/** What stands above the first line that is there: how the earlier ones come, and that they did not. */
export function Earlier({
  pages: { hasNextPage, isFetching, isFetchingNextPage, isFetchNextPageError, error, fetchNextPage },
}: EarlierProps) {
  if (!hasNextPage) {
    return null
  }
  return (
    <>
      <Button
        size="xs"
        variant="quiet"
        className="earlier"
        data-focus-group="thread"
        aria-disabled={isFetchingNextPage}
        onClick={() => {
          // A disabled button would drop the focus.
          if (!isFetchingNextPage) {
            void fetchNextPage()
          }
        }}
      >
        {isFetchingNextPage ? 'Loading earlier messages…' : 'Show earlier messages'}
      </Button>
      {isFetchNextPageError && !isFetching ? (
        <p className="earlier-failed" role="alert">
          Earlier messages did not load. {wordsOf(error)}
        </p>
      ) : null}
    </>
  )
}
