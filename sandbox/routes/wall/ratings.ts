import { nameOf, shownIdOf } from '../../world/wall/authors.ts'
import { graphTime } from '../../world/wall/links.ts'
import { ratingsOf } from '../../world/wall/ratings.ts'
import { canRead } from '../../world/wall/wall-rules.ts'
import type { Mention, Rating } from '../../world/wall/wall.ts'
import type { Edge, GraphCall } from '../graph/call.ts'
import type { FieldTable } from '../graph/fields.ts'
import { listAnswer } from '../graph/list.ts'
import { isPageItself, withoutId } from './common-fields.ts'

/** What people say of a Page: recommendations, and posts elsewhere that name it. */
export const saidEdges: Readonly<Record<string, Edge>> = { ratings: { GET: listRatings }, tagged: { GET: listTagged } }

/** Graph reference, Page Ratings. A rating has no id unless `open_graph_story` is asked for. */
function listRatings(call: GraphCall, pageId: string) {
  canRead(call.access(), pageId, 'pages_read_user_content')
  const answer = listAnswer(call, {
    items: ratingsOf(call.world, pageId),
    idOf: ({ id }) => id,
    table: ratingFields(call),
    byDefault: ['created_time', 'recommendation_type', 'review_text', 'reviewer'],
    nodeType: 'Recommendation',
    timeOf: ({ at }) => at,
    summary: () => ({}),
  })
  return { ...answer, data: answer.data.map((each) => withoutId(each)) }
}

function ratingFields(call: GraphCall): FieldTable<Rating> {
  return {
    id: ({ id }) => id,
    created_time: ({ at }) => graphTime(at),
    has_rating: ({ rating }) => rating !== undefined,
    has_review: ({ text }) => text !== '',
    open_graph_story: (rating) => storyOf(rating),
    rating: ({ rating }) => rating,
    recommendation_type: ({ recommendation }) => recommendation,
    review_text: ({ text }) => (text === '' ? undefined : text),
    reviewer: (rating) => (isPageItself(call) ? reviewerOf(call, rating) : undefined),
  }
}

function reviewerOf({ world }: GraphCall, { pageId, personId }: Rating): unknown {
  const by = { kind: 'person', personId } as const
  return { name: nameOf(world, by), id: shownIdOf(world, pageId, by) }
}

function storyOf({ id, at, text }: Rating): unknown {
  return { id, start_time: graphTime(at), type: 'og.recommends', ...(text === '' ? {} : { message: text }) }
}

/** Public posts in which the Page was named (Graph reference, Page Tagged). Comments are not among them. */
function listTagged(call: GraphCall, pageId: string) {
  const access = call.access()
  canRead(access, pageId, 'pages_read_engagement')
  canRead(access, pageId, 'pages_read_user_content')
  const mentions = [...call.world.state.wall.mentions.values()].filter((mention) => mention.pageId === pageId && mention.item === 'post')
  const table: FieldTable<Mention> = {
    id: ({ id }) => id,
    created_time: ({ at }) => graphTime(at),
    message: ({ message }) => message,
    tagged_time: ({ at }) => graphTime(at),
    permalink_url: ({ id }) => `https://www.facebook.com/${id}`,
  }
  return listAnswer(call, {
    items: mentions.toReversed(),
    idOf: ({ id }) => id,
    table,
    byDefault: ['message', 'tagged_time', 'id'],
    nodeType: 'PagePost',
    timeOf: ({ at }) => at,
  })
}
