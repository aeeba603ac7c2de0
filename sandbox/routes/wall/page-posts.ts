import { oauthError } from '../../world/graph-error.ts'
import { type PostToMake, publishPost } from '../../world/wall/posts.ts'
import { postsOf } from '../../world/wall/find.ts'
import { takeLoosePhoto } from '../../world/wall/wall-media.ts'
import { canPost, canRead, refuseRepeatedPost } from '../../world/wall/wall-rules.ts'
import type { Post, WallMedia } from '../../world/wall/wall.ts'
import type { PageAccess } from '../../world/login/tokens.ts'
import type { Edge, GraphCall } from '../graph/call.ts'
import { listAnswer } from '../graph/list.ts'
import { listParam, textParam } from '../graph/params.ts'
import { messageOf } from './comments.ts'
import { flagParam } from './flag-param.ts'
import { POST_DEFAULTS, postFields } from './post-fields.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
/** Graph reference, Page Feed: "limit" may be 100 at most. */
const MAX_LIMIT = 100

/** `/{page}/feed` and the lists beside it. Posts that only an ad shows are in none but `ads_posts`. */
export const postEdges: Readonly<Record<string, Edge>> = {
  feed: { GET: listOf(isOnWall), POST: publish },
  posts: { GET: listOf((post) => isOnWall(post) && isOwn(post)) },
  published_posts: { GET: listOf((post) => isOnWall(post) && isOwn(post)) },
  visitor_posts: { GET: listOf((post) => isOnWall(post) && !isOwn(post)) },
  scheduled_posts: { GET: listOf((post, call) => call.world.state.wall.scheduled.has(post.id)) },
  ads_posts: { GET: listOf(({ kind, isTrashed }) => kind === 'ad' && !isTrashed) },
}

function isOnWall(post: Post): boolean {
  return post.isPublished && !post.isTrashed && post.kind !== 'ad'
}

function isOwn(post: Post): boolean {
  return post.by.kind === 'page'
}

function listOf(wanted: (post: Post, call: GraphCall) => boolean) {
  return (call: GraphCall, pageId: string) => {
    const access = call.access()
    canRead(access, pageId, 'pages_read_engagement')
    const posts = postsOf(call.world, pageId).filter((post) => wanted(post, call))
    if (posts.some((post) => !isOwn(post))) {
      canRead(access, pageId, 'pages_read_user_content')
    }
    return listAnswer(call, {
      items: posts,
      idOf: ({ id }) => id,
      table: postFields(call),
      byDefault: POST_DEFAULTS,
      nodeType: 'PagePost',
      timeOf: ({ at }) => at,
      maxLimit: MAX_LIMIT,
    })
  }
}

/** The Page posts: `message`, `link`, `attached_media`, `published`, `scheduled_publish_time` (Pages API docs, posts). */
function publish(call: GraphCall, pageId: string): unknown {
  const access = canPost(call.access(), pageId, call.method)
  const message = messageOf(call)
  const link = textParam(call.params, 'link')
  const when = whenOf(call)
  const media = attachedMedia(call, pageId)
  if (message === undefined && link === undefined && media.length === 0) {
    throw oauthError(100, '(#100) Missing message or attachment')
  }
  const last = postsOf(call.world, pageId).find((post) => isOwn(post))
  if (media.length === 0) {
    refuseRepeatedPost(last, { message, link })
  }
  return { id: publishPost(call.world, { ...asPageOf(access), message, link, media, ...when }).id }
}

/** Who posts: the Page, by an app, by the hand of a person. */
export function asPageOf({ page, app, person }: PageAccess): Pick<PostToMake, 'page' | 'by' | 'appId' | 'adminId'> {
  return { page, by: { kind: 'page', pageId: page.id }, appId: app.id, adminId: person.id }
}

/** When a post goes out. A scheduled one must be unpublished, and lie 10 minutes to 30 days ahead (Pages API docs, posts). */
export function whenOf(call: GraphCall): { isPublished: boolean; scheduledAt: number | undefined } {
  const isPublished = flagParam(call.params, 'published') ?? true
  const text = textParam(call.params, 'scheduled_publish_time')
  if (text === undefined || text === '') {
    return { isPublished, scheduledAt: undefined }
  }
  if (isPublished) {
    throw oauthError(100, '(#100) You cannot specify a scheduled publish time on a published post')
  }
  const at = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text)
  const ahead = at - call.world.clock.now()
  if (!(ahead >= 10 * MINUTE && ahead <= 30 * DAY)) {
    throw oauthError(100, '(#100) The specified scheduled publish time is invalid.')
  }
  return { isPublished, scheduledAt: at }
}

/** `attached_media[0]={"media_fbid":"…"}` or a list of these: pictures uploaded unpublished before. */
function attachedMedia(call: GraphCall, pageId: string): WallMedia[] {
  const named = Object.entries(call.params).flatMap(([name, value]) => (/^attached_media\[\d+\]$/.test(name) ? [value] : []))
  const given = named.length > 0 ? named : listed(call)
  return given.map((each) => {
    const media = takeLoosePhoto(call.world, pageId, idIn(each))
    if (!media) {
      throw oauthError(100, '(#100) Invalid parameter')
    }
    return media
  })
}

function listed(call: GraphCall): unknown[] {
  const value = call.params['attached_media']
  if (Array.isArray(value)) {
    return value
  }
  const text = textParam(call.params, 'attached_media')
  if (text === undefined) {
    return []
  }
  const ids = [...text.matchAll(/"media_fbid"\s*:\s*"?(\d+)"?/g)].map((found) => found[1])
  return ids.length > 0 ? ids : (listParam(call.params, 'attached_media') ?? [])
}

function idIn(value: unknown): string {
  const found = typeof value === 'object' && value !== null && 'media_fbid' in value ? value.media_fbid : value
  return /\d+/.exec(String(found))?.[0] ?? ''
}
