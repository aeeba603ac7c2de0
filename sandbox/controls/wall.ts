import type { FastifyInstance } from 'fastify'
import { editComment, hideComment, removeComment, writeComment } from '../world/wall/comments.ts'
import { findActivity, findComment, findPost } from '../world/wall/find.ts'
import { editPost, hidePost, publishNow, publishPost, removePost, trashPost } from '../world/wall/posts.ts'
import { react } from '../world/wall/reactions.ts'
import { wallMediaOf } from '../world/wall/wall-media.ts'
import { type Author, type Comment, type Post, POST_KINDS, type PostKind, REACTION_TYPES, type WallMedia } from '../world/wall/wall.ts'
import { newObjectId, psidOf } from '../world/ids.ts'
import { isBanned } from '../world/messenger/moderation.ts'
import type { World } from '../world/world.ts'
import { amount, ControlError, flag, type Input, inputOf, moment, needed, oneOf, pageIn, personIn, text, texts } from './input.ts'
import { shownComment, shownPost, shownWall } from './shown-wall.ts'
import { saidRoutes } from './wall-said.ts'

type ById = { Params: { id: string } }

const DRAWN = 480

/** What people, and the Page by hand, do on a wall. */
export function wallRoutes(server: FastifyInstance, world: World): void {
  server.get<ById & { Querystring: { as?: string } }>('/sandbox/wall/:id', ({ params, query }) =>
    shownWall(world, pageIn(world, params.id), query.as === undefined ? undefined : personIn(world, query.as)),
  )
  server.post('/sandbox/posts', (request) => makePost(world, inputOf(request.body)))
  server.patch<ById>('/sandbox/posts/:id', ({ params, body }) => changePost(world, postIn(world, params.id), inputOf(body)))
  server.delete<ById>('/sandbox/posts/:id', ({ params }) => {
    removePost(world, postIn(world, params.id))
    return { removed: true }
  })
  server.post('/sandbox/comments', (request) => makeComment(world, inputOf(request.body)))
  server.patch<ById>('/sandbox/comments/:id', ({ params, body }) => changeComment(world, commentIn(world, params.id), inputOf(body)))
  server.delete<ById>('/sandbox/comments/:id', ({ params }) => {
    removeComment(world, commentIn(world, params.id))
    return { removed: true }
  })
  server.post('/sandbox/wall-reactions', (request) => reactTo(world, inputOf(request.body)))
  saidRoutes(server, world)
}

/** Without `person_id` the Page posts by hand. A photo, album, film or reel without `media_ids` gets a picture that is drawn. */
function makePost(world: World, input: Input) {
  const page = pageIn(world, needed(input, 'page_id'))
  const kind = oneOf(input, 'kind', POST_KINDS)
  const scheduledAt = moment(input, 'scheduled_at')
  const post = publishPost(world, {
    page,
    by: authorIn(world, input, page.id) ?? { kind: 'page', pageId: page.id },
    message: text(input, 'message'),
    kind,
    media: mediaIn(world, input, kind),
    link: text(input, 'link') ?? (kind === 'share' ? 'https://example.com/' : undefined),
    isPublished: flag(input, 'is_published') ?? scheduledAt === undefined,
    scheduledAt,
    at: moment(input, 'timestamp'),
    isAnonymous: flag(input, 'is_anonymous'),
  })
  return shownPost(world, post)
}

function changePost(world: World, post: Post, input: Input) {
  const message = text(input, 'message')
  const isHidden = flag(input, 'is_hidden')
  const isTrashed = flag(input, 'is_trashed')
  const isPublished = flag(input, 'is_published')
  const shareCount = amount(input, 'share_count')
  if (message !== undefined) {
    editPost(world, post, message)
  }
  if (isHidden !== undefined) {
    hidePost(world, post, isHidden)
  }
  if (isTrashed !== undefined && isTrashed !== post.isTrashed) {
    trashPost(world, post, isTrashed)
  }
  if (isPublished === true && !post.isPublished) {
    publishNow(world, post)
  }
  post.shareCount = shareCount ?? post.shareCount
  return shownPost(world, post)
}

function makeComment(world: World, input: Input) {
  const on = activityIn(world, needed(input, 'object_id'))
  const mediaId = text(input, 'media_id')
  const by = authorIn(world, input, on.pageId)
  const said = text(input, 'message')
  if (!by) {
    throw new ControlError(400, 'person_id or as_page must say who comments.')
  }
  if (said === undefined && mediaId === undefined && text(input, 'share_url') === undefined) {
    throw new ControlError(400, 'message is missing.')
  }
  const comment = writeComment(world, {
    on,
    by,
    message: said,
    media: mediaId === undefined ? undefined : keptMedia(world, mediaId),
    shareUrl: text(input, 'share_url'),
    at: moment(input, 'timestamp'),
    isAnonymous: flag(input, 'is_anonymous'),
  })
  return shownComment(world, comment)
}

function changeComment(world: World, comment: Comment, input: Input) {
  const message = text(input, 'message')
  const mediaId = text(input, 'media_id')
  const isHidden = flag(input, 'is_hidden')
  if (message !== undefined || mediaId !== undefined) {
    editComment(world, comment, { message, media: mediaId === undefined ? undefined : keptMedia(world, mediaId) })
  }
  if (isHidden !== undefined) {
    hideComment(world, comment, isHidden)
  }
  return shownComment(world, comment)
}

function reactTo(world: World, input: Input) {
  const on = activityIn(world, needed(input, 'object_id'))
  const by = authorIn(world, input, on.pageId)
  if (!by) {
    throw new ControlError(400, 'person_id or as_page must say who reacts.')
  }
  return { changed: react(world, on, { by, type: input['type'] === null ? undefined : (oneOf(input, 'type', REACTION_TYPES) ?? 'like') }) }
}

/** `person_id`, or `as_page`: true for the wall's own Page, an id for another one. */
function authorIn(world: World, input: Input, pageId: string): Author | undefined {
  const personId = text(input, 'person_id')
  if (personId !== undefined) {
    const { id } = personIn(world, personId)
    if (isBanned(world, psidOf(pageId, id))) {
      throw new ControlError(409, 'The Page has banned this person, so nothing they write appears there.')
    }
    return { kind: 'person', personId: id }
  }
  if (typeof input['as_page'] === 'boolean') {
    return input['as_page'] ? { kind: 'page', pageId } : undefined
  }
  const other = text(input, 'as_page')
  return other === undefined ? undefined : { kind: 'page', pageId: pageIn(world, other).id }
}

function mediaIn(world: World, input: Input, kind: PostKind | undefined): WallMedia[] {
  const ids = texts(input, 'media_ids') ?? []
  if (ids.length > 0) {
    return ids.map((id) => keptMedia(world, id))
  }
  switch (kind) {
    case 'photo':
      return [drawn('photo')]
    case 'album':
      return [drawn('photo'), drawn('photo'), drawn('photo')]
    case 'video':
    case 'reel':
      return [drawn('video')]
    default:
      return []
  }
}

function drawn(type: WallMedia['type']): WallMedia {
  return { id: newObjectId(), type, mediaId: undefined, width: DRAWN, height: DRAWN }
}

function keptMedia(world: World, id: string): WallMedia {
  const media = world.state.media.get(id)
  if (!media) {
    throw new ControlError(404, `There is no file ${id}.`)
  }
  return wallMediaOf(world, media)
}

function postIn(world: World, id: string): Post {
  return findPost(world, id) ?? missing(`There is no post ${id}.`)
}

function commentIn(world: World, id: string): Comment {
  return findComment(world, id) ?? missing(`There is no comment ${id}.`)
}

function activityIn(world: World, id: string): Post | Comment {
  return findActivity(world, id) ?? missing(`There is no post or comment ${id}.`)
}

function missing(words: string): never {
  throw new ControlError(404, words)
}
