import type { FastifyInstance } from 'fastify'
import { resetWorld } from '../world/make-world.ts'
import { tell, type World } from '../world/world.ts'
import { ControlError, flag, type Input, inputOf, LAST_MOMENT, number } from './input.ts'

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
    move(world, set)
  } else if (flag(input, 'reset') === true) {
    state.clockOffsetMs = 0
  } else {
    move(world, clock.now() + (number(input, 'advance_ms') ?? 0))
  }
  tell(world, { type: 'clock' })
  return { now: clock.now(), clock_offset_ms: state.clockOffsetMs }
}

/** Beyond these years nothing could be written as Graph writes times. */
function move({ state, clock }: World, to: number): void {
  if (to < 0 || to > LAST_MOMENT) {
    throw new ControlError(400, 'The clock goes from 1970 to 9999.')
  }
  state.clockOffsetMs += to - clock.now()
}

function timeIn(value: unknown): number | undefined {
  const at = typeof value === 'string' ? Date.parse(value) : value
  if (at === undefined || (typeof at === 'number' && !Number.isNaN(at))) {
    return at
  }
  throw new ControlError(400, 'set must be a time in milliseconds or an ISO date.')
}
