import type { FastifyError, FastifyInstance, FastifyReply } from 'fastify'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import { DeskError, type DeskErrorCode } from '#domain/errors.ts'
import type { Problem } from './contract/route.ts'

/** The one table from code to status. docs/guide/errors.md lists the same codes; a test compares them. */
export const STATUS_OF: Record<DeskErrorCode, number> = {
  'not-found': 404,
  'not-signed-in': 401,
  'not-allowed': 403,
  invalid: 400,
  conflict: 409,
  'set-up-done': 404,
  'too-many-requests': 429,
  'extension-disabled': 409,
  'reply-window-closed': 409,
  'message-empty': 422,
  'message-too-long': 422,
  'channel-disconnected': 409,
  'ticket-closed': 409,
  'authorisation-invalid': 409,
  'page-not-eligible': 422,
  'page-held-elsewhere': 409,
  'facebook-refused': 502,
  'facebook-unreachable': 502,
  'idempotency-key-missing': 400,
  'idempotency-key-reused': 422,
  'request-in-progress': 409,
  'body-too-large': 413,
  'unsupported-media-type': 415,
}

/** Every refusal leaves as problem+json; a surprise leaves as a bare 500 and its story goes to the log only. */
export function registerProblems(app: FastifyInstance): void {
  app.setErrorHandler((error: FastifyError | DeskError, request, reply) => {
    const problem = problemOf(error)
    if (problem.status >= 500) {
      request.log.error({ err: error }, 'request failed')
    }
    const wait = problem.facts?.['retryAfterSeconds']
    if (typeof wait === 'number') {
      void reply.header('retry-after', String(Math.ceil(wait)))
    }
    return reply.code(problem.status).type('application/problem+json').send(JSON.stringify(problem))
  })
}

/** There is nothing at this address. */
export function sendNothingHere(reply: FastifyReply): FastifyReply {
  return reply
    .code(404)
    .type('application/problem+json')
    .send(JSON.stringify(describe('not-found', 'There is nothing at this address.')))
}

function problemOf(error: FastifyError | DeskError): Problem {
  if (error instanceof DeskError) {
    return describe(error.code, error.message, error.detail)
  }
  if (hasZodFastifySchemaValidationErrors(error)) {
    return invalidInput(error.validation, error.validationContext)
  }
  switch (error.statusCode) {
    case 413:
      return describe('body-too-large', 'The body is too large.')
    case 415:
      return describe('unsupported-media-type', 'Send JSON with the header content-type: application/json.')
    case 400:
      return describe('invalid', 'The body is not readable JSON.')
    default:
      return {
        type: 'about:blank',
        status: 500,
        code: 'internal',
        title: 'Something in Pagedesk failed. Try again; the log of the desk tells more.',
      }
  }
}

type Issue = { readonly instancePath: string; readonly message?: string }

function invalidInput(issues: readonly Issue[], place: string | undefined): Problem {
  const fields = issues.map((issue) => ({
    field: issue.instancePath.replace(/^\//, '').replaceAll('/', '.'),
    message: issue.message ?? '',
  }))
  if (place === 'headers' && fields.some(({ field }) => field === 'idempotency-key')) {
    return describe('idempotency-key-missing', 'Send an Idempotency-Key header: a new random value for each command.')
  }
  const first = fields[0]
  return describe('invalid', first ? `${first.field || 'The input'}: ${first.message}` : 'The input is not valid.', { fields })
}

function describe(code: DeskErrorCode, title: string, detail?: Readonly<Record<string, unknown>>): Problem {
  return { type: `/docs/errors#${code}`, status: STATUS_OF[code], code, title, ...(detail ? { facts: { ...detail } } : {}) }
}
