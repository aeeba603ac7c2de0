import type { FastifyInstance } from 'fastify'
import { resetWorld } from '../world/make-world.ts'
import { tell, type World } from '../world/world.ts'
import { ControlError, flag, type Input, inputOf, number } from './input.ts'

/** Clock and reset. */
export function leverRoutes(server: FastifyInstance, world: World): void {
  server.post('/sandbox/clock', (request) => moveClock(world, inputOf(request.body)))
  server.post('/sandbox/reset', () => {
    resetWorld(world)
    return { reset: true }
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
