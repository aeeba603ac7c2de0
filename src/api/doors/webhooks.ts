import { STATUS_CODES, type OutgoingHttpHeaders, type ServerResponse } from 'node:http'
import type { FastifyRequest } from 'fastify'
import type { VerifiedBody } from '#facebook/webhooks/verify.ts'
import type { DeliveryResult, WebhookDoor } from '#facebook/webhooks/intake.ts'
import { NotStoredError } from '#facebook/webhooks/group-commit.ts'
import { DeskError } from '#domain/errors.ts'
import type { BodyBudget } from '../server/body-budget.ts'
import type { Api } from '../server/api.ts'
import type { ApiContext } from '../context.ts'
import { BodyCutShortError, type BodyRule, readBody } from '../server/read-body.ts'

/** Up to 1000 changes come in one delivery (Graph API docs, webhooks, 2026-06); those stay far below this. */
const MAX_DELIVERY_BYTES = 4 * 1024 * 1024
const URL = '/webhooks/facebook'
const config = { isPublic: true }

type DoorContext = { readonly facebook: Pick<ApiContext['facebook'], 'webhooks'>; readonly bodies: BodyBudget }

/**
 * Facebook's door. Outside the contract: no schema, no session, raw bytes in, a word out. The server's rules about hosts, time and connections hold
 * here, too; then a delivery leaves the framework, whose way with bodies and answers costs as much as checking and storing them.
 */
export function registerWebhooks(app: Api, context: DoorContext): void {
  const door = context.facebook.webhooks
  const rule = { budget: context.bodies, maxBytes: MAX_DELIVERY_BYTES }
  app.register((scope, _options, done) => {
    scope.setErrorHandler((error, request, reply) => refuse(door, { error, request, response: reply.hijack().raw }))
    scope.get(URL, { config, schema: { hide: true } }, (request, reply) => shakeHands(door, request.query, reply.hijack().raw))
    scope.post(
      URL,
      {
        config,
        schema: { hide: true },
        // A logger of its own for each of thousands a second would cost more than the signature check.
        childLoggerFactory: (logger) => logger,
        onRequest: (request, reply) => {
          const response = reply.hijack().raw
          receive(door, rule, request).then(
            () => answer(response, 200, { text: 'EVENT_RECEIVED' }),
            (error: unknown) => refuse(door, { error, request, response }),
          )
        },
      },
      // Nothing comes so far: its answer has left the framework.
      () => undefined,
    )
    done()
  })
}

function shakeHands(door: WebhookDoor, query: unknown, response: ServerResponse): void {
  const challenge = door.handshake(isRecord(query) ? query : {})
  if (challenge === undefined) {
    answer(response, 403)
  } else {
    answer(response, 200, { text: challenge })
  }
}

/** Resolves once the delivery is on disk. Rejects with why not. */
async function receive(door: WebhookDoor, rule: BodyRule, request: FastifyRequest): Promise<void> {
  checkHeaders(request)
  await door.accept(genuine(door, request, await readBody(request, rule)))
  door.results.stored += 1
}

class NotGenuineError extends Error {
  override readonly name = 'NotGenuineError'
}

/** Compressed bodies are refused before a byte is unpacked; Facebook never sends any. */
function checkHeaders({ headers }: FastifyRequest): void {
  const { 'content-encoding': encoding = 'identity', 'content-type': type = 'application/json' } = headers
  if (encoding !== 'identity' || !/^application\/json\s*(?:;|$)/i.test(type)) {
    throw new DeskError('unsupported-media-type', 'A delivery is JSON that is not compressed.')
  }
}

function genuine(door: WebhookDoor, { headers }: FastifyRequest, body: Buffer): VerifiedBody {
  const signature = headers['x-hub-signature-256']
  const verified = typeof signature === 'string' ? door.verify(body, signature) : undefined
  if (!verified) {
    throw new NotGenuineError('Facebook did not sign these bytes.')
  }
  return verified
}

type Refused = { readonly error: unknown; readonly request: FastifyRequest; readonly response: ServerResponse }

function refuse(door: WebhookDoor, { error, request, response }: Refused): void {
  const refusal = refusalOf(error)
  if (!refusal) {
    request.log.error({ err: error }, 'a delivery could not be looked at')
    answer(response, 500)
    return
  }
  const [result, status, headers] = refusal
  door.results[result] += 1
  answer(response, status, { headers })
}

type Refusal = readonly [DeliveryResult, status: number, headers?: OutgoingHttpHeaders]

const LATER = { 'retry-after': '1' }

function refusalOf(error: unknown): Refusal | undefined {
  if (error instanceof NotGenuineError) {
    return ['not-genuine', 401]
  }
  if (error instanceof NotStoredError) {
    return ['not-stored', 503, LATER]
  }
  if (error instanceof BodyCutShortError) {
    return ['incomplete', 400]
  }
  switch (error instanceof DeskError ? error.code : undefined) {
    case 'body-too-large':
      return ['too-large', 413]
    case 'overloaded':
      return ['crowded-out', 503, LATER]
    case 'misdirected':
      return ['misdirected', 421]
    case 'unsupported-media-type':
      return ['unsupported', 415, { connection: 'close' }]
    // More hosts than one, or none.
    case 'invalid':
      return ['unsupported', 400]
    default:
      return undefined
  }
}

type Words = { readonly text?: string; readonly headers?: OutgoingHttpHeaders | undefined }

/** Facebook reads only the status. Plain text, so that a challenge can never be taken for a page. */
function answer(response: ServerResponse, status: number, { text = STATUS_CODES[status] ?? '', headers = {} }: Words = {}): void {
  const length = Buffer.byteLength(text)
  response.writeHead(status, {
    'content-type': 'text/plain; charset=utf-8',
    'content-length': length,
    'x-content-type-options': 'nosniff',
    ...headers,
  })
  response.end(text)
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
