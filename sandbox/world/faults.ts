import type { GraphErrorBody } from './graph-error.ts'
import { appScopedIdOf, newDeliveryId } from './ids.ts'
import { tell, type World } from './world.ts'

/** How often a fault strikes: at most `timesLeft` times, of the calls it meets every n-th, or each by chance. */
type Rhythm = {
  readonly id: string
  timesLeft: number
  readonly every?: number | undefined
  /** 0 to 1; the same seed strikes the same calls. */
  readonly chance?: number | undefined
  readonly seed?: number | undefined
  /** How many calls or webhooks it has met. */
  met?: number
}

/**
 * What goes wrong with the next calls of a client.
 * `hang` never answers (the client's own time-out ends it), `reset` cuts the connection, `slow` answers late, `trickle` byte by byte.
 * The others answer something else: an error of Graph, a status with a body, a page of HTML, half of the JSON, nothing, JSON under another
 * content type, or half of it before the connection is cut.
 */
export const CALL_ACTS = [
  'error',
  'status',
  'hang',
  'reset',
  'slow',
  'html',
  'truncated',
  'empty',
  'wrong_type',
  'reset_mid_body',
  'trickle',
] as const

export type CallFault = Rhythm & {
  readonly on: 'call'
  /** Undefined matches every method. */
  readonly method: string | undefined
  /** Matches when the path (without version) contains it. */
  readonly path: string
  /** Matches calls of this Page's token, or below its id. */
  readonly pageId?: string | undefined
  readonly act: (typeof CALL_ACTS)[number]
  /** True: the call does its work first, and only its answer is lost. */
  readonly afterActing: boolean
  readonly error: GraphErrorBody | undefined
  readonly status: number
  readonly body: string
  readonly contentType: string
  readonly delayMs: number
}

/**
 * What goes wrong with webhooks on their way out. `reorder` and `shuffle` hold them for `delayMs` and let the newest first, or any.
 * `bad_signature`, `tampered` and `no_sha256` are given up after one attempt unless `isRetried`; then the next attempt is right.
 */
export const WEBHOOK_ACTS = [
  'drop',
  'twice',
  'delay',
  'reorder',
  'shuffle',
  'bad_signature',
  'tampered',
  'unescaped',
  'no_sha256',
  'echo_before_answer',
] as const

export type WebhookFault = Rhythm & {
  readonly on: 'webhook'
  /** Undefined matches every field. */
  readonly field: string | undefined
  readonly pageId?: string | undefined
  readonly act: (typeof WEBHOOK_ACTS)[number]
  readonly delayMs: number
  /** How many times it is delivered in all (`twice`), the later ones `delayMs` apart. */
  readonly copies?: number | undefined
  readonly isRetried?: boolean | undefined
}

export type Fault = CallFault | WebhookFault

export function addFault(world: World, fault: Fault): Fault {
  world.state.faults.push(fault)
  tell(world, { type: 'state' })
  return fault
}

export function newFaultId(): string {
  return newDeliveryId()
}

export function clearFaults(world: World, id?: string): void {
  world.state.faults = id === undefined ? [] : world.state.faults.filter((fault) => fault.id !== id)
  tell(world, { type: 'state' })
}

/** A call as faults see it; its token is asked for only when a fault names a Page. */
export type CallMet = { readonly method: string; readonly path: string; readonly token: () => string | undefined }

/** The fault that strikes this call, if any; it counts as used. */
export function takeCallFault(world: World, { method, path, token }: CallMet): CallFault | undefined {
  return take(
    world,
    (fault): fault is CallFault =>
      fault.on === 'call' &&
      (fault.method === undefined || fault.method === method) &&
      isPathLike(world, fault.path, { path, token }) &&
      (fault.pageId === undefined || isOfPage(world, fault.pageId, { path, token })),
  )
}

export function takeWebhookFault(world: World, field: string, pageId?: string): WebhookFault | undefined {
  return take(
    world,
    (fault): fault is WebhookFault =>
      fault.on === 'webhook' &&
      (fault.field === undefined || fault.field === field) &&
      (fault.pageId === undefined || fault.pageId === pageId),
  )
}

/** `/me/accounts` is meant as well when a client follows `paging.next`, which names the person or Page by its id. */
function isPathLike(world: World, part: string, { path, token }: Pick<CallMet, 'path' | 'token'>): boolean {
  if (path.includes(part) || !part.startsWith('/me')) {
    return path.includes(part)
  }
  const [, id = '', ...rest] = path.split('/')
  return ['/me', ...rest].join('/').includes(part) && id === ownIdOf(world, token())
}

function ownIdOf(world: World, value: string | undefined): string | undefined {
  const token = world.state.tokens.get(value ?? '')
  return token && (token.pageId ?? appScopedIdOf(token.appId, token.personId))
}

function isOfPage(world: World, pageId: string, { path, token }: Pick<CallMet, 'path' | 'token'>): boolean {
  const [, id = ''] = path.split('/')
  return id.split('_')[0] === pageId || world.state.tokens.get(token() ?? '')?.pageId === pageId
}

/** A number from 0 to 1 that is always the same for the same seed and count. */
export function chanceOf(seed: number, count: number): number {
  let mixed = (seed + Math.imul(count, 0x9e3779b1)) | 0
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32
}

function take<Kind extends Fault>(world: World, matches: (fault: Fault) => fault is Kind): Kind | undefined {
  if (world.state.faults.length === 0) {
    return undefined
  }
  const fault = world.state.faults.find((each): each is Kind => matches(each) && strikesNow(each))
  if (!fault) {
    return undefined
  }
  fault.timesLeft -= 1
  if (fault.timesLeft <= 0) {
    world.state.faults = world.state.faults.filter(({ id }) => id !== fault.id)
  }
  tell(world, { type: 'state' })
  return fault
}

function strikesNow(fault: Fault): boolean {
  const { every, chance, seed } = fault
  fault.met = (fault.met ?? 0) + 1
  if (every !== undefined && fault.met % every !== 0) {
    return false
  }
  return chance === undefined || chanceOf(seed ?? 0, fault.met) < chance
}
