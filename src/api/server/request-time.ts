import type { IncomingMessage } from 'node:http'
import type { FastifyRequest } from 'fastify'
import type { Api } from './api.ts'
import { answerNoRequest } from './server-options.ts'
import { securityHeadersOf } from './security-headers.ts'

/** Facebook and browsers send a request at once. Measured by the process's own steady clock, not by the time of day. */
const WHOLE_WITHIN_MS = 10_000

export type RequestTime = { readonly publicUrl: string; readonly withinMs?: number }

const watches = new WeakMap<IncomingMessage, { stop(): void }>()

/**
 * How long a request may take to arrive as a whole: its body may be anybody's who has not said yet who they are. Runs before anything that asks who
 * it is. Headers have their own bound (`server-options.ts`).
 */
export function registerRequestTime(app: Api, { publicUrl, withinMs = WHOLE_WITHIN_MS }: RequestTime): void {
  const headers = { ...securityHeadersOf(publicUrl), 'cache-control': 'no-store' }
  app.addHook('onRequest', (request, reply, done) => {
    if (hasBody(request)) {
      watch(request.raw, { withinMs, onSlow: () => cut(request.raw, reply.raw.headersSent ? undefined : headers) })
    }
    done()
  })
}

/** Whoever asks is known, and may send the body of this request as slowly as the server's own bounds let anybody (`server-options.ts`). */
export function letComeSlowly({ raw }: FastifyRequest): void {
  watches.get(raw)?.stop()
}

function hasBody({ headers }: FastifyRequest): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0
}

type Watch = { readonly withinMs: number; readonly onSlow: () => void }

function watch(raw: IncomingMessage, { withinMs, onSlow }: Watch): void {
  const timer = setTimeout(onSlow, withinMs).unref()
  const stop = (): void => clearTimeout(timer)
  watches.set(raw, { stop })
  raw.once('end', stop).once('close', stop)
}

/** In words, as long as there was no answer. */
function cut(raw: IncomingMessage, headers: Readonly<Record<string, string>> | undefined): void {
  if (headers === undefined) {
    raw.destroy()
  } else {
    answerNoRequest({ code: 'ERR_HTTP_REQUEST_TIMEOUT' }, raw.socket, headers)
  }
}
