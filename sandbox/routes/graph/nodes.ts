import type { World } from '../../world/world.ts'
import { app, readOwnApp } from '../app.ts'
import { business } from '../login/business.ts'
import { accessToken, authorize, clientCode } from '../login/code-exchange.ts'
import { debugToken } from '../login/debug-token.ts'
import { user } from '../login/user.ts'
import { conversation } from '../messenger/conversations.ts'
import { label } from '../messenger/labels.ts'
import { message } from '../messenger/message-node.ts'
import { messageTemplate, templateLibrary } from '../messenger/message-templates.ts'
import { persona } from '../messenger/personas.ts'
import { profile } from '../messenger/profile.ts'
import { stickerPack, stickerRoots } from '../messenger/stickers.ts'
import { page } from '../pages/page.ts'
import { comment } from '../wall/comment.ts'
import { photo, video } from '../wall/photo.ts'
import { post } from '../wall/post.ts'
import { story } from '../wall/story.ts'
import type { Edge, NodeKind } from './call.ts'

/** Calls that hang on no object. */
export const ROOT: Readonly<Record<string, Edge>> = {
  'oauth/access_token': { GET: accessToken, POST: accessToken },
  'oauth/authorize': { GET: authorize },
  'oauth/client_code': { GET: clientCode, POST: clientCode },
  debug_token: { GET: debugToken },
  app: { GET: readOwnApp },
  message_template_library: { GET: templateLibrary },
  ...stickerRoots,
}

/** Everything that has an id, asked in this order; named as test titles and COVERAGE.md name it, `/{page}/messages`. */
export const NODES: Readonly<Record<string, NodeKind>> = {
  page,
  psid: profile,
  app,
  user,
  business,
  post,
  story,
  comment,
  photo,
  video,
  persona,
  message_template: messageTemplate,
  sticker_pack: stickerPack,
  conversation,
  message,
  label,
}

const KINDS = Object.values(NODES)

export function rootEdge(path: string): Edge | undefined {
  return Object.hasOwn(ROOT, path) ? ROOT[path] : undefined
}

export function kindOf(world: World, id: string): NodeKind | undefined {
  return KINDS.find((kind) => kind.finds(world, id))
}

/** Whether any kind of node has such an edge: Graph then speaks of a nonexisting field, otherwise of an unknown path. */
export function isEdgeSomewhere(name: string | undefined): boolean {
  return name !== undefined && KINDS.some((kind) => Object.hasOwn(kind.edges, name))
}
