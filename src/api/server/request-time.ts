import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { FastifyRequest } from 'fastify'
import type { Api } from './api.ts'
import { answerNoRequest, LOOK_EVERY_MS } from './server-options.ts'
import { securityHeadersOf } from './security-headers.ts'

/** Facebook and browsers send a request at once. Measured by the process's own steady clock, not by the time of day. */
const WHOLE_WITHIN_MS = 10_000

export type RequestTime = { readonly publicUrl: string; readonly withinMs?: number }

/** The newest request of a connection that has a body: those before it have come whole. */
type Coming = { readonly request: IncomingMessage; readonly response: ServerResponse; readonly since: number }

const known = new WeakSet<IncomingMessage>()

/**
 * How long a request may take to arrive as a whole: its body may be anybody's who has not said yet who they are. Runs before anything that asks who
 * it is. Headers have their own bound (`server-options.ts`). All of them are looked at together once a second: nearly every one is whole by then, and
 * a timer for each would cost deliveries, which come by the thousand, more than their signature.
 */
export function registerRequestTime(app: Api, { publicUrl, withinMs = WHOLE_WITHIN_MS }: RequestTime): void {
  const headers = { ...securityHeadersOf(publicUrl), 'cache-control': 'no-store' }
  const coming = new Map<Socket, Coming>()
  const look = (): void => {
    const slowSince = performance.now() - withinMs
    for (const [socket, { request, response, since }] of coming) {
      if (isOver(request)) {
        coming.delete(socket)
      } else if (since <= slowSince) {
        coming.delete(socket)
        cut(request, response.headersSent ? undefined : headers)
      }
    }
  }
  const looking = setInterval(look, Math.min(withinMs, LOOK_EVERY_MS)).unref()
  app.addHook('onClose', (_app, done) => {
    clearInterval(looking)
    done()
  })
  app.addHook('onRequest', (request, reply, done) => {
    if (hasBody(request)) {
      coming.set(request.raw.socket, { request: request.raw, response: reply.raw, since: performance.now() })
    }
    done()
  })
}

/** Whoever asks is known, and may send the body of this request as slowly as the server's own bounds let anybody (`server-options.ts`). */
export function letComeSlowly({ raw }: FastifyRequest): void {
  known.add(raw)
}

function hasBody({ headers }: FastifyRequest): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0
}

function isOver(request: IncomingMessage): boolean {
  return request.complete || request.readableEnded || request.destroyed || known.has(request)
}

/** In words, as long as there was no answer. */
function cut(raw: IncomingMessage, headers: Readonly<Record<string, string>> | undefined): void {
  if (headers === undefined) {
    raw.destroy()
  } else {
    answerNoRequest({ code: 'ERR_HTTP_REQUEST_TIMEOUT' }, raw.socket, headers)
  }
}
