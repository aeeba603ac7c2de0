import { newObjectId } from '../ids.ts'
import { openByWall } from '../messenger/wall-window.ts'
import { tell, type World } from '../world.ts'
import { announceComment } from './feed-changes.ts'
import { answersTo, findPost, isComment, lastPart } from './find.ts'
import { announceMention } from './mentions.ts'
import { readTags } from './tags.ts'
import type { Author, Comment, Post, WallMedia } from './wall.ts'

export type CommentToMake = {
  readonly on: Post | Comment
  readonly by: Author
  readonly message?: string | undefined
  readonly media?: WallMedia | undefined
  /** A GIF of a sharing site. */
  readonly shareUrl?: string | undefined
  readonly appId?: string | undefined
  readonly adminId?: string | undefined
  readonly at?: number | undefined
  readonly isAnonymous?: boolean | undefined
}

/** Writes a comment under a post or an answer to a comment, and tells the subscribed apps. */
export function writeComment(world: World, wish: CommentToMake): Comment {
  const comment = keepComment(world, newComment(world, wish))
  const post = findPost(world, comment.postId)
  if (post) {
    // A post's `updated_time` is that of the last comment, too (Graph reference, Post).
    post.updatedAt = Math.max(post.updatedAt, comment.at)
    openByWall(world, comment)
  }
  announceComment(world, comment, 'add')
  for (const { id, type } of comment.tags) {
    if (type === 'page' && id !== comment.pageId) {
      announceMention(world, id, comment)
    }
  }
  return comment
}

/** A comment that is not on the wall yet. Facebook shows two levels: an answer to an answer hangs on the comment at the top. */
export function newComment(world: World, wish: CommentToMake & { readonly id?: string }): Comment {
  const { on } = wish
  const at = wish.at ?? world.clock.now()
  const postId = isComment(on) ? on.postId : on.id
  return {
    id: wish.id ?? `${lastPart(postId)}_${newObjectId()}`,
    pageId: on.pageId,
    postId,
    parentId: isComment(on) ? (on.parentId ?? on.id) : undefined,
    by: wish.by,
    at,
    updatedAt: at,
    appId: wish.appId,
    adminId: wish.adminId,
    ...readTags(world, on.pageId, wish.message),
    media: wish.media,
    shareUrl: wish.shareUrl,
    isHidden: false,
    removedAt: undefined,
    isAnonymous: wish.isAnonymous ?? false,
    reactions: new Map(),
    privateReply: undefined,
  }
}

/** Under its post, in the order of time: a control may write one in the past. */
export function keepComment(world: World, comment: Comment): Comment {
  const { comments, posts } = world.state.wall
  const ids = posts.get(comment.postId)?.commentIds ?? []
  comments.set(comment.id, comment)
  ids.splice(ids.findLastIndex((id) => (comments.get(id)?.at ?? 0) <= comment.at) + 1, 0, comment.id)
  changed(world, comment)
  return comment
}

export type CommentEdit = {
  readonly message?: string | undefined
  readonly media?: WallMedia | undefined
  readonly shareUrl?: string | undefined
}

/** Changes what is given; a new picture takes the place of the old one. */
export function editComment(world: World, comment: Comment, edit: CommentEdit): void {
  if (edit.message !== undefined) {
    Object.assign(comment, readTags(world, comment.pageId, edit.message))
  }
  if (edit.media ?? edit.shareUrl) {
    comment.media = edit.media
    comment.shareUrl = edit.shareUrl
  }
  comment.updatedAt = world.clock.now()
  changed(world, comment)
  announceComment(world, comment, 'edited')
}

/** Hidden comments are seen by their author and the author's friends only. Nothing happens when nothing changes. */
export function hideComment(world: World, comment: Comment, isHidden: boolean): void {
  if (comment.isHidden === isHidden) {
    return
  }
  comment.isHidden = isHidden
  changed(world, comment)
  announceComment(world, comment, isHidden ? 'hide' : 'unhide')
}

/** Removes a comment with all answers to it. */
export function removeComment(world: World, comment: Comment): void {
  const answers = answersTo(world, comment)
  for (const each of [comment, ...answers]) {
    each.removedAt = world.clock.now()
  }
  changed(world, comment)
  announceComment(world, comment, 'remove')
  for (const each of world.state.settings.feedRemovesAnswers ? answers : []) {
    announceComment(world, each, 'remove')
  }
}

function changed(world: World, comment: Comment): void {
  tell(world, { type: 'wall', pageId: comment.pageId })
}
