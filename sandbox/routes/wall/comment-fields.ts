import { canReplyPrivately, privateReplyThread } from '../../world/messenger/private-replies.ts'
import { fromOf } from '../../world/wall/authors.ts'
import { answersTo, findPost } from '../../world/wall/find.ts'
import { commentLink, graphTime } from '../../world/wall/links.ts'
import type { Comment } from '../../world/wall/wall.ts'
import type { GraphCall } from '../graph/call.ts'
import type { FieldTable } from '../graph/fields.ts'
import { mediaAttachment } from './attachments.ts'
import { adminOf, appOf, type EdgeList, edgeField, isPageItself, tagsShown } from './common-fields.ts'
import { listLikes, listReactions, viewerReaction } from './likes.ts'

export const COMMENT_DEFAULTS = ['created_time', 'from', 'message', 'id']

/** The fields of a comment (Graph reference, Comment, v26). `from` is told to a Page token only. Answers come from `listComments`. */
export function commentFields(call: GraphCall, listComments: EdgeList): FieldTable<Comment> {
  const { world } = call
  const isPage = isPageItself(call)
  return {
    id: ({ id }) => id,
    admin_creator: (comment) => adminOf(call, comment),
    application: (comment) => appOf(call, comment),
    attachment: (comment) => attachmentOf(call, comment),
    can_comment: () => isPage,
    can_hide: (comment) => isPage && !isOwn(comment),
    can_like: () => isPage,
    can_remove: () => isPage,
    can_reply_privately: (comment) => isPage && canReplyPrivately(world, comment),
    comment_count: (comment) => answersTo(world, comment).length,
    created_time: ({ at }) => graphTime(at),
    from: (comment) => (isPage ? fromOf(world, comment) : undefined),
    is_hidden: ({ isHidden }) => isHidden,
    is_private: () => false,
    like_count: ({ reactions }) => reactions.size,
    message: ({ message }) => message ?? '',
    message_tags: (comment) => tagsShown(comment),
    object: (comment) => objectOf(call, comment),
    parent: (comment) => parentOf(call, comment),
    permalink_url: (comment) => commentLink(world, comment),
    private_reply_conversation: (comment) => threadOf(call, comment),
    user_likes: (comment) => isPage && viewerReaction(comment) !== undefined,
    comments: (comment, wish) => edgeField(call, wish, { id: comment.id, edge: 'comments', list: listComments }),
    likes: (comment, wish) => edgeField(call, wish, { id: comment.id, edge: 'likes', list: listLikes }),
    reactions: (comment, wish) => edgeField(call, wish, { id: comment.id, edge: 'reactions', list: listReactions }),
  }
}

/** Written by the Page on whose wall it stands. */
export function isOwn({ by, pageId }: Comment): boolean {
  return by.kind === 'page' && by.pageId === pageId
}

/** A picture, a film or a GIF, as recorded answers show them. */
function attachmentOf({ world }: GraphCall, { media, shareUrl, pageId }: Comment): unknown {
  if (shareUrl !== undefined) {
    return {
      media: { image: { height: 200, src: shareUrl, width: 200 } },
      target: { url: shareUrl },
      type: 'animated_image_share',
      url: shareUrl,
    }
  }
  return media && mediaAttachment(world, pageId, media)
}

/** The photo or film under which the comment stands, when the post is one. */
function objectOf({ world }: GraphCall, comment: Comment): unknown {
  const post = findPost(world, comment.postId)
  const [first, second] = post?.media ?? []
  return post && first && !second ? { created_time: graphTime(post.at), id: first.id } : undefined
}

function parentOf(call: GraphCall, comment: Comment): unknown {
  const parent = call.world.state.wall.comments.get(comment.parentId ?? '')
  const from = parent && isPageItself(call) ? fromOf(call.world, parent) : undefined
  return parent && { created_time: graphTime(parent.at), ...(from ? { from } : {}), message: parent.message ?? '', id: parent.id }
}

function threadOf({ world }: GraphCall, comment: Comment): unknown {
  const thread = privateReplyThread(world, comment)
  return (
    thread &&
    comment.privateReply && {
      id: thread.id,
      link: `/${thread.pageId}/inbox/${thread.id.slice(2)}/`,
      updated_time: graphTime(thread.messages.at(-1)?.at ?? comment.privateReply.at),
    }
  )
}
