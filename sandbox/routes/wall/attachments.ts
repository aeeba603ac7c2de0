import { unsupportedRequest } from '../../world/graph-error.ts'
import { nameOf } from '../../world/wall/authors.ts'
import { lastPart, findPost } from '../../world/wall/find.ts'
import { mediaLink, postLink, wallMediaUrl } from '../../world/wall/links.ts'
import { canRead } from '../../world/wall/wall-rules.ts'
import type { Post, WallMedia } from '../../world/wall/wall.ts'
import type { GraphCall } from '../graph/call.ts'
import type { FieldTable } from '../graph/fields.ts'
import { listAnswer } from '../graph/list.ts'
import { withoutId } from './common-fields.ts'

type Attachment = Readonly<Record<string, unknown>>

const SHOWN = ['description', 'media', 'media_type', 'subattachments', 'target', 'title', 'type', 'unshimmed_url', 'url']

/** What hangs on a post: a photo, a film, an album with its photos below, or a link (Graph reference, Story Attachment). */
export function listAttachments(call: GraphCall, id: string) {
  const access = call.access()
  const post = findPost(call.world, id)
  if (!post) {
    throw unsupportedRequest(call.method, id)
  }
  canRead(access, post.pageId, 'pages_read_engagement')
  const kind = attachmentKind(post)
  const answer = listAnswer(call, {
    items: kind ? [shown(call, post, kind)] : [],
    idOf: () => lastPart(id),
    table: TABLE,
    byDefault: SHOWN,
    nodeType: 'StoryAttachment',
  })
  return { data: answer.data.map((each) => withoutId(each)) }
}

type Kind = 'photo' | 'video' | 'album' | 'share'

/** The one kind of attachment a post has, if any. */
export function attachmentKind(post: Post): Kind | undefined {
  const [first, second] = post.media
  if (first) {
    return second ? 'album' : first.type
  }
  return post.link === undefined ? undefined : 'share'
}

/** An attachment has no id of its own: `id` is taken away again after the projection, which always adds it. */
const TABLE: FieldTable<Attachment> = Object.fromEntries(
  ['id', 'description_tags', ...SHOWN].map((name) => [name, (attachment: Attachment) => attachment[name]]),
)

function shown({ world }: GraphCall, post: Post, kind: Kind): Attachment {
  const described = post.message === undefined ? {} : { description: post.message }
  const [first] = post.media
  if (kind === 'share' || !first) {
    const url = post.link ?? ''
    const leaving = `https://l.facebook.com/l.php?u=${encodeURIComponent(url)}`
    return { media_type: 'link', target: { url: leaving }, title: hostOf(url), type: 'share', unshimmed_url: url, url: leaving }
  }
  if (kind === 'album') {
    const url = postLink(world, post)
    return {
      ...described,
      media: mediaShown(world, first),
      media_type: 'album',
      subattachments: { data: post.media.map((each) => ({ ...described, ...mediaAttachment(world, post.pageId, each) })) },
      target: { id: lastPart(post.id), url },
      title: `Photos from ${nameOf(world, post.by)}'s post`,
      type: 'album',
      unshimmed_url: url,
      url,
    }
  }
  return {
    ...described,
    media_type: kind,
    unshimmed_url: mediaLink(world, post.pageId, first),
    ...mediaAttachment(world, post.pageId, first),
  }
}

/** One picture or film as posts and comments show it. */
export function mediaAttachment(world: GraphCall['world'], pageId: string, media: WallMedia): Attachment {
  const url = mediaLink(world, pageId, media)
  const type = media.type === 'video' ? 'video_inline' : 'photo'
  return { media: mediaShown(world, media), target: { id: media.id, url }, type, url }
}

function mediaShown(world: GraphCall['world'], media: WallMedia): unknown {
  const src = wallMediaUrl(world, media)
  return { image: { height: media.height, src, width: media.width }, ...(media.type === 'video' ? { source: src } : {}) }
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url
}
