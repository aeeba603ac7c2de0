import { useQuery } from '@tanstack/react-query'
import { channelsQuery } from '../channels/channels-queries.ts'
import type { Channel } from '../api/types.ts'
import { useMay } from '../session/session.ts'

/** The channels that only an administrator can bring back. */
export function useBrokenChannels(): readonly Channel[] {
  const mayManage = useMay('workspace.manage')
  const { data } = useQuery({ ...channelsQuery, enabled: mayManage })
  return (data ?? []).filter((channel) => channel.state === 'disconnected')
}
