import { STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import { LogController, type FastifyReply, type FastifyRequest } from 'fastify'
import { problemOf } from './problems.ts'
import { securityHeadersOf } from './security-headers.ts'
import type { Problem } from '../contract/route.ts'
import { DeskError } from '#domain/errors.ts'

/** Of headers; how long a body may take is told in `request-time.ts`. Measured by the process's own steady clock, not by the time of day. */
const HEADERS_TIMEOUT_MS = 10_000
/** A file over the slowest line that anybody would wait for. */
const REQUEST_TIMEOUT_MS = 600_000
/** How late a request that is too slow may be noticed. */
export const LOOK_EVERY_MS = 1000
/** Longer than the slowest answer of ours (several calls to Facebook in a row) and than the silence of a live stream. */
const SILENCE_TIMEOUT_MS = 120_000

/** How every HTTP server of the desk treats those who knock: time limits, and answers to what never becomes a request. */
export function serverOptions({ publicUrl, trustedProxies }: { publicUrl: string; trustedProxies: readonly string[] }) {
  const headers = { ...securityHeadersOf(publicUrl), 'cache-control': 'no-store' }
  return {
    logController: new LogController({ disableRequestLogging: true }),
    forceCloseConnections: true,
    requestTimeout: REQUEST_TIMEOUT_MS,
    connectionTimeout: SILENCE_TIMEOUT_MS,
    // A request without Host is refused by the rule about hosts, in the same words as all else.
    http: { connectionsCheckingInterval: LOOK_EVERY_MS, headersTimeout: HEADERS_TIMEOUT_MS, requireHostHeader: false },
    trustProxy: trustedProxies.length > 0 ? [...trustedProxies] : false,
    // An address that the router cannot read.
    frameworkErrors: (error: Error, _request: FastifyRequest, reply: FastifyReply) => {
      const problem = problemOf(error)
      return reply.code(problem.status).headers(headers).type('application/problem+json').send(JSON.stringify(problem))
    },
    clientErrorHandler: (error: Error & { readonly code?: string }, socket: Socket) => answerNoRequest(error, socket, headers),
  }
}

/** Bytes that are no HTTP, headers without an end, a request that took too long: no route ever sees these to their end. */
export function answerNoRequest(error: { readonly code?: string }, socket: Socket, headers: Readonly<Record<string, string>>): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) {
    return
  }
  if (socket.writable) {
    const problem = noRequestProblem(error.code)
    const body = JSON.stringify(problem)
    const lines = Object.entries({
      ...headers,
      'content-type': 'application/problem+json',
      'content-length': String(Buffer.byteLength(body)),
      connection: 'close',
    }).map(([name, value]) => `${name}: ${value}\r\n`)
    socket.write(`HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}\r\n${lines.join('')}\r\n${body}`)
  }
  socket.destroy()
}

function noRequestProblem(code: string | undefined): Problem {
  switch (code) {
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return problemOf(new DeskError('too-slow', 'The request took longer than 10 seconds to arrive. Send it again.'))
    case 'HPE_HEADER_OVERFLOW':
      return problemOf(new DeskError('headers-too-large', 'The headers are longer than 16 KB.'))
    default:
      return problemOf(new DeskError('invalid', 'This is not a readable HTTP request.'))
  }
}
