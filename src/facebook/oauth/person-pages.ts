import type { OfferedPage } from '#domain/channels/page-eligibility.ts'
import type { Graph, GraphToken } from '../graph/graph.ts'
import { isObject } from '../json/value.ts'
import type { GraphAnswer } from '../graph/graph-answer.ts'
import { type GraphId, graphId } from '../graph/graph-id.ts'
import { nameIn, pictureUrlIn, textIn } from '../graph/fields.ts'
import { asToken } from '../graph/tokens.ts'

/** A Page as the person who authorised sees it now. */
export type PersonPage = OfferedPage & {
  readonly id: GraphId
  readonly name: string
  readonly category: string | undefined
  readonly pictureUrl: string | undefined
  /** Only where it was asked for, and where Facebook gives one. */
  readonly key: GraphToken | undefined
}

const FIELDS = 'id,name,category,tasks,is_published,picture{url}'
const SLICE = 100
/** Ten thousand Pages. More than that is a list that goes round in circles. */
const MAX_SLICES = 100

/** Every Page of the person, all slices of the list. One slice that does not come spoils the whole: half a list is no list. */
export async function personPages(
  graph: Graph,
  token: GraphToken,
  { withKeys }: { readonly withKeys: boolean },
): Promise<GraphAnswer<readonly PersonPage[]>> {
  const pages = new Map<string, PersonPage>()
  const fields = withKeys ? `${FIELDS},access_token` : FIELDS
  let answer = await graph.call({ method: 'GET', path: ['me', 'accounts'], token, params: { fields, limit: String(SLICE) } })
  for (let slices = 1; answer.kind === 'ok'; slices += 1) {
    const data = answer.body['data']
    const paging = answer.body['paging']
    if (!Array.isArray(data) || slices > MAX_SLICES) {
      return { kind: 'no-answer', reason: 'unreadable', status: 200 }
    }
    for (const page of data.map(pageIn)) {
      if (page) {
        pages.set(page.id, page)
      }
    }
    const next = isObject(paging) ? paging['next'] : undefined
    if (typeof next !== 'string') {
      return { ...answer, body: [...pages.values()] }
    }
    answer = await graph.follow(next, token)
  }
  return answer
}

function pageIn(record: unknown): PersonPage | undefined {
  const id = isObject(record) ? graphId(record['id']) : undefined
  if (!isObject(record) || !id) {
    return undefined
  }
  const key = textIn(record, 'access_token')
  return {
    id,
    name: (nameIn(record, 'name') ?? id).slice(0, 200),
    category: textIn(record, 'category'),
    pictureUrl: pictureUrlIn(record, 'picture'),
    isPublished: record['is_published'] === true,
    tasks: Array.isArray(record['tasks']) ? record['tasks'].map(String) : [],
    key: key === undefined ? undefined : asToken(key),
  }
}
