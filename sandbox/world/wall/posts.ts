import { newObjectId } from '../ids.ts'
import { openByWall } from '../messenger/wall-window.ts'
import { type Page, tell, type World } from '../world.ts'
import { announceNew, announcePost } from './feed-changes.ts'
import { readTags } from './tags.ts'
import type { Author, Post, PostKind, WallMedia } from './wall.ts'

export type PostToMake = {
  readonly page: Page
  readonly by: Author
  readonly message?: string | undefined
  readonly kind?: PostKind | undefined
  readonly media?: readonly WallMedia[] | undefined
  readonly link?: string | undefined
  readonly isPublished?: boolean | undefined
  /** When an unpublished post is to be published by itself. */
  readonly scheduledAt?: number | undefined
  readonly appId?: string | undefined
  readonly adminId?: string | undefined
  readonly at?: number | undefined
  readonly isAnonymous?: boolean | undefined
}

/** Puts a post on a wall and tells the subscribed apps, as when a person or the Page posts. */
export function publishPost(world: World, wish: PostToMake): Post {
  const post = keepPost(world, newPost(world, wish))
  if (wish.scheduledAt !== undefined && !post.isPublished) {
    world.state.wall.scheduled.set(post.id, wish.scheduledAt)
  }
  openByWall(world, post)
  announceNew(world, post)
  return post
}

/** A post that is not on any wall yet. Its kind follows what it carries, unless one is wished for. */
export function newPost(world: World, wish: PostToMake & { readonly id?: string }): Post {
  const at = wish.at ?? world.clock.now()
  const kind = wish.kind ?? kindOf(wish)
  return {
    id: wish.id ?? `${wish.page.id}_${newStoryId()}`,
    pageId: wish.page.id,
    kind,
    by: wish.by,
    at,
    updatedAt: at,
    appId: wish.appId,
    adminId: wish.adminId,
    ...readTags(world, wish.page.id, wish.message),
    media: wish.media ?? [],
    link: wish.link,
    albumId: kind === 'photo' ? newStoryId() : undefined,
    isPublished: wish.isPublished ?? true,
    isHidden: false,
    isTrashed: false,
    removedAt: undefined,
    isAnonymous: wish.isAnonymous ?? false,
    reactions: new Map(),
    privateReply: undefined,
    shareCount: 0,
    story: undefined,
    commentIds: [],
  }
}

export function keepPost(world: World, post: Post): Post {
  world.state.wall.posts.set(post.id, post)
  for (const { id } of post.media) {
    world.state.wall.postOfMedia.set(id, post.id)
  }
  changed(world, post)
  return post
}

/** Eighteen digits: more than a JavaScript number holds, as the ids of new Pages are. */
export function newStoryId(): string {
  return `122${newObjectId()}`
}

export function editPost(world: World, post: Post, message: string): void {
  Object.assign(post, readTags(world, post.pageId, message))
  touch(world, post)
  announcePost(world, post, 'edited')
}

export function hidePost(world: World, post: Post, isHidden: boolean): void {
  if (post.isHidden === isHidden) {
    return
  }
  post.isHidden = isHidden
  touch(world, post)
  announcePost(world, post, isHidden ? 'hide' : 'unhide')
}

/** Into the Page's trash or back: apps hear of an edit (seen in field notes). */
export function trashPost(world: World, post: Post, isTrashed: boolean): void {
  post.isTrashed = isTrashed
  touch(world, post)
  announcePost(world, post, 'edited')
}

/** Gone for good, with all that stands under it. */
export function removePost(world: World, post: Post): void {
  post.removedAt = world.clock.now()
  world.state.wall.scheduled.delete(post.id)
  changed(world, post)
  announcePost(world, post, 'remove')
}

/** A draft or scheduled post goes out: told as another `add`, now with `published: 1` (seen in field notes). */
export function publishNow(world: World, post: Post): void {
  world.state.wall.scheduled.delete(post.id)
  post.isPublished = true
  touch(world, post)
  announceNew(world, post)
}

/** Publishes what is due. Gives the time of the next one. */
export function publishDue(world: World): number | undefined {
  const { scheduled, posts } = world.state.wall
  for (const [id, due] of scheduled) {
    const post = posts.get(id)
    if (!post) {
      scheduled.delete(id)
    } else if (due <= world.clock.now()) {
      publishNow(world, post)
    }
  }
  return scheduled.size === 0 ? undefined : Math.min(...scheduled.values())
}

function kindOf({ media = [], link }: PostToMake): PostKind {
  const [first, second] = media
  if (first) {
    return first.type === 'video' ? 'video' : second ? 'album' : 'photo'
  }
  return link === undefined ? 'status' : 'share'
}

function touch(world: World, post: Post): void {
  post.updatedAt = world.clock.now()
  changed(world, post)
}

function changed(world: World, post: Post): void {
  tell(world, { type: 'wall', pageId: post.pageId })
}
