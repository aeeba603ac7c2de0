import { type GraphError, oauthError } from '../../world/graph-error.ts'
import type { GraphCall } from './call.ts'
import { answer, type GraphAnswer, refused } from './dispatch.ts'
import { kindOf, rootEdge } from './nodes.ts'
import { listParam } from './params.ts'

const MAX_IDS = 50

/**
 * One call, or with `ids=a,b` one for each id: `/?ids=a,b` reads the things, `/comments?ids=a,b` an edge of each; the answer is keyed by
 * id (Graph API docs, multiple requests). One id that fails makes the whole fail. Each counts as a call.
 */
export async function answerAll(call: GraphCall): Promise<GraphAnswer> {
  const ids = asksForMany(call) ? listParam(call.params, 'ids') : undefined
  if (!ids) {
    return answer(call)
  }
  const refusal = refusalOf(call, ids)
  if (refusal) {
    return refused(refusal)
  }
  const { ids: _ids, ...params } = call.params
  const body: Record<string, unknown> = {}
  let headers: GraphAnswer['headers']
  for (const id of ids) {
    const given = await answer({ ...call, path: [id, ...call.path], params })
    if (given.kind === 'json' && given.status !== 200) {
      return given
    }
    body[id] = given.kind === 'json' ? given.body : { url: given.location }
    headers = given.headers ?? headers
  }
  return { kind: 'json', status: 200, body, ...(headers ? { headers } : {}) }
}

/** `ids` names things only where the path names none. */
function asksForMany(call: GraphCall): boolean {
  const [first] = call.path
  return (
    call.params['ids'] !== undefined &&
    call.method === 'GET' &&
    (first === undefined || (first !== 'me' && !rootEdge(call.path.join('/')) && !kindOf(call.world, first)))
  )
}

function refusalOf({ token }: GraphCall, ids: readonly string[]): GraphError | undefined {
  if (token === undefined) {
    return oauthError(104, 'An access token is required to request this resource.')
  }
  if (ids.length === 0) {
    return oauthError(100, '(#100) Cannot specify an empty identifier')
  }
  return ids.length > MAX_IDS ? oauthError(100, `(#100) Too many IDs. Maximum: ${MAX_IDS}. Provided: ${ids.length}.`) : undefined
}
