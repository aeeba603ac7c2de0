import { queryOptions } from '@tanstack/react-query'
import { ask } from '../../api/client.ts'
import { keys } from '../../api/query-client.ts'

export type PostAddress = { readonly channelId: string; readonly postId: string }

/** A post with all that it says, and how much is said under it. */
export function postQuery({ channelId, postId }: PostAddress) {
  return queryOptions({
    queryKey: keys.post(channelId, postId),
    queryFn: ({ signal }) => ask('GET /api/v1/channels/:channelId/posts/:postId', { params: { channelId, postId }, signal }),
  })
}
