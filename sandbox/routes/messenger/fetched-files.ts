import { fetchMedia } from '../../deliver/fetch-media.ts'
import { type FileGiven, sizeLimit } from '../../world/messenger/send/attachments.ts'
import type { Part } from '../../world/messenger/send/parts.ts'
import { sendError } from '../../world/messenger/send/send-errors.ts'
import type { World } from '../../world/world.ts'

type FetchPart = Extract<Part, { kind: 'fetch' }>
type Address = Pick<FetchPart, 'type' | 'url'>

export function hasFilesToFetch(parts: readonly Part[]): boolean {
  return parts.some(({ kind }) => kind === 'fetch')
}

/** Fetches the files of a message, in their order. Throws as `fetchFile` does. */
export function fetchFiles(world: World, parts: readonly Part[]): Promise<FileGiven[]> {
  return Promise.all(parts.filter((part): part is FetchPart => part.kind === 'fetch').map((part) => fetchFile(world, part)))
}

/** Fetches one file. 100/2018008 when it cannot be had, 2018109 when too big, 2018294 for a film that took too long. */
export async function fetchFile(world: World, { type, url }: Address): Promise<FileGiven> {
  const { fetchTimeoutMs, videoFetchTimeoutMs } = world.state.settings
  const timeoutMs = type === 'video' ? videoFetchTimeoutMs : fetchTimeoutMs
  const fetched = await fetchMedia(world, { url, limitBytes: sizeLimit(type, true), timeoutMs })
  if (!('failure' in fetched)) {
    return fetched
  }
  if (fetched.failure === 'too-big') {
    throw sendError('100/2018109')
  }
  throw sendError(type === 'video' && fetched.failure === 'too-late' ? '100/2018294' : '100/2018008')
}
