import { unsupportedRequest } from '../../world/graph-error.ts'
import { fromOf } from '../../world/wall/authors.ts'
import { findPost } from '../../world/wall/find.ts'
import { graphTime, mediaLink, wallMediaUrl } from '../../world/wall/links.ts'
import { canRead } from '../../world/wall/wall-rules.ts'
import type { Post, WallMedia } from '../../world/wall/wall.ts'
import type { World } from '../../world/world.ts'
import type { GraphCall, NodeKind } from '../graph/call.ts'
import { type FieldTable, project } from '../graph/fields.ts'
import { textParam } from '../graph/params.ts'
import { commentsEdge, listComments } from './comments.ts'
import { edgeField, isPageItself } from './common-fields.ts'
import { likesEdge, listLikes, listReactions, reactionsEdge } from './likes.ts'

/** A picture or film with the post it stands in. */
export type Placed = { readonly media: WallMedia; readonly post: Post }

export const PHOTO_DEFAULTS = ['created_time', 'name', 'id']
export const VIDEO_DEFAULTS = ['updated_time', 'description', 'id']

const edges = { comments: commentsEdge, likes: likesEdge, reactions: reactionsEdge }

/** Comments under a photo are the comments of its post. */
export const photo: NodeKind = { finds: (world, id) => placed(world, id)?.media.type === 'photo', self: { GET: readPhoto }, edges }
export const video: NodeKind = { finds: (world, id) => placed(world, id)?.media.type === 'video', self: { GET: readVideo }, edges }

function readPhoto(call: GraphCall, id: string): unknown {
  const found = readable(call, id)
  return project(found, photoFields(call), { fields: textParam(call.params, 'fields'), byDefault: PHOTO_DEFAULTS, nodeType: 'Photo' })
}

function readVideo(call: GraphCall, id: string): unknown {
  const found = readable(call, id)
  return project(found, videoFields(call), { fields: textParam(call.params, 'fields'), byDefault: VIDEO_DEFAULTS, nodeType: 'Video' })
}

/** Graph reference, Photo. */
export function photoFields(call: GraphCall): FieldTable<Placed> {
  const { world } = call
  return {
    ...sharedFields(call),
    alt_text: () => undefined,
    album: ({ post }) =>
      post.albumId === undefined ? undefined : { created_time: graphTime(post.at), name: 'Timeline photos', id: post.albumId },
    height: ({ media }) => media.height,
    images: ({ media }) => [{ height: media.height, source: wallMediaUrl(world, media), width: media.width }],
    link: ({ media, post }) => mediaLink(world, post.pageId, media),
    name: ({ post }) => post.message,
    page_story_id: ({ post }) => post.id,
    width: ({ media }) => media.width,
  }
}

/** Graph reference, Video. */
export function videoFields(call: GraphCall): FieldTable<Placed> {
  const { world } = call
  return {
    ...sharedFields(call),
    description: ({ post }) => post.message,
    content_category: () => 'OTHER',
    embed_html: () => '',
    embeddable: () => true,
    format: ({ media }) => [
      { embed_html: '', filter: 'native', height: media.height, picture: wallMediaUrl(world, media), width: media.width },
    ],
    is_crosspost_video: () => false,
    is_crossposting_eligible: () => true,
    is_episode: () => false,
    is_instagram_eligible: () => false,
    length: () => 0,
    permalink_url: ({ media, post }) => new URL(mediaLink(world, post.pageId, media)).pathname,
    post_id: ({ post }) => post.id,
    published: ({ post }) => post.isPublished,
    source: ({ media }) => wallMediaUrl(world, media),
    status: () => ({ video_status: 'ready' }),
    title: () => undefined,
  }
}

function sharedFields(call: GraphCall): FieldTable<Placed> {
  const { world } = call
  return {
    id: ({ media }) => media.id,
    created_time: ({ post }) => graphTime(post.at),
    icon: ({ media }) => `https://www.facebook.com/images/icons/${media.type}.gif`,
    updated_time: ({ post }) => graphTime(post.updatedAt),
    from: ({ post }) => (isPageItself(call) || post.by.kind === 'page' ? fromOf(world, post) : undefined),
    picture: ({ media }) => wallMediaUrl(world, media),
    comments: ({ post }, wish) => edgeField(call, wish, { id: post.id, edge: 'comments', list: listComments }),
    likes: ({ post }, wish) => edgeField(call, wish, { id: post.id, edge: 'likes', list: listLikes }),
    reactions: ({ post }, wish) => edgeField(call, wish, { id: post.id, edge: 'reactions', list: listReactions }),
  }
}

function readable(call: GraphCall, id: string): Placed {
  const access = call.access()
  const found = placed(call.world, id)
  if (!found) {
    throw unsupportedRequest(call.method, id)
  }
  canRead(access, found.post.pageId, 'pages_read_engagement')
  return found
}

function placed(world: World, id: string): Placed | undefined {
  const post = findPost(world, world.state.wall.postOfMedia.get(id) ?? '')
  const media = post?.media.find((each) => each.id === id)
  return post && media && { media, post }
}
