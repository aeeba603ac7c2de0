import { oauthError } from '../../world/graph-error.ts'
import { canReplyPrivately } from '../../world/messenger/private-replies.ts'
import { fromOf, nameOf } from '../../world/wall/authors.ts'
import { statusTypeOf } from '../../world/wall/feed-changes.ts'
import { graphTime, postLink, wallMediaUrl } from '../../world/wall/links.ts'
import type { Post } from '../../world/wall/wall.ts'
import type { GraphCall } from '../graph/call.ts'
import type { FieldTable } from '../graph/fields.ts'
import { attachmentKind, listAttachments } from './attachments.ts'
import { listComments } from './comments.ts'
import { adminOf, appOf, edgeField, isPageItself, tagsShown } from './common-fields.ts'
import { listLikes, listReactions } from './likes.ts'

export const POST_DEFAULTS = ['created_time', 'message', 'story', 'id']

/** The fields of a post (Graph reference, Page Post, v26). Names of people are told to a Page token only. */
export function postFields(call: GraphCall): FieldTable<Post> {
  const { world } = call
  const isPage = isPageItself(call)
  return {
    ...plainFields(call),
    ...GONE,
    admin_creator: (post) => adminOf(call, post),
    application: (post) => appOf(call, post),
    attachments: (post, wish) => edgeField(call, wish, { id: post.id, edge: 'attachments', list: listAttachments }),
    can_reply_privately: (post) => isPage && canReplyPrivately(world, post),
    comments: (post, wish) => edgeField(call, wish, { id: post.id, edge: 'comments', list: listComments }),
    from: (post) => (isPage || post.by.kind === 'page' ? fromOf(world, post) : undefined),
    likes: (post, wish) => edgeField(call, wish, { id: post.id, edge: 'likes', list: listLikes }),
    reactions: (post, wish) => edgeField(call, wish, { id: post.id, edge: 'reactions', list: listReactions }),
    to: (post) => toOf(call, post),
  }
}

function plainFields({ world }: GraphCall): FieldTable<Post> {
  const picture = ({ media: [first] }: Post) => first && wallMediaUrl(world, first)
  return {
    id: ({ id }) => id,
    actions: (post) => ['Like', 'Comment', 'Share'].map((name) => ({ name, link: postLink(world, post) })),
    created_time: ({ at }) => graphTime(at),
    updated_time: ({ updatedAt }) => graphTime(updatedAt),
    full_picture: picture,
    picture,
    icon: (post) => iconOf(post),
    is_eligible_for_promotion: ({ by, isPublished }) => by.kind === 'page' && isPublished,
    is_expired: () => false,
    is_hidden: ({ isHidden }) => isHidden,
    is_popular: () => false,
    is_published: ({ isPublished }) => isPublished,
    is_spherical: () => false,
    message: ({ message }) => message,
    message_tags: (post) => tagsShown(post),
    parent_id: () => undefined,
    permalink_url: (post) => postLink(world, post),
    place: () => undefined,
    privacy: () => ({ allow: '', deny: '', description: 'Public', friends: '', value: 'EVERYONE' }),
    promotable_id: ({ id }) => id,
    promotion_status: ({ kind }) => (kind === 'ad' ? 'active' : 'inactive'),
    properties: () => undefined,
    scheduled_publish_time: ({ id }) => scheduledTime(world.state.wall.scheduled.get(id)),
    shares: ({ shareCount }) => (shareCount > 0 ? { count: shareCount } : undefined),
    status_type: (post) => statusTypeOf(post),
    story: (post) => storyOf(post, nameOf(world, post.by)),
    story_tags: () => undefined,
    targeting: () => undefined,
    subscribed: () => true,
    timeline_visibility: ({ kind, isHidden }) => (kind === 'ad' ? 'no_timeline_unit_due_to_ad' : isHidden ? 'hidden' : 'normal'),
    via: () => undefined,
  }
}

function iconOf(post: Post): string | undefined {
  const kind = attachmentKind(post)
  const picture = kind && { photo: 'photo', album: 'photo', video: 'video', share: 'post' }[kind]
  return picture && `https://www.facebook.com/images/icons/${picture}.gif`
}

/** Fields that ended with v3.3; the words are Graph's own. */
const GONE: FieldTable<Post> = Object.fromEntries(
  ['caption', 'description', 'link', 'name', 'object_id', 'source', 'type'].map((name) => [
    name,
    () => {
      throw oauthError(12, '(#12) deprecate_post_aggregated_fields_for_attachement is deprecated for versions v3.3 and higher')
    },
  ]),
)

/** What a person writes on a Page goes to the Page. */
function toOf({ world }: GraphCall, { by, pageId }: Post): unknown {
  return by.kind === 'person' ? { data: [{ id: pageId, name: nameOf(world, { kind: 'page', pageId }) }] } : undefined
}

function scheduledTime(at: number | undefined): number | undefined {
  return at === undefined ? undefined : Math.floor(at / 1000)
}

/** Facebook's own sentence where the author gave none. */
function storyOf(post: Post, name: string): string | undefined {
  const kind = attachmentKind(post)
  if (post.message !== undefined || !kind) {
    return undefined
  }
  const added = { photo: 'a new photo', video: 'a new video', album: `${post.media.length} new photos`, share: 'a link' }[kind]
  return `${name} ${kind === 'share' ? 'shared' : 'added'} ${added}.`
}
