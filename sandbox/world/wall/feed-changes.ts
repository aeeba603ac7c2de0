import { announceChange } from '../webhooks/webhooks.ts'
import type { World } from '../world.ts'
import { fromOf, shownIdOf } from './authors.ts'
import { isComment, lastPart } from './find.ts'
import { graphTime, postLink, wallMediaUrl } from './links.ts'
import type { Author, Comment, Post, ReactionType } from './wall.ts'

export type Verb = 'add' | 'edited' | 'remove' | 'hide' | 'unhide'

/**
 * The `feed` webhook of a post (Webhooks reference for Pages, v26, and recorded bodies). The item follows what was posted and by
 * whom; people's posts are edited with `edit`, the Page's own with `edited`. Posts that only an ad shows have no webhook of their own.
 */
export function announcePost(world: World, post: Post, verb: Verb): void {
  if (post.kind === 'ad') {
    return
  }
  const item = itemOf(post, verb)
  send(world, post.pageId, {
    ...from(world, post),
    ...(verb === 'remove' ? { recipient_id: idValue(world, post.pageId) } : { ...messageOf(post), ...partsOf(world, post, item) }),
    post_id: post.id,
    ...timesOf(world, post, verb),
    item,
    ...(item !== 'post' && (verb === 'add' || verb === 'edited') ? { published: post.isPublished ? 1 : 0 } : {}),
    verb: item === 'post' && verb === 'edited' ? 'edit' : verb,
  })
}

/** A film that goes out is told twice: as edited while still unpublished, then as added (seen in field notes). */
export function announceNew(world: World, post: Post): void {
  if (post.isPublished && (post.kind === 'video' || post.kind === 'reel')) {
    announcePost(world, { ...post, isPublished: false }, 'edited')
  }
  announcePost(world, post, 'add')
}

/** The `feed` webhook of a comment. A removal tells neither text nor time (recorded bodies); of hiding nothing was seen under a review. */
export function announceComment(world: World, comment: Comment, verb: Verb): void {
  const post = world.state.wall.posts.get(comment.postId)
  const { settings } = world.state
  const isHiding = verb === 'hide' || verb === 'unhide'
  if (!post || (post.story === 'review' && isHiding)) {
    return
  }
  const author: Author = isHiding && settings.feedHideFrom === 'page' ? { kind: 'page', pageId: comment.pageId } : comment.by
  const isOwnTime = verb === 'add' || settings.feedCreatedTime === 'object'
  sendUnder(world, post, {
    ...from(world, { ...comment, by: author }),
    ...(verb === 'remove' ? {} : { ...postOf(world, post), ...contentOf(world, comment) }),
    post_id: placeId(world, post),
    comment_id: comment.id,
    ...(verb === 'remove' ? {} : { created_time: seconds(isOwnTime ? comment.at : world.clock.now()) }),
    item: 'comment',
    parent_id: parentOf(world, post, comment),
    verb,
  })
}

/** The `feed` webhook of a like or another reaction to a post or comment. */
export function announceReaction(
  world: World,
  on: Post | Comment,
  done: { readonly by: Author; readonly type: ReactionType; readonly verb: 'add' | 'edit' | 'remove' },
): void {
  const comment = isComment(on) ? on : undefined
  const post = world.state.wall.posts.get(comment?.postId ?? on.id)
  if (!post) {
    return
  }
  const postId = placeId(world, post)
  const value = {
    ...from(world, { ...on, by: done.by, isAnonymous: false }),
    post_id: postId,
    ...(comment ? { comment_id: comment.id } : {}),
    created_time: seconds(world.clock.now()),
    item: 'reaction',
    parent_id: comment?.parentId ?? postId,
    reaction_type: done.type,
    verb: done.verb,
  }
  if (world.state.settings.feedLikes && done.type === 'like' && done.verb !== 'edit') {
    const { reaction_type: _, ...like } = value
    sendUnder(world, post, { ...like, item: 'like' })
  }
  sendUnder(world, post, value)
}

/**
 * What happens under a review is told as `ratings`, in the form of `feed` and with the review's id beside (restfb#744, restfb#694 and recorded bodies);
 * of what happens under a post elsewhere nothing is, as it stands on no wall of the Page's (unproven).
 */
function sendUnder(world: World, { id, pageId, story }: Post, value: Readonly<Record<string, unknown>>): void {
  switch (story) {
    case undefined:
      send(world, pageId, value)
      return
    case 'review':
      announceChange(world, { pageId, field: 'ratings', at: world.clock.now() }, { ...value, open_graph_story_id: id })
      return
    case 'mention':
  }
}

/** A review stands on the wall of whoever wrote it (recorded bodies). */
function placeId(world: World, { id, pageId, story, by }: Post): string {
  return story === 'review' ? `${shownIdOf(world, pageId, by)}_${id}` : id
}

/** An id as the setting wants it: text, or a number as long as it may be. */
function idValue(world: World, id: string): unknown {
  return world.state.settings.idTypes === 'numbers' ? rawNumber(id) : id
}

function send(world: World, pageId: string, value: unknown): void {
  announceChange(world, { pageId, field: 'feed', at: world.clock.now() }, value)
}

function messageOf({ message }: Post): { message?: string } {
  return message === undefined ? {} : { message }
}

/** Hiding tells no time; a removal tells its own (recorded bodies). */
function timesOf(world: World, post: Post, verb: Verb): { created_time?: number } {
  if (verb === 'hide' || verb === 'unhide') {
    return {}
  }
  return { created_time: seconds(verb === 'remove' ? world.clock.now() : post.at) }
}

/** A removal is told as `photo`, `video` or `post`; everything by people as `post`, unless it is a picture or film. */
function itemOf(post: Post, verb: Verb): string {
  const item = { status: 'status', album: 'status', photo: 'photo', video: 'video', reel: 'video', share: 'share', ad: 'post' }[post.kind]
  const isPlain = item === 'status' || item === 'share'
  return isPlain && (post.by.kind === 'person' || verb === 'remove') ? 'post' : item
}

function partsOf(world: World, post: Post, item: string): Record<string, unknown> {
  const [first] = post.media
  switch (item) {
    case 'photo':
      return first ? { link: wallMediaUrl(world, first), photo_id: idValue(world, first.id) } : {}
    case 'video':
      return first ? { link: wallMediaUrl(world, first), video_id: idValue(world, first.id) } : {}
    case 'share':
      return { link: post.link, share_id: idValue(world, lastPart(post.id)) }
    case 'post':
      return { is_hidden: post.isHidden, ...linkOf(post) }
    default:
      return { ...linkOf(post), ...(post.media.length > 0 ? { photos: post.media.map((each) => wallMediaUrl(world, each)) } : {}) }
  }
}

function linkOf(post: Post): { link?: string } {
  return post.link === undefined ? {} : { link: post.link }
}

function postOf(world: World, post: Post): Record<string, unknown> {
  return world.state.settings.feedPostObject && post.story === undefined
    ? {
        post: {
          status_type: statusTypeOf(post),
          is_published: post.isPublished,
          updated_time: graphTime(post.updatedAt),
          permalink_url: postLink(world, post),
          promotion_status: post.kind === 'ad' ? 'active' : 'inactive',
          id: post.id,
        },
      }
    : {}
}

/** What a post says of its making, in the words of Graph. */
export function statusTypeOf(post: Post): string {
  if (post.by.kind === 'person') {
    return 'wall_post'
  }
  switch (post.kind) {
    case 'photo':
    case 'album':
      return 'added_photos'
    case 'video':
    case 'reel':
      return 'added_video'
    case 'share':
      return 'shared_story'
    default:
      return 'mobile_status_update'
  }
}

function contentOf(world: World, comment: Comment): Record<string, unknown> {
  const { message, tags, media, shareUrl } = comment
  return {
    ...(message === undefined ? {} : { message }),
    ...(world.state.settings.feedMessageTags && tags.length > 0 ? { message_tags: tags } : {}),
    ...(media ? { [media.type]: wallMediaUrl(world, media) } : {}),
    ...(shareUrl === undefined ? {} : { photo: shareUrl }),
  }
}

/** At the top of a photo post the parent names the album, not the Page (seen in payloads of September 2026); elsewhere the post. */
function parentOf(world: World, post: Post, comment: Comment): string {
  if (comment.parentId !== undefined) {
    return comment.parentId
  }
  return post.albumId === undefined ? placeId(world, post) : `${post.albumId}_${lastPart(post.id)}`
}

function from(world: World, activity: Parameters<typeof fromOf>[1]): Record<string, unknown> {
  const shown = fromOf(world, activity)
  if (!shown) {
    return {}
  }
  return world.state.settings.feedSender === 'from' ? { from: shown } : { sender_id: rawNumber(shown.id), sender_name: shown.name }
}

function seconds(at: number): number {
  return Math.floor(at / 1000)
}

/** Digits as a JSON number, also where a JavaScript number would lose some. */
function rawNumber(digits: string): unknown {
  return JSON.rawJSON(digits)
}

declare global {
  interface JSON {
    /** In Node since 21, not yet among TypeScript's own declarations. */
    rawJSON(text: string): unknown
  }
}
