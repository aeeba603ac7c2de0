import type { FastifyInstance } from 'fastify'
import { moveClock } from '../world/clock.ts'
import { resetWorld } from '../world/make-world.ts'
import type { World } from '../world/world.ts'
import { ControlError, flag, type Input, inputOf, LAST_MOMENT, number } from './input.ts'

/** Clock and reset, one after the other: two presses of + 1 h are two hours, also while a follower is waited for. */
export function leverRoutes(server: FastifyInstance, world: World): void {
  let turn: Promise<unknown> = Promise.resolve()
  const inTurn = <Answer>(act: () => Promise<Answer>): Promise<Answer> => {
    const mine = turn.then(act)
    // A refusal is told to whoever asked; the next one in line is not held by it.
    turn = mine.catch(() => undefined)
    return mine
  }
  server.post('/sandbox/clock', (request) => {
    const input = inputOf(request.body)
    return inTurn(() => setClock(world, input))
  })
  server.post('/sandbox/reset', () =>
    inTurn(async () => {
      await resetWorld(world)
      return { reset: true }
    }),
  )
}

async function setClock(world: World, input: Input) {
  await moveClock(world, offsetIn(world, input))
  return { now: world.clock.now(), clock_offset_ms: world.state.clockOffsetMs }
}

/** Beyond these years nothing could be written as Graph writes times. */
function offsetIn({ state, clock }: World, input: Input): number {
  const set = timeIn(input['set'])
  if (set === undefined && flag(input, 'reset') === true) {
    return 0
  }
  const ahead = set === undefined ? (number(input, 'advance_ms') ?? 0) : set - clock.now()
  const to = clock.now() + ahead
  if (to < 0 || to > LAST_MOMENT) {
    throw new ControlError(400, 'The clock goes from 1970 to 9999.')
  }
  return Math.round(state.clockOffsetMs + ahead)
}

function timeIn(value: unknown): number | undefined {
  const at = typeof value === 'string' ? Date.parse(value) : value
  if (at === undefined || (typeof at === 'number' && !Number.isNaN(at))) {
    return at
  }
  throw new ControlError(400, 'set must be a time in milliseconds or an ISO date.')
}
