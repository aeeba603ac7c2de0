import { useQuery, useQueryClient, type QueryKey } from '@tanstack/react-query'
import { useEffect } from 'react'
import { postQuery, type PostAddress } from '../conversation/public/post-query.ts'
import { countedAnew } from './staying.ts'
import type { PostPages } from './thread-pages.ts'

/** The list tells nothing any more of a post that it leaves out. While it is open, the post itself tells how much is said under it. */
export function useOpenRow(open: PostAddress | undefined, queryKey: QueryKey): void {
  const queryClient = useQueryClient()
  const { data: post } = useQuery({ ...postQuery(open ?? NO_POST), enabled: open !== undefined })
  // After each change of one or the other.
  useEffect(() => {
    const held = queryClient.getQueryData<PostPages>(queryKey)
    const next = held && post && countedAnew(held, post)
    if (next !== held && next !== undefined) {
      queryClient.setQueryData<PostPages>(queryKey, next)
    }
  })
}

const NO_POST: PostAddress = { channelId: '', postId: '' }
