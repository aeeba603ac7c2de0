import { useQuery } from '@tanstack/react-query'
import { channelsQuery } from '../channels/channels-queries.ts'
import type { LineOf } from './lines/line-of.ts'
import { useNow } from '../ui/use-now.ts'

type Waiting = Pick<LineOf<'our-message'>, 'nextTryAt'>

/** When a reply that waits is tried, where that is known: by itself, or because its Page has to wait. Undefined where it only waits for its turn. */
export function useNextTry({ nextTryAt }: Waiting, channelId: string): Date | undefined {
  const now = useNow(5_000)
  const { data } = useQuery(channelsQuery)
  const pausedUntil = data?.find(({ id }) => id === channelId)?.pausedUntil
  const moments = [nextTryAt, pausedUntil].flatMap((moment) => (moment ? [new Date(moment).getTime()] : []))
  const last = Math.max(...moments, 0)
  return last > now.getTime() ? new Date(last) : undefined
}
