import { GraphError, nonexistentField, oauthError, unknownAlias, unknownPath, unsupportedRequest } from '../../world/graph-error.ts'
import { newTraceId } from '../../world/ids.ts'
import { appScopedId } from '../../world/login/grants.ts'
import type { Access } from '../../world/login/tokens.ts'
import { spend, type Spent } from '../../world/usage/usage.ts'
import { isRedirect, type Edge, type GraphCall, type NodeKind } from './call.ts'
import { isEdgeSomewhere, kindOf, rootEdge } from './nodes.ts'
import { textParam } from './params.ts'
import { spendingOf } from './spending.ts'
import { VERSION_FORM } from './versions.ts'

type Headers = Readonly<Record<string, string>>
export type GraphAnswer =
  | { readonly kind: 'json'; readonly status: number; readonly body: unknown; readonly headers?: Headers }
  | { readonly kind: 'redirect'; readonly location: string; readonly headers?: Headers }

/** Answers one Graph call; every refusal comes back in Graph's shape. Anything else that is thrown is our own fault. */
export async function answer(call: GraphCall): Promise<GraphAnswer> {
  const { headers, refusal } = spentBy(call)
  try {
    if (refusal) {
      throw refusal
    }
    const body = await handle(call)
    if (isRedirect(body)) {
      return { kind: 'redirect', location: body.redirect, headers }
    }
    const isCreated = call.method === 'POST' && call.params['fields'] !== undefined
    return { kind: 'json', status: 200, body: isCreated ? await readAfterWrite(call, body) : body, headers }
  } catch (cause) {
    if (cause instanceof GraphError) {
      return refused(cause, headers)
    }
    throw cause
  }
}

/** A refusal as Graph words it. */
export function refused(error: GraphError, headers: Headers = {}): GraphAnswer {
  return { kind: 'json', status: error.status, body: { error: { ...error.body, fbtrace_id: newTraceId() } }, headers }
}

/** A call without a token, or with a dead one, is nobody's: its own handler refuses it. */
function spentBy(call: GraphCall): Spent {
  let access: Access | undefined
  try {
    access = call.token === undefined ? undefined : call.access()
  } catch (cause) {
    if (!(cause instanceof GraphError)) {
      throw cause
    }
  }
  return access ? spend(call.world, spendingOf(call, access)) : { headers: {}, refusal: undefined }
}

function handle(call: GraphCall): unknown {
  const root = rootEdge(call.path.join('/'))
  if (root) {
    return run(root, call, call.path.join('/'))
  }
  const [alias] = call.path
  if (alias === undefined) {
    throw unsupportedRequest(call.method, '')
  }
  if (VERSION_FORM.test(alias)) {
    throw unknownPath(`/${call.path.slice(1).join('/')}`)
  }
  return alias === 'me' ? onMe(call) : onNode(call, pageNamed(call, alias) ?? alias)
}

/** Refuses what nothing answers: an unknown id, an unknown edge, more path than there is. */
function onNode(call: GraphCall, id: string): unknown {
  const [, edgeName, tail, ...rest] = call.path
  const kind = kindOf(call.world, id)
  if (!kind) {
    call.access()
    throw /^\d|^[mt]_/.test(id) ? unsupportedRequest(call.method, id) : unknownAlias(id)
  }
  const edge = edgeName === undefined ? kind.self : edgeNamed(kind, edgeName)
  if (!edge) {
    throw noSuchEdge(call, kind)
  }
  if (rest.length > 0 || (tail !== undefined && edge.tail === undefined)) {
    throw unknownPath(`/${call.path.slice(1).join('/')}`)
  }
  const isTailed = tail !== undefined && edge.tail !== undefined
  return run(edge, isTailed ? { ...call, params: { ...call.params, [edge.tail]: tail } } : call, id)
}

/** A name that is an edge of other things is a field this thing does not have; any other is an unknown path (both seen in reports). */
function noSuchEdge({ path }: GraphCall, { nodeType }: NodeKind): GraphError {
  const [, name = '', ...more] = path
  const isField = nodeType !== undefined && more.length === 0 && isEdgeSomewhere(name)
  return isField ? nonexistentField(name, nodeType) : unknownPath(`/${path.slice(1).join('/')}`)
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

/** `me` is the Page for a Page token, the person for a user token. Addresses in the answer name the id. */
function onMe(call: GraphCall): unknown {
  const access = call.token === undefined ? undefined : call.access()
  if (!access || access.kind === 'app') {
    throw oauthError(2500, 'An active access token must be used to query information about the current user.')
  }
  const id = access.kind === 'page' ? access.page.id : access.person.id
  const shown = access.kind === 'page' ? id : appScopedId(call.world, access.app.id, id)
  return onNode({ ...call, path: [shown, ...call.path.slice(1)] }, id)
}

/** A Page may be named by its username. */
function pageNamed({ world }: GraphCall, alias: string): string | undefined {
  if (/^\d/.test(alias) || alias.includes('_')) {
    return undefined
  }
  const name = alias.toLowerCase()
  return [...world.state.pages.values()].find(({ username }) => username.toLowerCase() === name)?.id
}

/**
 * `fields` on a call that creates something: the answer shows the new thing (Graph API advanced docs, read-after-write). When it cannot
 * be read, the error carries what the creation answered as `original_response`.
 */
async function readAfterWrite(call: GraphCall, created: unknown): Promise<unknown> {
  const id = typeof created === 'object' && created !== null && 'id' in created ? created.id : undefined
  if (typeof id !== 'string' || !kindOf(call.world, id)?.self.GET) {
    return created
  }
  try {
    return await onNode({ ...call, method: 'GET', path: [id], params: { fields: textParam(call.params, 'fields') } }, id)
  } catch (cause) {
    if (cause instanceof GraphError) {
      throw new GraphError({ ...cause.body, original_response: created }, cause.status)
    }
    throw cause
  }
}
