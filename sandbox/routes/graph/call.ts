import type { Access } from '../../world/login/tokens.ts'
import type { World } from '../../world/world.ts'
import type { Params } from './params.ts'

export type Method = 'GET' | 'POST' | 'DELETE'

/** One Graph call, free of HTTP, so that a batch can make many of them. */
export type GraphCall = {
  readonly world: World
  readonly method: Method
  /** Path without version, e.g. `['me', 'accounts']`. */
  readonly path: readonly string[]
  readonly version: string
  readonly params: Params
  readonly token: string | undefined
  /** Who calls. Throws the 190 of a dead token when asked. */
  readonly access: () => Access
  /** `http://127.0.0.1:4000`, for addresses in answers. */
  readonly origin: string
}

/** An answer other than plain JSON, e.g. the redirect of a picture. */
export type Redirect = { readonly redirect: string }

type GraphHandler = (call: GraphCall, id: string) => unknown
export type Edge = {
  readonly [Verb in Method]?: GraphHandler
} & {
  /** The parameter that one more path component fills, as in `/me/permissions/{permission}`. */
  readonly tail?: string
}
/** One kind of thing that has an id in Graph. */
export type NodeKind = {
  /** What Graph calls it, for "nonexisting field (x) on node type (Page)". */
  readonly nodeType?: string
  readonly finds: (world: World, id: string) => boolean
  readonly self: Edge
  readonly edges: Readonly<Record<string, Edge>>
}

export function isRedirect(answer: unknown): answer is Redirect {
  return typeof answer === 'object' && answer !== null && 'redirect' in answer
}
