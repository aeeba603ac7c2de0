import { useQuery } from '@tanstack/react-query'
import { disconnectionOf } from '../channels/channel-problems.ts'
import { channelsQuery } from '../channels/channels-queries.ts'
import type { Channel } from '../api/types.ts'
import { useNow } from '../ui/use-now.ts'

/** Shorter rests are over before anybody has read of them. */
const WORTH_TELLING_MS = 10_000

/** The channels that Facebook asked to slow down, and until when the one that waits longest does. */
export function useSlowedChannels(): { readonly slowed: readonly Channel[]; readonly until: Date } | undefined {
  const now = useNow(5_000)
  const { data } = useQuery(channelsQuery)
  const slowed = (data ?? []).filter(
    ({ pausedUntil }) => pausedUntil !== null && Date.parse(pausedUntil) - now.getTime() > WORTH_TELLING_MS,
  )
  const until = new Date(Math.max(0, ...slowed.flatMap(({ pausedUntil }) => (pausedUntil === null ? [] : [Date.parse(pausedUntil)]))))
  return slowed.length === 0 ? undefined : { slowed, until }
}

/** The channels that broke, through which nothing is sent until an administrator reconnects them: everybody who answers has to know. One that was disconnected by hand is meant to be so. */
export function useBrokenChannels(): readonly Channel[] {
  const { data } = useQuery(channelsQuery)
  return (data ?? []).filter((channel) => channel.state === 'disconnected' && !disconnectionOf(channel))
}
