import type { FastifyReply, FastifyRequest } from 'fastify'
import type { VerifiedBody } from '#facebook/webhooks/verify.ts'
import type { DeliveryResult, WebhookDoor } from '#facebook/webhooks/intake.ts'
import { NotStoredError } from '#facebook/webhooks/group-commit.ts'
import { DeskError } from '#domain/errors.ts'
import type { BodyBudget } from '../server/body-budget.ts'
import type { Api } from '../server/api.ts'
import type { ApiContext } from '../context.ts'
import { BodyCutShortError, readBody } from '../server/read-body.ts'

/** Up to 1000 changes come in one delivery (Graph API docs, webhooks, 2026-06); those stay far below this. */
const MAX_DELIVERY_BYTES = 4 * 1024 * 1024
const URL = '/webhooks/facebook'
const config = { isPublic: true }

type DoorContext = { readonly facebook: Pick<ApiContext['facebook'], 'webhooks'>; readonly bodies: BodyBudget }

/** Facebook's door. Outside the contract: no schema, no session, raw bytes in, a word out. */
export function registerWebhooks(app: Api, context: DoorContext): void {
  const door = context.facebook.webhooks
  const rule = { budget: context.bodies, maxBytes: MAX_DELIVERY_BYTES }
  app.register((scope, _options, done) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', (request, payload, done) => readBody(request, payload, { rule, done }))
    scope.setErrorHandler((error, _request, reply) => refuse(door, reply, error))
    scope.get(URL, { config, schema: { hide: true } }, (request, reply) => shakeHands(door, request, reply))
    scope.post(
      URL,
      {
        config,
        schema: { hide: true },
        // A logger of its own for each of thousands a second would cost more than the signature check.
        childLoggerFactory: (logger) => logger,
        onRequest: (request, reply, next) => checkHeaders(door, { request, reply, next }),
      },
      (request, reply) => receive(door, request, reply),
    )
    done()
  })
}

function shakeHands(door: WebhookDoor, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const challenge = door.handshake(isRecord(request.query) ? request.query : {})
  return challenge === undefined ? answer(reply, 403, 'Forbidden') : answer(reply, 200, challenge)
}

/** Compressed bodies are refused before a byte is unpacked; Facebook never sends any. */
function checkHeaders(
  door: WebhookDoor,
  { request, reply, next }: { request: FastifyRequest; reply: FastifyReply; next: () => void },
): void {
  const { 'content-encoding': encoding = 'identity', 'content-type': type = 'application/json' } = request.headers
  if (encoding !== 'identity' || !/^application\/json\s*(?:;|$)/i.test(type)) {
    door.results.unsupported += 1
    answer(reply.header('connection', 'close'), 415, 'Unsupported Media Type')
    return
  }
  next()
}

async function receive(door: WebhookDoor, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const body = genuineBody(door, request)
  if (!body) {
    door.results['not-genuine'] += 1
    return answer(reply, 401, 'Unauthorized')
  }
  await door.accept(body)
  door.results.stored += 1
  return answer(reply, 200, 'EVENT_RECEIVED')
}

function genuineBody(door: WebhookDoor, { body, headers }: FastifyRequest): VerifiedBody | undefined {
  const signature = headers['x-hub-signature-256']
  return Buffer.isBuffer(body) && typeof signature === 'string' ? door.verify(body, signature) : undefined
}

function refuse(door: WebhookDoor, reply: FastifyReply, error: unknown): FastifyReply {
  if (error instanceof NotStoredError) {
    return count(door, 'not-stored', answer(reply.header('retry-after', '1'), 503, 'Service Unavailable'))
  }
  if (error instanceof BodyCutShortError) {
    return count(door, 'incomplete', answer(reply, 400, 'Bad Request'))
  }
  switch (error instanceof DeskError ? error.code : statusOf(error)) {
    case 'body-too-large':
      return count(door, 'too-large', answer(reply, 413, 'Payload Too Large'))
    case 'overloaded':
      return count(door, 'crowded-out', answer(reply.header('retry-after', '1'), 503, 'Service Unavailable'))
    case 'misdirected':
      return count(door, 'misdirected', answer(reply, 421, 'Misdirected Request'))
    case 'invalid':
    case 400:
      return count(door, 'unsupported', answer(reply, 400, 'Bad Request'))
    // A content type that Fastify cannot read.
    case 415:
      return count(door, 'unsupported', answer(reply, 415, 'Unsupported Media Type'))
    default:
      throw error
  }
}

function statusOf(error: unknown): unknown {
  return isRecord(error) ? error['statusCode'] : undefined
}

function count(door: WebhookDoor, result: DeliveryResult, reply: FastifyReply): FastifyReply {
  door.results[result] += 1
  return reply
}

/** Facebook reads only the status. Plain text, so that a challenge can never be taken for a page. */
function answer(reply: FastifyReply, status: number, text: string): FastifyReply {
  return reply.code(status).header('content-type', 'text/plain; charset=utf-8').header('x-content-type-options', 'nosniff').send(text)
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
