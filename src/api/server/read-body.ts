import { DeskError } from '#domain/errors.ts'
import { networkOf } from '#desk/accounts/attempts.ts'
import type { FastifyRequest } from 'fastify'
import type { BodyBudget } from './body-budget.ts'
import type { Api } from './api.ts'

/** The sender went away, or was too slow, before the body was whole. */
export class BodyCutShortError extends Error {
  override readonly name = 'BodyCutShortError'
  readonly statusCode = 400
}

export type BodyRule = { readonly budget: BodyBudget; readonly maxBytes: number }

/** A piece of one byte costs a whole object: a sender of many small ones is charged for what they take. */
const PIECE_BYTES = 256

/**
 * Collects a body in bounded memory. Rejects with `body-too-large` past its own bound, with `overloaded` when the common budget wants the room back,
 * with `BodyCutShortError`. How long it may take is the server's business (`request-time.ts`).
 */
export function readBody({ raw, headers, ip }: FastifyRequest, { budget, maxBytes }: BodyRule): Promise<Buffer> {
  if (Number(headers['content-length']) > maxBytes) {
    return Promise.reject(tooLarge())
  }
  // They went away while it was asked who they are: nothing more comes of it, not even its end.
  if (raw.destroyed) {
    return Promise.reject(cutShort())
  }
  return new Promise((resolve, reject) => {
    let pieces: Buffer[] = []
    let length = 0
    const holding = budget.hold(networkOf(ip), () => refuse(overloaded()))

    function stop(): void {
      raw.off('data', take).off('end', finish).off('error', lose).off('close', lose)
      holding.release()
    }
    function refuse(error: Error): void {
      stop()
      pieces = []
      reject(error)
    }
    function take(piece: Buffer): void {
      length += piece.length
      if (length > maxBytes) {
        refuse(tooLarge())
        return
      }
      pieces.push(piece)
      holding.add(piece.length + PIECE_BYTES)
    }
    function finish(): void {
      stop()
      resolve(Buffer.concat(pieces, length))
    }
    function lose(): void {
      refuse(cutShort())
    }
    raw.on('data', take).on('end', finish).on('error', lose).on('close', lose)
  })
}

/** JSON is all that the API reads, by the same rules about `__proto__` that Fastify has. */
export function registerJsonBodies(app: Api, rule: BodyRule): void {
  const parse = app.getDefaultJsonParser('error', 'error')
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/json', (request, _payload, done) => {
    readBody(request, rule).then((body) => parse(request, body.toString('utf8'), done), done)
  })
}

function cutShort(): BodyCutShortError {
  return new BodyCutShortError('The body did not come whole.')
}

function tooLarge(): DeskError {
  return new DeskError('body-too-large', 'The body is too large.')
}

function overloaded(): DeskError {
  return new DeskError('overloaded', 'Too many requests are on their way in. Try again in a moment.', { detail: { retryAfterSeconds: 1 } })
}
