import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import { DeskError, type DeskErrorCode } from '#domain/errors.ts'
import { isDatabaseUnavailable } from '#storage/connections/away.ts'
import type { Problem } from '../contract/route.ts'
import { fieldProblemsOf, type Finding } from './field-problems.ts'

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
  'reply-mode-not-granted': 409,
  'rule-not-confirmed': 422,
  'thread-moved': 409,
  'message-empty': 422,
  'message-too-long': 422,
  'channel-disconnected': 409,
  'ticket-closed': 409,
  'ticket-taken-over': 410,
  'authorisation-invalid': 409,
  'page-not-eligible': 422,
  'page-held-elsewhere': 409,
  'facebook-refused': 502,
  'facebook-unreachable': 502,
  'database-unavailable': 503,
  'idempotency-key-missing': 400,
  'idempotency-key-reused': 422,
  'request-in-progress': 409,
  'body-too-large': 413,
  'unsupported-media-type': 415,
  misdirected: 421,
  'too-slow': 408,
  'headers-too-large': 431,
  overloaded: 503,
  'file-not-kept': 409,
  'file-gone': 410,
  'file-storage-unavailable': 503,
  'range-not-satisfiable': 416,
  'file-refused': 422,
}

const INTERNAL: Problem = {
  type: 'about:blank',
  status: 500,
  code: 'internal',
  title: 'Something went wrong. Try again; the server log has the details.',
}
const NOTHING_HERE = 'There is nothing at this address.'

/** Every refusal leaves as problem+json; a surprise leaves as a bare 500 and its story goes to the log only. */
export function registerProblems(app: FastifyInstance): void {
  app.setErrorHandler((error: FastifyError | DeskError, request, reply) => {
    const problem = problemOf(error)
    logRefusal(request, problem, error)
    const wait = problem.facts?.['retryAfterSeconds']
    if (typeof wait === 'number') {
      void reply.header('retry-after', String(Math.ceil(wait)))
    }
    return reply.code(problem.status).type('application/problem+json').send(JSON.stringify(problem))
  })
}

/** What was asked and what became of it: the route's pattern, not the address with its ids and codes, and no headers. */
function logRefusal(request: FastifyRequest, { status, code }: Problem, error: Error): void {
  const facts = { method: request.method, route: request.routeOptions.url, status, code }
  if (code === 'internal') {
    request.log.error({ ...facts, err: error }, 'request failed')
  } else if (code === 'database-unavailable') {
    request.log.warn({ ...facts, reason: error.message }, 'a request found no database')
  } else {
    request.log.debug(facts, 'request refused')
  }
}

/** There is nothing at this address. */
export function sendNothingHere(reply: FastifyReply): FastifyReply {
  return reply
    .code(404)
    .type('application/problem+json')
    .send(JSON.stringify(describe('not-found', NOTHING_HERE)))
}

/** The refusal that an error leaves as. What is not expected is `internal`, without a word of its own. */
export function problemOf(error: Error & Partial<FastifyError>): Problem {
  if (error instanceof DeskError) {
    return describe(error.code, error.message, factsOf(error))
  }
  if (isDatabaseUnavailable(error)) {
    const words = 'The database of the desk does not answer at the moment. Try again in a few seconds.'
    return describe('database-unavailable', words, { retryAfterSeconds: 1 })
  }
  if (hasZodFastifySchemaValidationErrors(error)) {
    return invalidInput(error.validation, error.validationContext)
  }
  if (error.code === 'FST_ERR_BAD_URL') {
    return describe('invalid', 'This address is not readable.')
  }
  if (error.code === 'FST_ERR_MAX_PARAM_LENGTH') {
    return describe('not-found', NOTHING_HERE)
  }
  switch (error.statusCode) {
    // What serves files says 403 to an address that means no file of ours, such as `//etc/passwd`.
    case 403:
    case 404:
      return describe('not-found', NOTHING_HERE)
    case 413:
      return describe('body-too-large', 'The body is too large.')
    case 415:
      return describe('unsupported-media-type', 'Send JSON with the header content-type: application/json.')
    case 400:
      return describe('invalid', 'The body is not readable JSON.')
    default:
      return isOfTheCaller(error.statusCode) ? describe('invalid', 'The request is not valid.') : INTERNAL
  }
}

/** Such as a range or a condition that fits no file. */
function isOfTheCaller(status: number | undefined): boolean {
  return status !== undefined && status >= 400 && status < 500
}

/** A refusal repeats what was sent only as far as a person needs to recognise it. */
const MAX_ECHO = 200
const MAX_FIELDS = 20

function invalidInput(findings: readonly Finding[], place: string | undefined): Problem {
  const fields = fieldProblemsOf(findings)
    .slice(0, MAX_FIELDS)
    .map(({ field, message }) => ({ field: cut(field), message: cut(message) }))
  if (place === 'headers' && fields.some(({ field }) => field === 'idempotency-key')) {
    return describe('idempotency-key-missing', 'Send an Idempotency-Key header: a new random value for each command.')
  }
  if (place === 'params') {
    // An address with something else where an id should be: to whoever followed the link, there is nothing.
    return describe('not-found', 'There is nothing at this address. The link may be incomplete.')
  }
  return describe('invalid', fields[0]?.message ?? 'The input is not valid.', { fields })
}

function cut(text: string): string {
  return text.length > MAX_ECHO ? `${text.slice(0, MAX_ECHO - 1).toWellFormed()}…` : text
}

/** A refusal that concerns one field leaves in the shape of the validator's: `facts.fields`, to be shown at the field. */
function factsOf({ message, detail }: DeskError): DeskError['detail'] {
  if (detail === undefined || typeof detail['field'] !== 'string') {
    return detail
  }
  const { field, ...others } = detail
  return { ...others, fields: [{ field, message }] }
}

function describe(code: DeskErrorCode, title: string, detail?: Readonly<Record<string, unknown>>): Problem {
  return { type: `/docs/errors#${code}`, status: STATUS_OF[code], code, title, ...(detail ? { facts: { ...detail } } : {}) }
}
