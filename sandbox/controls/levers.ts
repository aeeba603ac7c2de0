import type { FastifyInstance } from 'fastify'
import type { Courier } from '../deliver/courier.ts'
import { entriesAfter } from '../world/journal.ts'
import { resetWorld } from '../world/make-world.ts'
import { tell, type World } from '../world/world.ts'
import { ControlError, flag, type Input, inputOf, number } from './input.ts'
import { shownDelivery, shownEntry } from './shown.ts'

const DEFAULT_ENTRIES = 200

/** Clock, reset, journal, webhooks on their way. */
export function leverRoutes(server: FastifyInstance, world: World, courier: Courier): void {
  server.post('/sandbox/clock', (request) => moveClock(world, inputOf(request.body)))
  server.post('/sandbox/reset', () => {
    resetWorld(world)
    return { reset: true }
  })
  server.get<{ Querystring: { after?: string; limit?: string } }>('/sandbox/journal', (request) => ({
    last_id: world.journal.lastId,
    entries: entriesAfter(world, Number(request.query.after ?? 0), Number(request.query.limit ?? DEFAULT_ENTRIES)).map(shownEntry),
  }))
  server.get('/sandbox/webhooks', () => ({ waiting: [...world.state.deliveries.values()].map(shownDelivery) }))
  server.post('/sandbox/webhooks/flush', async () => {
    await courier.flush()
    return { waiting: world.state.deliveries.size }
  })
}

function moveClock(world: World, input: Input) {
  const { state, clock } = world
  const set = timeIn(input['set'])
  if (set !== undefined) {
    state.clockOffsetMs += set - clock.now()
  } else if (flag(input, 'reset') === true) {
    state.clockOffsetMs = 0
  } else {
    state.clockOffsetMs += number(input, 'advance_ms') ?? 0
  }
  tell(world, { type: 'clock' })
  return { now: clock.now(), clock_offset_ms: state.clockOffsetMs }
}

function timeIn(value: unknown): number | undefined {
  const at = typeof value === 'string' ? Date.parse(value) : value
  if (at === undefined || (typeof at === 'number' && !Number.isNaN(at))) {
    return at
  }
  throw new ControlError(400, 'set must be a time in milliseconds or an ISO date.')
}
