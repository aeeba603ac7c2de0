import { useQuery } from '@tanstack/react-query'
import type { Channel } from '../../api/types.ts'
import { channelsQuery } from '../../channels/channels-queries.ts'

/** Facebook's permissions that the Page lacks, as far as the desk was told. */
export function useMissingPermissions(channelId: string): readonly string[] {
  const { data } = useQuery({ ...channelsQuery, select: (channels) => missingOf(channels, channelId) })
  return data ?? NONE
}

const NONE: readonly string[] = []

export function missingIn({ problems }: Pick<Channel, 'problems'>): readonly string[] {
  return problems.flatMap((problem) => (problem.kind === 'permission-missing' && problem.mendedAt === null ? [problem.permission] : []))
}

function missingOf(channels: readonly Channel[], channelId: string): readonly string[] {
  const channel = channels.find(({ id }) => id === channelId)
  return channel ? missingIn(channel) : NONE
}
