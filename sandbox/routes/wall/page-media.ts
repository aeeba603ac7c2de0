import { oauthError } from '../../world/graph-error.ts'
import { postsOf } from '../../world/wall/find.ts'
import { publishPost } from '../../world/wall/posts.ts'
import { keepLoosePhoto } from '../../world/wall/wall-media.ts'
import { canPost, canRead } from '../../world/wall/wall-rules.ts'
import type { Post } from '../../world/wall/wall.ts'
import type { Edge, GraphCall } from '../graph/call.ts'
import { listAnswer } from '../graph/list.ts'
import { fileParam, textParam } from '../graph/params.ts'
import { messageOf } from './comments.ts'
import { fetched, uploaded } from './files.ts'
import { asPageOf, whenOf } from './page-posts.ts'
import { PHOTO_DEFAULTS, photoFields, type Placed, VIDEO_DEFAULTS, videoFields } from './photo.ts'

/** Pictures and films of a Page. */
export const mediaEdges: Readonly<Record<string, Edge>> = {
  photos: { GET: listPhotos, POST: postPhoto },
  videos: { GET: listVideos(() => true) },
  video_reels: { GET: listVideos(({ kind }) => kind === 'reel') },
}

/** The Page's published photos (`type=uploaded`, which is what apps ask for; Graph reference, Page Photos). */
function listPhotos(call: GraphCall, pageId: string) {
  return listAnswer(call, {
    items: placedOf(call, pageId, 'photo'),
    idOf: ({ media }) => media.id,
    table: photoFields(call),
    byDefault: PHOTO_DEFAULTS,
    nodeType: 'Photo',
    timeOf: ({ post }) => post.at,
  })
}

function listVideos(wanted: (post: Post) => boolean) {
  return (call: GraphCall, pageId: string) =>
    listAnswer(call, {
      items: placedOf(call, pageId, 'video').filter(({ post }) => wanted(post)),
      idOf: ({ media }) => media.id,
      table: videoFields(call),
      byDefault: VIDEO_DEFAULTS,
      nodeType: 'Video',
      timeOf: ({ post }) => post.at,
    })
}

function placedOf(call: GraphCall, pageId: string, type: 'photo' | 'video'): Placed[] {
  canRead(call.access(), pageId, 'pages_read_engagement')
  return postsOf(call.world, pageId)
    .filter(({ isPublished, isTrashed, by }) => isPublished && !isTrashed && by.kind === 'page')
    .flatMap((post) => post.media.filter((media) => media.type === type).map((media) => ({ media, post })))
}

/**
 * `url` (fetched) or a multipart `source` becomes a photo with a post of its own; with `published=false` and no time it waits for
 * a post (`attached_media`) or comment (`attachment_id`). Photos are called `caption` or `message` (Graph reference, Page Photos).
 */
async function postPhoto(call: GraphCall, pageId: string): Promise<unknown> {
  const access = canPost(call.access(), pageId, call.method)
  const file = fileParam(call.params, 'source')
  const url = textParam(call.params, 'url')
  if (!file && (url === undefined || url === '')) {
    throw oauthError(324, '(#324) Requires upload file')
  }
  const when = whenOf(call)
  const media = file ? uploaded(call, file) : await fetched(call, url ?? '')
  if (media.type !== 'photo') {
    throw oauthError(324, '(#324) Missing or invalid image file')
  }
  if (!when.isPublished && when.scheduledAt === undefined) {
    keepLoosePhoto(call.world, pageId, media)
    return { id: media.id }
  }
  const message = messageOf(call) ?? textParam(call.params, 'caption')
  const post = publishPost(call.world, { ...asPageOf(access), message, media: [media], ...when })
  return { id: media.id, post_id: post.id }
}
