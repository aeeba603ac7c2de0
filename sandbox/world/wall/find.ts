import type { World } from '../world.ts'
import type { Comment, Post } from './wall.ts'

/** A living post by `{page}_{story}`; trashed and unpublished ones are found as well. */
export function findPost(world: World, id: string): Post | undefined {
  const found = findPlace(world, id)
  return found?.story === undefined ? found : undefined
}

/** A living review or mention by its id. */
export function findStory(world: World, id: string): Post | undefined {
  const found = findPlace(world, id)
  return found?.story === undefined ? undefined : found
}

/** Whatever comments can stand under. */
function findPlace(world: World, id: string): Post | undefined {
  const found = world.state.wall.posts.get(id)
  return found?.removedAt === undefined ? found : undefined
}

/** A living comment by `{story}_{comment}`, or by the three-part id of old days. One below a removed post is gone as well. */
export function findComment(world: World, id: string): Comment | undefined {
  const { comments } = world.state.wall
  const found = comments.get(id) ?? comments.get(id.split('_').slice(-2).join('_'))
  return found?.removedAt === undefined && findPlace(world, found?.postId ?? '') ? found : undefined
}

/** The post, story or comment of that id. A photo's or film's own id leads to its post. */
export function findActivity(world: World, id: string): Post | Comment | undefined {
  return findPlace(world, world.state.wall.postOfMedia.get(id) ?? id) ?? findComment(world, id)
}

/** The comment of this id, as long as it and its post stand. */
export function commentToAnswer(world: World, id: string): Comment | undefined {
  const comment = findComment(world, id)
  return comment && postToAnswer(world, comment.postId) ? comment : undefined
}

/** The post of this id, as long as it stands. */
export function postToAnswer(world: World, id: string): Post | undefined {
  const post = findPost(world, id)
  return post?.isTrashed === false ? post : undefined
}

/** The living posts of one Page, newest first, unpublished and trashed ones included. */
export function postsOf(world: World, pageId: string): Post[] {
  return [...world.state.wall.posts.values()]
    .filter((post) => post.pageId === pageId && post.removedAt === undefined && post.story === undefined)
    .toSorted((one, other) => other.at - one.at)
}

/** The living comments under a post, oldest first, of both levels. */
export function commentsUnder(world: World, post: Post): Comment[] {
  const { comments } = world.state.wall
  return post.commentIds.flatMap((id) => comments.get(id) ?? []).filter(({ removedAt }) => removedAt === undefined)
}

/** The living answers to a top-level comment, oldest first. */
export function answersTo(world: World, comment: Comment): Comment[] {
  const post = findPlace(world, comment.postId)
  return post ? commentsUnder(world, post).filter(({ parentId }) => parentId === comment.id) : []
}

export function isComment(activity: Post | Comment): activity is Comment {
  return 'postId' in activity
}

/** `{story}` of `{page}_{story}`, `{comment}` of `{story}_{comment}`. */
export function lastPart(id: string): string {
  return id.slice(id.lastIndexOf('_') + 1)
}
