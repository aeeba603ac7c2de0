import { setTimeout as wait } from 'node:timers/promises'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { takeCallFault } from '../../world/faults.ts'
import { GraphError, unsupportedRequest } from '../../world/graph-error.ts'
import { earlyEcho } from '../../world/webhooks/early-echoes.ts'
import type { World } from '../../world/world.ts'
import { basicKeys } from '../login/basic-keys.ts'
import { answerAll } from './answer-all.ts'
import { answerBatch } from './batch.ts'
import { type GraphAnswer, refused } from './dispatch.ts'
import { actsInstead, bodyOf, type Exchange, noteCall, strike, tokenOf } from './faulty.ts'
import { answerHeaders, commonHeaders, put, setCommonHeaders } from './headers.ts'
import { type CallFacts, makeCall } from './make-call.ts'
import { bearerIn, type Params, paramsOf, textParam } from './params.ts'
import { splitOnce } from './split-once.ts'
import { versionFor } from './versions.ts'
import { etagOf, type Wire, written } from './wire.ts'

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const

type Given = { readonly answer: GraphAnswer; readonly params: Params }

/** Graph at `/`, with any version prefix or none: everything that is not the dialog and not `/sandbox`. */
export function graphRoutes(server: FastifyInstance, world: World): void {
  server.route({ method: [...METHODS], url: '/*', handler: (request, reply) => serve(world, request, reply) })
}

async function serve(world: World, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const [pathname, query] = splitOnce(request.url, '?')
  if (pathname === '/' && query === '' && request.headers.accept?.includes('text/html')) {
    return reply.redirect('/sandbox', 302)
  }
  const { defaultVersion } = world.state.settings
  const { version, path } = versionFor(pathname, { now: world.clock.now(), unversioned: defaultVersion })
  const exchange: Exchange = { request, reply, began: performance.now(), path: `/${path.join('/')}`, version }
  if (request.method === 'OPTIONS') {
    return preflight(exchange)
  }
  const fault = takeCallFault(world, { method: request.method, path: exchange.path, token: () => tokenOf(request) })
  if (fault) {
    setCommonHeaders(reply, version)
  }
  if (fault && actsInstead(fault)) {
    return strike(world, exchange, { fault })
  }
  const given = await answerTo(world, request, { version, path, query })
  await echoesOf(world, given.answer)
  if (fault && fault.act !== 'slow') {
    return strike(world, exchange, { fault, ...rightAnswer(given) })
  }
  if (fault) {
    await wait(fault.delayMs)
  }
  return send(world, exchange, given)
}

/** A fault may ask that the echo be delivered before its send is answered. */
async function echoesOf(world: World, answer: GraphAnswer): Promise<void> {
  const mid = answer.kind === 'json' ? (answer.body as { readonly message_id?: unknown } | null)?.message_id : undefined
  if (typeof mid === 'string') {
    await earlyEcho(world, mid)
  }
}

function rightAnswer({ answer, params }: Given): { right?: Wire } {
  return answer.kind === 'json' ? { right: written(answer, params) } : {}
}

/** What a browser asks before it calls from another site. */
function preflight({ reply, version }: Exchange): FastifyReply {
  const allowed = [
    'access-control-allow-methods',
    'GET, POST, DELETE, OPTIONS',
    'access-control-allow-headers',
    'Authorization, Content-Type',
  ]
  return put(reply, 200, { headers: [...commonHeaders(version), ...allowed], text: '' })
}

async function answerTo(world: World, request: FastifyRequest, call: { version: string; path: string[]; query: string }): Promise<Given> {
  let params: Params = {}
  try {
    const given = await paramsOf(call.query, { bytes: bodyOf(request), type: request.headers['content-type'] ?? '' })
    params = call.path[0] === 'oauth' ? { ...basicKeys(request.headers.authorization), ...given } : given
    const facts: CallFacts = {
      method: request.method === 'HEAD' ? 'GET' : request.method,
      path: call.path,
      version: call.version,
      params,
      token: textParam(params, 'access_token') ?? bearerIn(request.headers.authorization),
      origin: `http://${request.headers.host ?? 'localhost'}`,
    }
    return { answer: await answerFacts(world, facts), params }
  } catch (cause) {
    if (cause instanceof GraphError) {
      return { answer: refused(cause), params }
    }
    throw cause
  }
}

/** A batch goes to `/`, or to any single name as Facebook's samples do (`/me?batch=…`). */
async function answerFacts(world: World, facts: CallFacts): Promise<GraphAnswer> {
  if (facts.params['batch'] !== undefined && facts.method === 'POST' && facts.path.length <= 1) {
    return answerBatch(world, facts)
  }
  const call = makeCall(world, facts)
  if (!call) {
    throw unsupportedRequest(facts.method, facts.path[0] ?? '')
  }
  return answerAll(call)
}

function send(world: World, exchange: Exchange, { answer, params }: Given): FastifyReply {
  const { reply, request, version } = exchange
  const headers = [...commonHeaders(version), ...answerHeaders(answer)]
  if (answer.kind === 'redirect') {
    noteCall(world, exchange, { status: 302, response: answer.location })
    // Clients tell a picture by the type of the redirect itself.
    return put(reply, 302, { headers: [...headers, 'location', answer.location, 'content-type', 'image/png'], text: '' })
  }
  const { status, type, text, plain } = written(answer, params)
  const etag = request.method === 'GET' && answer.status === 200 ? etagOf(text) : undefined
  const tagged = etag === undefined ? headers : [...headers, 'etag', etag]
  if (etag !== undefined && request.headers['if-none-match'] === etag) {
    noteCall(world, exchange, { status: 304 })
    return put(reply, 304, { headers: tagged, text: '' })
  }
  noteCall(world, exchange, { status, response: plain })
  return put(reply, status, { headers: [...tagged, 'content-type', type], text })
}
