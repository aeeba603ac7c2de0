import type { FastifyInstance } from 'fastify'
import { addFault, CALL_ACTS, type CallFault, clearFaults, newFaultId, WEBHOOK_ACTS, type WebhookFault } from '../world/faults.ts'
import type { GraphErrorBody } from '../world/graph-error.ts'
import { sendError, sendErrorNamed } from '../world/messenger/send/send-errors.ts'
import type { World } from '../world/world.ts'
import { ControlError, count, flag, type Input, inputOf, number, oneOf, text, waitMs } from './input.ts'

const DEFAULT_DELAY_MS = 2000
/** How often a fault that strikes now and then may strike, when nothing is said. */
const MANY = 100
const HTML = 'text/html; charset=utf-8'
const JSON_TYPE = 'application/json; charset=UTF-8'
const HTML_PAGE =
  '<!DOCTYPE html><html lang="en"><head><title>Sorry, something went wrong</title></head><body><h1>Sorry, something went wrong.</h1></body></html>'

/** Short names for what people ask for most. */
const ALIASES: Readonly<Record<string, { readonly act: WebhookFault['act']; readonly field: string }>> = {
  echo_never: { act: 'drop', field: 'message_echoes' },
  echo_late: { act: 'delay', field: 'message_echoes' },
  echo_before_answer: { act: 'echo_before_answer', field: 'message_echoes' },
}

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
  const alias = ALIASES[text(input, 'act') ?? '']
  return {
    ...rhythmIn(input),
    on: 'webhook',
    field: text(input, 'field') ?? alias?.field,
    pageId: text(input, 'page_id'),
    act: alias?.act ?? oneOf(input, 'act', WEBHOOK_ACTS) ?? 'drop',
    delayMs: waitMs(input, 'delay_ms') ?? (text(input, 'act') === 'twice' ? 0 : DEFAULT_DELAY_MS),
    copies: count(input, 'copies', MANY),
    isRetried: flag(input, 'retried'),
  }
}

function callFault(input: Input): CallFault {
  const act = oneOf(input, 'act', CALL_ACTS) ?? 'error'
  const known = knownError(input)
  return {
    ...rhythmIn(input),
    on: 'call',
    method: text(input, 'method')?.toUpperCase(),
    path: text(input, 'path') ?? '',
    pageId: text(input, 'page_id'),
    act,
    afterActing: flag(input, 'after_acting') ?? false,
    error: act === 'error' ? (known?.body ?? errorIn(input)) : undefined,
    ...answerIn(input, act, known?.status),
    delayMs: waitMs(input, 'delay_ms') ?? (act === 'slow' || act === 'trickle' ? DEFAULT_DELAY_MS : 0),
  }
}

function rhythmIn(input: Input) {
  const every = count(input, 'every')
  const chance = number(input, 'chance')
  if (chance !== undefined && (chance < 0 || chance > 1)) {
    throw new ControlError(400, 'chance must be a number from 0 to 1.')
  }
  const isNowAndThen = every !== undefined || chance !== undefined
  return { id: newFaultId(), timesLeft: count(input, 'times') ?? (isNowAndThen ? MANY : 1), every, chance, seed: number(input, 'seed') }
}

type Answer = Pick<CallFault, 'status' | 'contentType' | 'body'>

function answerIn(input: Input, act: CallFault['act'], knownStatus: number | undefined): Answer {
  const isPage = act === 'status' || act === 'html'
  return {
    body: text(input, 'body') ?? (act === 'html' ? HTML_PAGE : ''),
    status: statusIn(input) ?? knownStatus ?? statusOf(act),
    contentType: text(input, 'content_type') ?? (isPage ? HTML : act === 'wrong_type' ? 'text/plain; charset=utf-8' : JSON_TYPE),
  }
}

function statusIn(input: Input): number | undefined {
  const status = number(input, 'status')
  if (status !== undefined && (!Number.isInteger(status) || status < 200 || status > 599)) {
    throw new ControlError(400, 'status must be a whole number from 200 to 599.')
  }
  return status
}

function statusOf(act: CallFault['act']): number {
  switch (act) {
    case 'error':
      return 400
    case 'status':
      return 503
    case 'html':
      return 502
    default:
      return 200
  }
}

/** `known: "10/2018278"`: an error of the catalogue by its code and subcode. */
function knownError(input: Input): { body: GraphErrorBody; status: number } | undefined {
  const known = text(input, 'known')
  const name = known === undefined ? undefined : sendErrorNamed(known)
  if (known !== undefined && name === undefined) {
    throw new ControlError(400, `There is no known error ${known}.`)
  }
  return name === undefined ? undefined : sendError(name)
}

function errorIn(input: Input): GraphErrorBody {
  const code = number(input, 'code') ?? 2
  const subcode = number(input, 'subcode')
  const isTransient = flag(input, 'is_transient')
  const title = text(input, 'error_user_title')
  const words = text(input, 'error_user_msg')
  return {
    message: text(input, 'message') ?? `(#${code}) A fault set in the sandbox`,
    type: text(input, 'type') ?? 'OAuthException',
    code,
    ...(subcode === undefined ? {} : { error_subcode: subcode }),
    ...(isTransient === undefined ? {} : { is_transient: isTransient }),
    ...(title === undefined ? {} : { error_user_title: title }),
    ...(words === undefined ? {} : { error_user_msg: words }),
    ...(input['error_data'] === undefined ? {} : { error_data: input['error_data'] }),
  }
}
