import type { GraphErrorBody } from './graph-error.ts'
import { newDeliveryId } from './ids.ts'
import { tell, type World } from './world.ts'

/**
 * What goes wrong with the next calls of a client.
 * `hang` never answers (the client's own time-out ends it), `reset` cuts the connection, `slow` answers late.
 */
export type CallFault = {
  readonly id: string
  readonly on: 'call'
  /** Undefined matches every method. */
  readonly method: string | undefined
  /** Matches when the path (without version) contains it. */
  readonly path: string
  timesLeft: number
  readonly act: 'error' | 'status' | 'hang' | 'reset' | 'slow'
  /** True: the call does its work first, and only its answer is lost. */
  readonly afterActing: boolean
  readonly error: GraphErrorBody | undefined
  readonly status: number
  readonly body: string
  readonly contentType: string
  readonly delayMs: number
}

export type WebhookFault = {
  readonly id: string
  readonly on: 'webhook'
  /** Undefined matches every field. */
  readonly field: string | undefined
  timesLeft: number
  readonly act: 'drop' | 'twice' | 'delay'
  readonly delayMs: number
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

/** The fault that strikes this call, if any; it counts as used. */
export function takeCallFault(world: World, method: string, path: string): CallFault | undefined {
  return take(
    world,
    (fault): fault is CallFault =>
      fault.on === 'call' && (fault.method === undefined || fault.method === method) && path.includes(fault.path),
  )
}

export function takeWebhookFault(world: World, field: string): WebhookFault | undefined {
  return take(world, (fault): fault is WebhookFault => fault.on === 'webhook' && (fault.field === undefined || fault.field === field))
}

function take<Kind extends Fault>(world: World, matches: (fault: Fault) => fault is Kind): Kind | undefined {
  const fault = world.state.faults.find(matches)
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
