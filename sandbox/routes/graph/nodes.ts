import type { World } from '../../world/world.ts'
import { app } from '../app.ts'
import { accessToken } from '../login/code-exchange.ts'
import { debugToken } from '../login/debug-token.ts'
import { user } from '../login/user.ts'
import { profile } from '../messenger/profile.ts'
import { page } from '../pages/page.ts'
import type { Edge, NodeKind } from './call.ts'

/** Calls that hang on no object. */
const ROOT: Readonly<Record<string, Edge>> = {
  'oauth/access_token': { GET: accessToken, POST: accessToken },
  debug_token: { GET: debugToken },
}

/** Everything that has an id, asked in this order. */
const NODES: readonly NodeKind[] = [page, profile, app, user]

export function rootEdge(path: string): Edge | undefined {
  return Object.hasOwn(ROOT, path) ? ROOT[path] : undefined
}

export function kindOf(world: World, id: string): NodeKind | undefined {
  return NODES.find((kind) => kind.finds(world, id))
}
