import { type Access, accessOf } from '../../world/login/tokens.ts'
import type { World } from '../../world/world.ts'
import type { GraphCall, Method } from './call.ts'
import { listParam, type Params, textParam } from './params.ts'

/** What is known of a call before it is understood. `method` as it stands in the request. */
export type CallFacts = Omit<GraphCall, 'world' | 'access' | 'method'> & { readonly method: string }

/** A call ready to be answered; undefined when Graph knows no such method. `method=delete` in the parameters overrides the verb, as SDKs use it. */
export function makeCall(world: World, facts: CallFacts): GraphCall | undefined {
  const method = methodIn(facts)
  if (!method) {
    return undefined
  }
  const params = method === 'GET' ? oneFieldsText(facts.params) : facts.params
  const access = accessing(world, facts.token, params)
  return { world, ...facts, path: method === 'GET' ? pathIn(facts.path, params) : facts.path, params, method, access }
}

function methodIn({ method, params }: CallFacts): Method | undefined {
  const verb = (textParam(params, 'method') ?? method).toUpperCase()
  return verb === 'GET' || verb === 'POST' || verb === 'DELETE' ? verb : undefined
}

function accessing(world: World, token: string | undefined, params: Params): () => Access {
  let known: Access | undefined
  const proof = { value: textParam(params, 'appsecret_proof'), time: textParam(params, 'appsecret_time') }
  return () => (known ??= accessOf(world, token, proof))
}

/** `fields[]=a&fields[]=b` and `fields=["a","b"]` ask for the same as `fields=a,b`. */
function oneFieldsText(params: Params): Params {
  const { fields } = params
  const isList = Array.isArray(fields) || (typeof fields === 'string' && fields.trimStart().startsWith('['))
  return isList ? { ...params, fields: (listParam(params, 'fields') ?? []).join(',') } : params
}

/** `/?id=5` is `/5`. */
function pathIn(path: readonly string[], params: Params): readonly string[] {
  const id = path.length === 0 ? textParam(params, 'id') : undefined
  return id === undefined || id === '' ? path : [id]
}
