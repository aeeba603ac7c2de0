import { useQuery } from '@tanstack/react-query'
import type { Channel } from '../../api/types.ts'
import { channelsQuery } from '../../channels/channels-queries.ts'

/** Facebook's permissions that the Page lacks, as far as the desk was told. */
export function useMissingPermissions(channelId: string): readonly string[] {
  const { data } = useQuery({ ...channelsQuery, select: (channels) => missingOf(channels, channelId) })
  return data ?? NONE
}

const NONE: readonly string[] = []

function missingOf(channels: readonly Channel[], channelId: string): readonly string[] {
  const problems = channels.find(({ id }) => id === channelId)?.problems ?? []
  return problems.flatMap((problem) => (problem.kind === 'permission-missing' && problem.mendedAt === null ? [problem.permission] : []))
}
