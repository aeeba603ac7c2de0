import { fetchMedia } from '../../deliver/fetch-media.ts'
import { oauthError } from '../../world/graph-error.ts'
import { keepWallMedia, takeLoosePhoto } from '../../world/wall/wall-media.ts'
import type { WallMedia } from '../../world/wall/wall.ts'
import type { GraphCall } from '../graph/call.ts'
import { fileParam, textParam, type UploadedFile } from '../graph/params.ts'

/** Graph reference, Page photos: files of up to 10 MB. */
const PICTURE_LIMIT_BYTES = 10_000_000

export type CommentFiles = { readonly media?: WallMedia; readonly shareUrl?: string }

/**
 * What a comment brings along (Graph reference, Comment): `attachment_id` of a picture uploaded unpublished, `attachment_url` (fetched),
 * `attachment_share_url` (a GIF, shown from where it lies), or a multipart `source`. One of them, the first found.
 */
export async function filesOf(call: GraphCall, pageId: string): Promise<CommentFiles> {
  const id = textParam(call.params, 'attachment_id')
  if (id !== undefined && id !== '') {
    const media = takeLoosePhoto(call.world, pageId, id)
    if (!media) {
      throw oauthError(100, '(#100) Invalid parameter')
    }
    return { media }
  }
  const url = textParam(call.params, 'attachment_url')
  if (url !== undefined && url !== '') {
    return { media: await fetched(call, url) }
  }
  const shareUrl = textParam(call.params, 'attachment_share_url')
  if (shareUrl !== undefined && shareUrl !== '') {
    return { shareUrl: httpAddress('attachment_share_url', shareUrl) }
  }
  const file = fileParam(call.params, 'source')
  return file ? { media: uploaded(call, file) } : {}
}

/** A picture from an address of the caller's. Throws 324 when none is there. */
export async function fetched(call: GraphCall, url: string): Promise<WallMedia> {
  const wanted = { url: httpAddress('url', url), limitBytes: PICTURE_LIMIT_BYTES, timeoutMs: call.world.state.settings.fetchTimeoutMs }
  const file = await fetchMedia(call.world, wanted)
  if ('failure' in file || !file.mimeType.startsWith('image/') || file.bytes.length === 0) {
    throw oauthError(324, '(#324) Missing or invalid image file')
  }
  return keepWallMedia(call.world, file)
}

/** A file of a multipart body. Without a content type of its own it is refused (seen in field notes: 200). */
export function uploaded(call: GraphCall, file: UploadedFile): WallMedia {
  if (!/^(?:image|video)\//.test(file.mimeType)) {
    throw oauthError(200, '(#200) Permissions error')
  }
  if (file.bytes.length === 0) {
    throw oauthError(324, '(#324) Missing or invalid image file')
  }
  return keepWallMedia(call.world, file)
}

function httpAddress(name: string, text: string): string {
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) {
    throw oauthError(100, `(#100) ${name} should represent a valid URL`)
  }
  return text
}
