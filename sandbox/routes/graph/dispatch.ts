import { GraphError, oauthError, unknownPath, unsupportedRequest } from '../../world/graph-error.ts'
import { newTraceId } from '../../world/ids.ts'
import { isRedirect, type Edge, type GraphCall, type NodeKind } from './call.ts'
import { kindOf, rootEdge } from './nodes.ts'

export type GraphAnswer =
  | { readonly kind: 'json'; readonly status: number; readonly body: unknown }
  | { readonly kind: 'redirect'; readonly location: string }

/** Answers one Graph call; every refusal comes back in Graph's shape. Anything else that is thrown is our own fault. */
export async function answer(call: GraphCall): Promise<GraphAnswer> {
  try {
    const body = await handle(call)
    return isRedirect(body) ? { kind: 'redirect', location: body.redirect } : { kind: 'json', status: 200, body }
  } catch (cause) {
    if (cause instanceof GraphError) {
      return { kind: 'json', status: cause.status, body: { error: { ...cause.body, fbtrace_id: newTraceId() } } }
    }
    throw cause
  }
}

function handle(call: GraphCall): unknown {
  const root = rootEdge(call.path.join('/'))
  if (root) {
    return run(root, call, call.path.join('/'))
  }
  const [alias, edgeName, tail, ...rest] = call.path
  if (alias === undefined) {
    throw unsupportedRequest(call.method, '')
  }
  const id = alias === 'me' ? meOf(call) : alias
  const kind = kindOf(call.world, id)
  if (!kind) {
    call.access()
    throw unsupportedRequest(call.method, id)
  }
  const edge = edgeName === undefined ? kind.self : edgeNamed(kind, edgeName)
  if (!edge || rest.length > 0 || (tail !== undefined && edge.tail === undefined)) {
    throw unknownPath(`/${call.path.slice(1).join('/')}`)
  }
  const isTailed = tail !== undefined && edge.tail !== undefined
  return run(edge, isTailed ? { ...call, params: { ...call.params, [edge.tail]: tail } } : call, id)
}

function run(edge: Edge, call: GraphCall, id: string): unknown {
  const handler = edge[call.method]
  if (!handler) {
    throw unsupportedRequest(call.method, id)
  }
  return handler(call, id)
}

function edgeNamed(kind: NodeKind, name: string): Edge | undefined {
  return Object.hasOwn(kind.edges, name) ? kind.edges[name] : undefined
}

/** `me` is the Page for a Page token, the person for a user token. */
function meOf(call: GraphCall): string {
  if (call.token === undefined) {
    throw oauthError(2500, 'An active access token must be used to query information about the current user.')
  }
  const access = call.access()
  if (access.kind === 'app') {
    throw oauthError(2500, 'An active access token must be used to query information about the current user.')
  }
  return access.kind === 'page' ? access.page.id : access.person.id
}
