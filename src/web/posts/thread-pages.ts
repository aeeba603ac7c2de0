import type { InfiniteData } from '@tanstack/react-query'
import type { Thread } from '../api/types.ts'

/** A thread where it stands: of visitors' posts, mentions and reviews each tells its Page itself. */
export type HeldThread = Thread & { readonly channel?: { readonly id: string; readonly name: string } }

export type ThreadPage = { readonly threads: readonly HeldThread[]; readonly nextCursor: string | null }

/** What is held of the threads under a post, or of a tab. */
export type ThreadPages = InfiniteData<ThreadPage, string | undefined>

/** By which a thread is the same one: what stands at its head. */
export function threadKey({ lines }: Pick<Thread, 'lines'>): string {
  return lines[0]?.id ?? ''
}
