import type { FastifyInstance } from 'fastify'
import { addFault, type CallFault, clearFaults, newFaultId, type WebhookFault } from '../world/faults.ts'
import type { GraphErrorBody } from '../world/graph-error.ts'
import type { World } from '../world/world.ts'
import { flag, type Input, inputOf, number, oneOf, text } from './input.ts'

const DEFAULT_DELAY_MS = 2000
const HTML = 'text/html; charset=utf-8'
const JSON_TYPE = 'application/json; charset=UTF-8'

/** What goes wrong with the next calls and webhooks. */
export function faultRoutes(server: FastifyInstance, world: World): void {
  server.get('/sandbox/faults', () => ({ faults: world.state.faults }))
  server.post('/sandbox/faults', (request) => {
    const input = inputOf(request.body)
    return addFault(world, oneOf(input, 'on', ['call', 'webhook']) === 'webhook' ? webhookFault(input) : callFault(input))
  })
  server.delete<{ Params: { id?: string } }>('/sandbox/faults/:id?', (request) => {
    clearFaults(world, request.params.id)
    return { faults: world.state.faults }
  })
}

function webhookFault(input: Input): WebhookFault {
  return {
    id: newFaultId(),
    on: 'webhook',
    field: text(input, 'field'),
    timesLeft: number(input, 'times') ?? 1,
    act: oneOf(input, 'act', ['drop', 'twice', 'delay']) ?? 'drop',
    delayMs: number(input, 'delay_ms') ?? DEFAULT_DELAY_MS,
  }
}

function callFault(input: Input): CallFault {
  const act = oneOf(input, 'act', ['error', 'status', 'hang', 'reset', 'slow']) ?? 'error'
  const isError = act === 'error'
  return {
    id: newFaultId(),
    on: 'call',
    method: text(input, 'method'),
    path: text(input, 'path') ?? '',
    timesLeft: number(input, 'times') ?? 1,
    act,
    afterActing: flag(input, 'after_acting') ?? false,
    error: isError ? errorIn(input) : undefined,
    body: text(input, 'body') ?? '',
    ...answerIn(input, isError),
    delayMs: number(input, 'delay_ms') ?? (act === 'slow' ? DEFAULT_DELAY_MS : 0),
  }
}

function answerIn(input: Input, isError: boolean): { status: number; contentType: string } {
  return {
    status: number(input, 'status') ?? (isError ? 400 : 503),
    contentType: text(input, 'content_type') ?? (isError ? JSON_TYPE : HTML),
  }
}

function errorIn(input: Input): GraphErrorBody {
  const code = number(input, 'code') ?? 2
  const subcode = number(input, 'subcode')
  const isTransient = flag(input, 'is_transient')
  return {
    message: text(input, 'message') ?? `(#${code}) A fault set in the sandbox`,
    type: text(input, 'type') ?? 'OAuthException',
    code,
    ...(subcode === undefined ? {} : { error_subcode: subcode }),
    ...(isTransient === undefined ? {} : { is_transient: isTransient }),
  }
}
