import { GraphError, oauthError, unsupportedRequest } from '../../world/graph-error.ts'
import { editComment, hideComment, removeComment } from '../../world/wall/comments.ts'
import { findComment } from '../../world/wall/find.ts'
import { canModerate, canRead } from '../../world/wall/wall-rules.ts'
import type { Comment } from '../../world/wall/wall.ts'
import type { GraphCall, NodeKind } from '../graph/call.ts'
import { project } from '../graph/fields.ts'
import { textParam } from '../graph/params.ts'
import { COMMENT_DEFAULTS, commentFields, isOwn } from './comment-fields.ts'
import { commentsEdge, listComments, messageOf } from './comments.ts'
import { filesOf } from './files.ts'
import { flagParam } from './flag-param.ts'
import { likesEdge, reactionsEdge } from './likes.ts'

export const comment: NodeKind = {
  nodeType: 'Comment',
  finds: (world, id) => findComment(world, id) !== undefined,
  self: { GET: readComment, POST: changeComment, DELETE: deleteComment },
  edges: { comments: commentsEdge, likes: likesEdge, reactions: reactionsEdge },
}

function readComment(call: GraphCall, id: string): unknown {
  const access = call.access()
  const found = commentOf(call, id)
  if (access.kind === 'user') {
    // A user token sees no comments of a Page in lists either (Object Comments, since 2018).
    throw unsupportedRequest(call.method, id)
  }
  canRead(access, found.pageId, 'pages_read_engagement')
  canRead(access, found.pageId, 'pages_read_user_content')
  return project(found, commentFields(call, listComments), {
    fields: textParam(call.params, 'fields'),
    byDefault: COMMENT_DEFAULTS,
    nodeType: 'Comment',
  })
}

/** `is_hidden` hides or shows any comment; `message` and files change one's own (Graph reference, Comment). */
async function changeComment(call: GraphCall, id: string): Promise<unknown> {
  const found = commentOf(call, id)
  canModerate(call.access(), { pageId: found.pageId, id, method: call.method })
  const isHidden = flagParam(call.params, 'is_hidden')
  const message = messageOf(call)
  const files = await filesOf(call, found.pageId)
  const isEdit = message !== undefined || files.media !== undefined || files.shareUrl !== undefined
  if (!isEdit && isHidden === undefined) {
    throw oauthError(100, '(#100) Missing message or attachment')
  }
  if (isHidden !== undefined) {
    hideOrShow(call, found, isHidden)
  }
  if (isEdit) {
    if (!isOwn(found)) {
      throw oauthError(200, '(#200) User does not have permission to edit this comment')
    }
    editComment(call.world, found, { message, ...files })
  }
  return { success: true }
}

function hideOrShow(call: GraphCall, found: Comment, isHidden: boolean): void {
  if (isOwn(found) && isHidden) {
    throw new GraphError({ message: "(#200) You can't hide this comment", type: 'OAuthException', code: 200 })
  }
  hideComment(call.world, found, isHidden)
}

function deleteComment(call: GraphCall, id: string): unknown {
  const found = commentOf(call, id)
  canModerate(call.access(), { pageId: found.pageId, id, method: call.method })
  removeComment(call.world, found)
  return { success: true }
}

function commentOf(call: GraphCall, id: string): Comment {
  const found = findComment(call.world, id)
  if (!found) {
    throw unsupportedRequest(call.method, id)
  }
  return found
}
