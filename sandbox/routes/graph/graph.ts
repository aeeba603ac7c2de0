import { setTimeout as wait } from 'node:timers/promises'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type CallFault, takeCallFault } from '../../world/faults.ts'
import { GraphError, unsupportedRequest } from '../../world/graph-error.ts'
import { newTraceId } from '../../world/ids.ts'
import { note } from '../../world/journal.ts'
import { type Access, accessOf } from '../../world/login/tokens.ts'
import type { World } from '../../world/world.ts'
import type { GraphCall, Method } from './call.ts'
import { answer, type GraphAnswer } from './dispatch.ts'
import { type Params, paramsOf, textParam } from './params.ts'
import { versionFor } from './versions.ts'

const NO_BYTES = Buffer.alloc(0)

type Exchange = {
  readonly request: FastifyRequest
  readonly reply: FastifyReply
  readonly began: number
  readonly path: string
  readonly version: string
}

/** Graph at `/`, with any version prefix or none: everything that is not the dialog and not `/sandbox`. */
export function graphRoutes(server: FastifyInstance, world: World): void {
  server.route({ method: ['GET', 'POST', 'DELETE'], url: '/*', handler: (request, reply) => serve(world, request, reply) })
}

async function serve(world: World, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const [pathname, query] = splitOnce(request.url, '?')
  if (pathname === '/' && request.headers.accept?.includes('text/html')) {
    return reply.redirect('/sandbox', 302)
  }
  const { version, path } = versionFor(pathname)
  const exchange: Exchange = { request, reply, began: performance.now(), path: `/${path.join('/')}`, version }
  reply.header('facebook-api-version', version).header('cache-control', 'private, no-cache, no-store, must-revalidate')
  const fault = takeCallFault(world, request.method, exchange.path)
  if (fault && !fault.afterActing && fault.act !== 'slow') {
    return strike(world, exchange, fault)
  }
  const given = await answerTo(world, request, { version, path, query })
  if (fault?.act === 'slow') {
    await wait(fault.delayMs)
  }
  return fault && fault.act !== 'slow' ? strike(world, exchange, fault) : send(world, exchange, given)
}

async function answerTo(
  world: World,
  request: FastifyRequest,
  call: { version: string; path: string[]; query: string },
): Promise<GraphAnswer> {
  let params: Params
  try {
    params = await paramsOf(call.query, { bytes: bodyOf(request), type: request.headers['content-type'] ?? '' })
  } catch (cause) {
    if (cause instanceof GraphError) {
      return refused(cause)
    }
    throw cause
  }
  const method = methodOf(request, params)
  if (!method) {
    return refused(unsupportedRequest(request.method, call.path[0] ?? ''))
  }
  const token = textParam(params, 'access_token') ?? bearer(request)
  return answer(
    graphCall(world, {
      method,
      path: call.path,
      version: call.version,
      params,
      token,
      origin: `http://${request.headers.host ?? 'localhost'}`,
    }),
  )
}

function graphCall(world: World, facts: Omit<GraphCall, 'world' | 'access'>): GraphCall {
  let known: Access | undefined
  const access = () => (known ??= accessOf(world, facts.token, textParam(facts.params, 'appsecret_proof')))
  return { world, ...facts, access }
}

/** `method=delete` in the parameters overrides the verb, as SDKs use it. */
function methodOf(request: FastifyRequest, params: Params): Method | undefined {
  const method = (textParam(params, 'method') ?? request.method).toUpperCase()
  return method === 'GET' || method === 'POST' || method === 'DELETE' ? method : undefined
}

function bearer(request: FastifyRequest): string | undefined {
  return /^(?:Bearer|OAuth) (.+)$/i.exec(request.headers.authorization ?? '')?.[1]
}

function bodyOf(request: FastifyRequest): Buffer {
  return Buffer.isBuffer(request.body) ? request.body : NO_BYTES
}

/** What the journal keeps of a body: files only by their size. */
function bodyText(request: FastifyRequest): string {
  const bytes = bodyOf(request)
  return request.headers['content-type']?.startsWith('multipart/') ? `multipart body of ${bytes.length} bytes` : bytes.toString()
}

function refused(error: GraphError): GraphAnswer {
  return { kind: 'json', status: error.status, body: { error: { ...error.body, fbtrace_id: newTraceId() } } }
}

function send(world: World, exchange: Exchange, given: GraphAnswer): FastifyReply {
  const { reply } = exchange
  if (given.kind === 'redirect') {
    noteCall(world, exchange, { status: 302, response: given.location })
    return reply.redirect(given.location, 302)
  }
  const text = JSON.stringify(given.body)
  noteCall(world, exchange, { status: given.status, response: text })
  return reply.code(given.status).header('content-type', 'application/json; charset=UTF-8').send(text)
}

/** Plays the fault on the open call. */
async function strike(world: World, exchange: Exchange, fault: CallFault): Promise<FastifyReply> {
  const { reply } = exchange
  if (fault.act === 'hang' || fault.act === 'reset') {
    noteCall(world, exchange, { outcome: fault.act === 'hang' ? 'no answer (fault)' : 'connection cut (fault)' })
    reply.hijack()
    if (fault.act === 'reset') {
      reply.raw.destroy()
    }
    return reply
  }
  await wait(fault.delayMs)
  const body = fault.act === 'error' ? JSON.stringify({ error: { ...fault.error, fbtrace_id: newTraceId() } }) : fault.body
  noteCall(world, exchange, { status: fault.status, response: body, outcome: 'fault' })
  return reply.code(fault.status).header('content-type', fault.contentType).send(body)
}

function noteCall(world: World, exchange: Exchange, result: { status?: number; response?: string; outcome?: string }): void {
  const { request, path, began } = exchange
  const [, query] = splitOnce(request.url, '?')
  note(world, {
    direction: 'in',
    method: request.method,
    path: query === '' ? path : `${path}?${query}`,
    tookMs: Math.round(performance.now() - began),
    request: bodyText(request),
    ...result,
  })
}

function splitOnce(text: string, mark: string): [string, string] {
  const at = text.indexOf(mark)
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)]
}
