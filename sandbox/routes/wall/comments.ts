import { oauthError, unsupportedRequest } from '../../world/graph-error.ts'
import { answersTo, commentsUnder, findActivity, isComment } from '../../world/wall/find.ts'
import { writeComment } from '../../world/wall/comments.ts'
import { canComment, canModerate, canRead, pageAt, refuseSpam } from '../../world/wall/wall-rules.ts'
import type { Comment, Post } from '../../world/wall/wall.ts'
import type { Edge, GraphCall } from '../graph/call.ts'
import { listAnswer } from '../graph/list.ts'
import { textParam } from '../graph/params.ts'
import { COMMENT_DEFAULTS, commentFields } from './comment-fields.ts'
import { asked } from './common-fields.ts'
import { filesOf } from './files.ts'

export const commentsEdge: Edge = { GET: listComments, POST: comment }

const MESSAGE_LIMIT = 8000

/**
 * The comments of a post, photo, film or comment (Graph reference, Object Comments): `filter` toplevel (default) or stream, `order`,
 * `since`, `until`, `summary`. A user token gets an empty list with 200.
 */
export function listComments(call: GraphCall, id: string) {
  const access = call.access()
  const on = objectOf(call, id)
  const pageId = pageAt(call.world, access, on)
  canRead(access, pageId, 'pages_read_engagement')
  if (access.kind === 'page') {
    canRead(access, pageId, 'pages_read_user_content')
  }
  const order = oneOf(call, 'order', ['chronological', 'reverse_chronological'])
  const filter = oneOf(call, 'filter', ['toplevel', 'stream'])
  const all = isComment(on) ? answersTo(call.world, on) : commentsUnder(call.world, on)
  const wanted = isComment(on) || filter === 'stream' ? all : all.filter(({ parentId }) => parentId === undefined)
  const shown = access.kind === 'page' ? wanted : []
  return listAnswer(call, {
    items: order === 'chronological' ? shown : shown.toReversed(),
    idOf: (each) => each.id,
    table: commentFields(call, listComments),
    byDefault: COMMENT_DEFAULTS,
    nodeType: 'Comment',
    timeOf: ({ at }) => at,
    summary: () => asked(call, { order, total_count: shown.length, can_comment: access.kind === 'page' }),
  })
}

/** The Page comments or answers: `message` with or instead of a picture, film or GIF. Answers with the new id. */
async function comment(call: GraphCall, id: string): Promise<unknown> {
  const on = objectOf(call, id)
  const access = canModerate(call.access(), { pageId: pageAt(call.world, call.access(), on), id, method: call.method })
  const pageId = access.page.id
  canComment(access)
  const message = messageOf(call)
  const files = await filesOf(call, pageId)
  if (message === undefined && !files.media && files.shareUrl === undefined) {
    throw oauthError(100, '(#100) Missing message or attachment')
  }
  refuseSpam(call.world, pageId, { place: isComment(on) ? (on.parentId ?? on.id) : on.id, message })
  const by = { kind: 'page', pageId } as const
  const written = writeComment(call.world, { on, by, message, ...files, appId: access.app.id, adminId: access.person.id })
  return { id: written.id }
}

/** The text of a comment; undefined when there is none. */
export function messageOf(call: GraphCall): string | undefined {
  const message = textParam(call.params, 'message')
  if ((message?.length ?? 0) > MESSAGE_LIMIT) {
    throw oauthError(100, `(#100) Length of param message must be less than or equal to ${MESSAGE_LIMIT}`)
  }
  return message?.trim() === '' ? undefined : message
}

/** Gone while the answer was being written: 100/33 as for anything that is not there. */
function objectOf(call: GraphCall, id: string): Post | Comment {
  const on = findActivity(call.world, id)
  if (!on || (!isComment(on) && on.isTrashed)) {
    call.access()
    throw unsupportedRequest(call.method, id)
  }
  return on
}

function oneOf<Choice extends string>(call: GraphCall, name: string, choices: readonly [Choice, ...Choice[]]): Choice {
  const text = textParam(call.params, name)
  const found = text === undefined ? choices[0] : choices.find((choice) => choice === text)
  if (found === undefined) {
    throw oauthError(100, `(#100) Param ${name} must be one of {${choices.join(', ')}} - got "${text ?? ''}".`)
  }
  return found
}
