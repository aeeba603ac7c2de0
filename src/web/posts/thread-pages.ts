import type { InfiniteData } from '@tanstack/react-query'
import type { PostRow, Thread } from '../api/types.ts'

/** `isStaying`: it fits no more, and stays for somebody who stands or writes there. */
export type Staying = { readonly isStaying?: true }

/** A thread where it stands: of visitors' posts, mentions and reviews each tells its Page itself. */
export type HeldThread = Thread & Staying & { readonly channel?: { readonly id: string; readonly name: string } }

export type ThreadPage = { readonly threads: readonly HeldThread[]; readonly nextCursor: string | null }

/** What is held of the threads under a post, or of a tab. */
export type ThreadPages = InfiniteData<ThreadPage, string | undefined>

export type HeldRow = PostRow & Staying

export type PostPage = { readonly posts: readonly HeldRow[]; readonly nextCursor: string | null }

/** What is held of the posts. */
export type PostPages = InfiniteData<PostPage, string | undefined>

/** By which a thread is the same one: what stands at its head. */
export function threadKey({ lines }: Pick<Thread, 'lines'>): string {
  return lines[0]?.id ?? ''
}
