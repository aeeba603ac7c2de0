import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { ask } from '../api/client.ts'
import { keys } from '../api/query-client.ts'
import type { DoctorReport } from '../api/types.ts'

/** What a check finds as before is told by no event. */
const ASK_AGAIN_MS = 60_000

export function doctorQuery(channelId: string) {
  return queryOptions({
    queryKey: keys.channelDoctor(channelId),
    queryFn: () => ask('GET /api/v1/channels/:channelId/doctor', { params: { channelId } }),
    refetchInterval: ASK_AGAIN_MS,
  })
}

/** Has every step checked now. */
export function useCheck(channelId: string) {
  return useReport(channelId, () => ask('POST /api/v1/channels/:channelId/checks', { params: { channelId } }))
}

export function useAlarm(channelId: string) {
  return useReport(channelId, (hours: number | null) =>
    ask('PUT /api/v1/channels/:channelId/alarm', { params: { channelId }, body: { hours } }),
  )
}

function useReport<Wish>(channelId: string, mutationFn: (wish: Wish) => Promise<DoctorReport>) {
  const queryClient = useQueryClient()
  return useMutation({ mutationFn, onSuccess: (report) => queryClient.setQueryData(keys.channelDoctor(channelId), report) })
}
