import { setTimeout as wait } from 'node:timers/promises'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { CallFault } from '../../world/faults.ts'
import { newTraceId } from '../../world/ids.ts'
import { note } from '../../world/journal.ts'
import type { World } from '../../world/world.ts'
import { bearerIn } from './params.ts'
import type { Wire } from './wire.ts'

/** One open call over HTTP. */
export type Exchange = {
  readonly request: FastifyRequest
  readonly reply: FastifyReply
  readonly began: number
  readonly path: string
  readonly version: string
}
export type Outcome = { readonly status?: number; readonly response?: string; readonly outcome?: string; readonly fault?: string }

const NO_BYTES = Buffer.alloc(0)
const UNKNOWN = '{"error":{"message":"An unknown error occurred","type":"OAuthException","code":1}}'
/** `slow` and `trickle` give the right answer, only late. */
const ONLY_LATE: readonly CallFault['act'][] = ['slow', 'trickle']

/** True when the call must not do its work. */
export function actsInstead(fault: CallFault): boolean {
  return !fault.afterActing && !ONLY_LATE.includes(fault.act)
}

/** Plays the fault on the open call; `right` is the answer of a call that did its work. */
export async function strike(
  world: World,
  exchange: Exchange,
  { fault, right }: { fault: CallFault; right?: Wire },
): Promise<FastifyReply> {
  if (fault.act === 'hang' || fault.act === 'reset') {
    return cut(world, exchange, fault)
  }
  if (fault.act === 'trickle' && right) {
    return trickle(world, exchange, { fault, right })
  }
  await wait(fault.delayMs)
  if (fault.act === 'reset_mid_body') {
    return cutMidBody(world, exchange, { fault, text: right?.text ?? UNKNOWN })
  }
  const { status, type, text } = spoiled(fault, right)
  noteCall(world, exchange, { status, response: text, outcome: 'fault', fault: fault.act })
  return exchange.reply.code(status).header('content-type', type).send(text)
}

/** Writes the call into the journal. */
export function noteCall(world: World, exchange: Exchange, result: Outcome): void {
  const { request, path, began, version } = exchange
  const at = request.url.indexOf('?')
  note(world, {
    direction: 'in',
    method: request.method,
    path: at < 0 ? path : path + request.url.slice(at),
    version,
    token: callerOf(world, tokenOf(request)),
    tookMs: Math.round(performance.now() - began),
    request: bodyText(request),
    ...result,
  })
}

/** The token of a call, wherever it stands; read without understanding the body, for faults and the journal. */
export function tokenOf(request: FastifyRequest): string | undefined {
  const [bearer, query] = [bearerIn(request.headers.authorization), IN_QUERY.exec(request.url)?.[0].slice(1)]
  if (bearer !== undefined || query !== undefined) {
    return bearer ?? new URLSearchParams(query).get('access_token') ?? undefined
  }
  const found = isMultipart(request) ? undefined : IN_BODY.exec(bodyOf(request).toString())?.[1]
  return found === undefined ? undefined : found.replaceAll(/%7C/gi, '|')
}

const IN_QUERY = /[?&]access_token=[^&]+/
const IN_BODY = /access_token["']?\s*[=:]\s*["']?([\w|%.-]+)/

function callerOf(world: World, value: string | undefined): string {
  if (value === undefined) {
    return 'none'
  }
  const token = world.state.tokens.get(value)
  if (!token) {
    return value.includes('|') ? `app ${value.split('|')[0] ?? ''}` : 'unknown'
  }
  return token.kind === 'page' ? `page ${token.pageId ?? ''}` : `user ${token.personId}`
}

function cut(world: World, exchange: Exchange, { act }: CallFault): FastifyReply {
  const { reply } = exchange
  noteCall(world, exchange, { outcome: act === 'hang' ? 'no answer (fault)' : 'connection cut (fault)', fault: act })
  reply.hijack()
  if (act === 'reset') {
    reply.raw.destroy()
  }
  return reply
}

/** Promises the whole length and breaks off after half of it. */
function cutMidBody(world: World, exchange: Exchange, { fault, text }: { fault: CallFault; text: string }): FastifyReply {
  const { reply } = exchange
  const bytes = Buffer.from(text)
  noteCall(world, exchange, { status: fault.status, outcome: 'connection cut in the body (fault)', fault: fault.act })
  reply.hijack()
  reply.raw.writeHead(fault.status, { 'content-type': fault.contentType, 'content-length': bytes.length })
  reply.raw.write(bytes.subarray(0, Math.ceil(bytes.length / 2)), () => reply.raw.destroy())
  return reply
}

/** The right answer in twenty pieces, spread over the fault's time. */
async function trickle(world: World, exchange: Exchange, { fault, right }: { fault: CallFault; right: Wire }): Promise<FastifyReply> {
  const { reply } = exchange
  const bytes = Buffer.from(right.text)
  const step = Math.max(1, Math.ceil(bytes.length / PIECES))
  noteCall(world, exchange, { status: right.status, response: right.plain, outcome: 'byte by byte (fault)', fault: fault.act })
  reply.hijack()
  reply.raw.writeHead(right.status, { 'content-type': right.type, 'content-length': bytes.length })
  for (let at = 0; at < bytes.length && !reply.raw.destroyed; at += step) {
    reply.raw.write(bytes.subarray(at, at + step))
    await wait(fault.delayMs / PIECES, undefined, { ref: false })
  }
  reply.raw.end()
  return reply
}

const PIECES = 20

function spoiled(fault: CallFault, right: Wire | undefined): { status: number; type: string; text: string } {
  const { status, contentType: type } = fault
  switch (fault.act) {
    case 'error':
      return { status, type, text: JSON.stringify({ error: { ...fault.error, fbtrace_id: newTraceId() } }) }
    case 'truncated': {
      const text = right?.text ?? UNKNOWN
      return { status, type, text: text.slice(0, Math.ceil(text.length / 2)) }
    }
    case 'wrong_type':
      return { status, type, text: right?.text ?? UNKNOWN }
    case 'empty':
      return { status, type, text: '' }
    default:
      return { status, type, text: fault.body }
  }
}

export function bodyOf(request: FastifyRequest): Buffer {
  return Buffer.isBuffer(request.body) ? request.body : NO_BYTES
}

function isMultipart(request: FastifyRequest): boolean {
  return request.headers['content-type']?.startsWith('multipart/') === true
}

/** What the journal keeps of a body: files only by their size. */
function bodyText(request: FastifyRequest): string {
  return isMultipart(request) ? `multipart body of ${bodyOf(request).length} bytes` : bodyOf(request).toString()
}
