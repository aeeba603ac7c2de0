import { useQuery } from '@tanstack/react-query'
import { channelsQuery } from '../channels/channels-queries.ts'
import type { Channel } from '../api/types.ts'

/** The channels through which nothing is sent until an administrator reconnects them. Everybody who answers has to know. */
export function useBrokenChannels(): readonly Channel[] {
  const { data } = useQuery(channelsQuery)
  return (data ?? []).filter((channel) => channel.state === 'disconnected')
}
