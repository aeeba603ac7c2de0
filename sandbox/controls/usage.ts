import type { FastifyInstance } from 'fastify'
import { newDeliveryId } from '../world/ids.ts'
import { appLimit, appRing, type Business, countersOf, pageCounters, pageLimit, type Throttle } from '../world/usage/counters.ts'
import { setTotal, totalOf } from '../world/usage/ring.ts'
import { THROTTLE_CODES } from '../world/usage/throttle-errors.ts'
import { percentOf } from '../world/usage/usage.ts'
import { tell, type World } from '../world/world.ts'
import { appIn } from './apps.ts'
import { amount, ControlError, type Input, inputOf, number, object, pageIn, text } from './input.ts'

const MINUTE = 60_000
const DEFAULT_MINUTES = 5
const MOST_PERCENT = 10_000
const BUSINESSES: readonly Business[] = ['pages', 'messenger']

/** How many calls were made of those allowed, and throttles that stand at once. */
export function usageRoutes(server: FastifyInstance, world: World): void {
  server.get('/sandbox/usage', () => shownUsage(world))
  server.patch('/sandbox/usage', (request) => changeUsage(world, inputOf(request.body)))
  server.get('/sandbox/throttles', () => ({ throttles: world.state.throttles.map(shownThrottle) }))
  server.post('/sandbox/throttles', (request) => shownThrottle(addThrottle(world, inputOf(request.body))))
  server.delete<{ Params: { id?: string } }>('/sandbox/throttles/:id?', (request) => {
    const { state } = world
    state.throttles = request.params.id === undefined ? [] : state.throttles.filter(({ id }) => id !== request.params.id)
    tell(world, { type: 'state' })
    return { throttles: state.throttles.map(shownThrottle) }
  })
}

function shownUsage(world: World) {
  const now = world.clock.now()
  const shown = (total: number, limit: number) => ({ calls: total, limit, percent: percentOf(total, limit) })
  const { apps, pages } = countersOf(world)
  return {
    apps: Object.fromEntries([...apps].map(([id, ring]) => [id, shown(totalOf(ring, now), appLimit(world, id))])),
    pages: Object.fromEntries(
      [...pages.keys()].map((id) => [
        id,
        Object.fromEntries(
          BUSINESSES.map((business) => [business, shown(totalOf(pageCounters(world, id)[business], now), pageLimit(world, id, business))]),
        ),
      ]),
    ),
  }
}

/** `app_percent` for the first app, `page_percent` and `messenger_percent` as `{page: percent}`; the calls count as made just now. */
function changeUsage(world: World, input: Input) {
  const now = world.clock.now()
  const percents = BUSINESSES.flatMap((business) =>
    percentsIn(input, business === 'pages' ? 'page_percent' : 'messenger_percent').map(([id, percent]) => ({
      business,
      id: pageIn(world, id).id,
      percent,
    })),
  )
  const appPercent = amount(input, 'app_percent', MOST_PERCENT)
  if (appPercent !== undefined) {
    const { id } = appIn(world, text(input, 'app_id'))
    setTotal(appRing(world, id), now, callsAt(appPercent, appLimit(world, id)))
  }
  for (const { business, id, percent } of percents) {
    setTotal(pageCounters(world, id)[business], now, callsAt(percent, pageLimit(world, id, business)))
  }
  return shownUsage(world)
}

function callsAt(percent: number, limit: number): number {
  return Math.ceil((limit * percent) / 100)
}

function percentsIn(input: Input, name: string): [string, number][] {
  const percents = object(input, name) ?? {}
  return Object.keys(percents).map((pageId) => [pageId, amount(percents, pageId, MOST_PERCENT) ?? 0])
}

/** Refuses all calls, or those of and about one Page, with `code` for so many minutes of the world's clock. */
function addThrottle(world: World, input: Input): Throttle {
  const code = number(input, 'code') ?? 4
  if (!THROTTLE_CODES.includes(code)) {
    throw new ControlError(400, `code must be one of ${THROTTLE_CODES.join(', ')}.`)
  }
  const pageId = text(input, 'page_id')
  const throttle: Throttle = {
    id: newDeliveryId(),
    pageId: pageId === undefined ? undefined : pageIn(world, pageId).id,
    code,
    untilAt: world.clock.now() + (amount(input, 'minutes') ?? DEFAULT_MINUTES) * MINUTE,
  }
  world.state.throttles.push(throttle)
  tell(world, { type: 'state' })
  return throttle
}

function shownThrottle(throttle: Throttle) {
  return { id: throttle.id, page_id: throttle.pageId ?? null, code: throttle.code, until: throttle.untilAt }
}
