import { mediaUrl, signedUrl } from '../media.ts'
import type { World } from '../world.ts'
import { lastPart } from './find.ts'
import type { Comment, Post, WallMedia } from './wall.ts'

const FACEBOOK = 'https://www.facebook.com'

/** Where a picture or film of the wall can be fetched; the address expires. */
export function wallMediaUrl(world: World, media: WallMedia): string {
  const kept = world.state.media.get(media.mediaId ?? '')
  return kept ? mediaUrl(world, kept) : signedUrl(world, `/sandbox/pictures/${media.id}.png`)
}

export function postLink(world: World, post: Post): string {
  if (post.story !== undefined) {
    return `${FACEBOOK}/${post.id}`
  }
  const name = world.state.pages.get(post.pageId)?.username ?? post.pageId
  const [first] = post.media
  return post.kind === 'reel' && first ? `${FACEBOOK}/reel/${first.id}/` : `${FACEBOOK}/${name}/posts/${lastPart(post.id)}`
}

export function commentLink(world: World, comment: Comment): string {
  const post = world.state.wall.posts.get(comment.postId)
  const place = post ? postLink(world, post) : `${FACEBOOK}/${comment.postId}`
  const own = lastPart(comment.id)
  return comment.parentId === undefined
    ? `${place}?comment_id=${own}`
    : `${place}?comment_id=${lastPart(comment.parentId)}&reply_comment_id=${own}`
}

export function mediaLink(world: World, pageId: string, media: WallMedia): string {
  const name = world.state.pages.get(pageId)?.username ?? pageId
  return media.type === 'video' ? `${FACEBOOK}/${name}/videos/${media.id}/` : `${FACEBOOK}/photo.php?fbid=${media.id}&type=3`
}

/** A time as Graph writes it: whole seconds, `+0000`. */
export function graphTime(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19)}+0000`
}
