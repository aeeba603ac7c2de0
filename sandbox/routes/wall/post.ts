import { oauthError, unsupportedRequest } from '../../world/graph-error.ts'
import { findPost } from '../../world/wall/find.ts'
import { editPost, hidePost, publishNow, removePost } from '../../world/wall/posts.ts'
import { canModerate, canPost, canRead } from '../../world/wall/wall-rules.ts'
import type { Post } from '../../world/wall/wall.ts'
import type { GraphCall, NodeKind } from '../graph/call.ts'
import { project } from '../graph/fields.ts'
import { textParam } from '../graph/params.ts'
import { listAttachments } from './attachments.ts'
import { commentsEdge, messageOf } from './comments.ts'
import { flagParam } from './flag-param.ts'
import { likesEdge, reactionsEdge } from './likes.ts'
import { POST_DEFAULTS, postFields } from './post-fields.ts'

export const post: NodeKind = {
  nodeType: 'PagePost',
  finds: (world, id) => findPost(world, id) !== undefined,
  self: { GET: readPost, POST: changePost, DELETE: deletePost },
  edges: {
    attachments: { GET: listAttachments },
    comments: commentsEdge,
    likes: likesEdge,
    reactions: reactionsEdge,
  },
}

/** Posts that only an ad shows are read here by their id, though no list names them. */
function readPost(call: GraphCall, id: string): unknown {
  const access = call.access()
  const found = postOf(call, id)
  canRead(access, found.pageId, 'pages_read_engagement')
  if (found.by.kind === 'person') {
    canRead(access, found.pageId, 'pages_read_user_content')
  }
  return project(found, postFields(call), { fields: textParam(call.params, 'fields'), byDefault: POST_DEFAULTS, nodeType: 'PagePost' })
}

/** `message`, `is_hidden`, `is_published` (Graph reference, Page Post, updating). An app changes only what it posted itself. */
function changePost(call: GraphCall, id: string): unknown {
  const found = postOf(call, id)
  const access = canPost(call.access(), found.pageId, call.method)
  const message = messageOf(call)
  const isHidden = flagParam(call.params, 'is_hidden')
  const isPublished = flagParam(call.params, 'is_published')
  if (message === undefined && isHidden === undefined && isPublished === undefined) {
    throw oauthError(100, '(#100) Missing message or attachment')
  }
  if (message !== undefined && found.appId !== access.app.id) {
    // Pages API docs, posts; the words were seen in a report of 2016.
    throw oauthError(200, '(#200) App cannot edit non-app posts')
  }
  if (message !== undefined) {
    editPost(call.world, found, message)
  }
  if (isHidden !== undefined) {
    hidePost(call.world, found, isHidden)
  }
  if (isPublished === true && !found.isPublished) {
    publishNow(call.world, found)
  }
  return { success: true }
}

/** The Page's own posts with `pages_manage_posts`, people's posts as moderation. */
function deletePost(call: GraphCall, id: string): unknown {
  const found = postOf(call, id)
  if (found.by.kind === 'page') {
    canPost(call.access(), found.pageId, call.method)
  } else {
    canModerate(call.access(), { pageId: found.pageId, id, method: call.method })
  }
  removePost(call.world, found)
  return { success: true }
}

function postOf(call: GraphCall, id: string): Post {
  const found = findPost(call.world, id)
  if (!found || found.isTrashed) {
    throw unsupportedRequest(call.method, id)
  }
  return found
}
