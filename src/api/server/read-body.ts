import type { IncomingMessage } from 'node:http'
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

type Done = (error: Error | null, body?: Buffer) => void

/**
 * Collects a body in bounded memory. Refuses with `body-too-large` past its own bound, with `overloaded` when the common
 * budget wants the room back. How long it may take is the server's business (`server-options.ts`).
 */
export function readBody(request: FastifyRequest, payload: IncomingMessage, { rule, done }: { rule: BodyRule; done: Done }): void {
  const told = Number(request.headers['content-length'])
  if (told > rule.maxBytes) {
    done(tooLarge())
    return
  }
  // They went away while it was asked who they are: nothing more comes of it, not even its end.
  if (payload.destroyed) {
    done(new BodyCutShortError('The body did not come whole.'))
    return
  }
  let pieces: Buffer[] = []
  let length = 0
  const holding = rule.budget.hold(networkOf(request.ip), () => end(overloaded()))

  function end(error: Error | null): void {
    payload.off('data', take).off('end', finish).off('error', lose).off('close', lose)
    holding.release()
    const body = error ? undefined : Buffer.concat(pieces, length)
    pieces = []
    done(error, body)
  }
  function take(piece: Buffer): void {
    length += piece.length
    if (length > rule.maxBytes) {
      end(tooLarge())
      return
    }
    pieces.push(piece)
    holding.add(piece.length + PIECE_BYTES)
  }
  function finish(): void {
    end(null)
  }
  function lose(): void {
    end(new BodyCutShortError('The body did not come whole.'))
  }
  payload.on('data', take).on('end', finish).on('error', lose).on('close', lose)
}

/** JSON is all that the API reads, by the same rules about `__proto__` that Fastify has. */
export function registerJsonBodies(app: Api, rule: BodyRule): void {
  const parse = app.getDefaultJsonParser('error', 'error')
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/json', (request, payload, done) => {
    readBody(request, payload, { rule, done: (error, body) => (body ? void parse(request, body.toString('utf8'), done) : done(error)) })
  })
}

function tooLarge(): DeskError {
  return new DeskError('body-too-large', 'The body is too large.')
}

function overloaded(): DeskError {
  return new DeskError('overloaded', 'Too many requests are on their way in. Try again in a moment.', { detail: { retryAfterSeconds: 1 } })
}
