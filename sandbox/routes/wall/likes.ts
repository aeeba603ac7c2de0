import { oauthError, unsupportedRequest } from '../../world/graph-error.ts'
import { authorKey, nameOf, shownIdOf } from '../../world/wall/authors.ts'
import { findActivity } from '../../world/wall/find.ts'
import { react } from '../../world/wall/reactions.ts'
import { canModerate, canRead, pageAt } from '../../world/wall/wall-rules.ts'
import type { Comment, Post, Reaction } from '../../world/wall/wall.ts'
import type { Edge, GraphCall } from '../graph/call.ts'
import type { FieldTable } from '../graph/fields.ts'
import { listAnswer } from '../graph/list.ts'
import { textParam } from '../graph/params.ts'
import { asked, isPageItself } from './common-fields.ts'

export const likesEdge: Edge = { GET: listLikes, POST: like, DELETE: unlike }
export const reactionsEdge: Edge = { GET: listReactions }

/** Two of these were for a season only, but can still be asked for. */
const ASKABLE = ['NONE', 'LIKE', 'LOVE', 'WOW', 'HAHA', 'SAD', 'ANGRY', 'THANKFUL', 'PRIDE', 'CARE']

/** Who liked a post or comment, newest first; any reaction counts as a like there (Graph reference, Object Likes). */
export function listLikes(call: GraphCall, id: string) {
  const { on, shown } = readable(call, id)
  const items = [...on.reactions.values()].toReversed()
  return listAnswer(call, {
    ...listOf(call, on, shown ? items : []),
    byDefault: ['id', 'name'],
    nodeType: 'Like',
    summary: () => asked(call, { total_count: items.length, can_like: isPageItself(call), has_liked: viewerReaction(on) !== undefined }),
  })
}

/** Reactions with their kinds; `type=LOVE` narrows the list (Graph reference, Object Reactions). */
export function listReactions(call: GraphCall, id: string) {
  const { on, shown } = readable(call, id)
  const items = [...on.reactions.values()].toReversed().filter(({ type }) => isWanted(call, type))
  return listAnswer(call, {
    ...listOf(call, on, shown ? items : []),
    byDefault: ['id', 'name', 'type'],
    nodeType: 'Reaction',
    summary: () => asked(call, { total_count: items.length, viewer_reaction: viewerReaction(on)?.type.toUpperCase() ?? 'NONE' }),
  })
}

function listOf(call: GraphCall, on: Post | Comment, items: readonly Reaction[]) {
  const idOf = ({ by }: Reaction) => shownIdOf(call.world, on.pageId, by)
  const table: FieldTable<Reaction> = {
    id: idOf,
    name: ({ by }) => nameOf(call.world, by),
    type: ({ type }) => type.toUpperCase(),
    link: () => undefined,
    pic: ({ by }) => `${call.origin}/sandbox/pictures/${by.kind === 'person' ? by.personId : by.pageId}.png`,
  }
  return { items, idOf, table }
}

/** The reaction of the Page itself, for which an app sees the wall. */
export function viewerReaction(on: Post | Comment): Reaction | undefined {
  return on.reactions.get(authorKey({ kind: 'page', pageId: on.pageId }))
}

function isWanted(call: GraphCall, type: string): boolean {
  const wanted = textParam(call.params, 'type')
  if (wanted === undefined || wanted === 'NONE') {
    return true
  }
  if (!ASKABLE.includes(wanted.toUpperCase())) {
    throw oauthError(100, `(#100) Param type must be one of {${ASKABLE.join(', ')}} - got "${wanted}".`)
  }
  return type === wanted.toLowerCase()
}

function like(call: GraphCall, id: string): unknown {
  const { on, by } = moderated(call, id)
  if (!on.reactions.has(authorKey(by))) {
    react(call.world, on, { by, type: 'like' })
  }
  return { success: true }
}

function unlike(call: GraphCall, id: string): unknown {
  const { on, by } = moderated(call, id)
  react(call.world, on, { by, type: undefined })
  return { success: true }
}

function readable(call: GraphCall, id: string): { on: Post | Comment; shown: boolean } {
  const access = call.access()
  const on = found(call, id)
  canRead(access, pageAt(call.world, access, on), 'pages_read_engagement')
  return { on, shown: access.kind === 'page' }
}

function moderated(call: GraphCall, id: string) {
  const access = call.access()
  const on = found(call, id)
  const { page } = canModerate(access, { pageId: pageAt(call.world, access, on), id, method: call.method })
  return { on, by: { kind: 'page', pageId: page.id } as const }
}

function found(call: GraphCall, id: string): Post | Comment {
  const on = findActivity(call.world, id)
  if (!on) {
    throw unsupportedRequest(call.method, id)
  }
  return on
}
