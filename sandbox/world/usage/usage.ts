import type { GraphError } from '../graph-error.ts'
import type { World } from '../world.ts'
import { appLimit, appRing, type Business, pageCounters, pageLimit, type Rate, type Throttle } from './counters.ts'
import { add, msUntilAtMost, type Ring } from './ring.ts'
import { throttleError } from './throttle-errors.ts'

const MINUTE = 60_000
const BUSINESS_CODE = { pages: 80001, messenger: 80006 } as const

/**
 * Whose allowance a call uses. App and user tokens use the app's, Page tokens that of the Page's business use case (Graph rate
 * limiting overview). `pageId` of an app call is the Page it is about, if any: then the code is 32 instead of 4.
 */
export type Spending =
  | { readonly kind: 'app'; readonly appId: string; readonly pageId: string | undefined }
  | { readonly kind: 'page'; readonly pageId: string; readonly business: Business; readonly rate: Rate | undefined }

/** What one call costs: headers for its answer, and the refusal when it is too many. */
export type Spent = { readonly headers: Readonly<Record<string, string>>; readonly refusal: GraphError | undefined }

const FREE: Spent = { headers: {}, refusal: undefined }

/** Counts one call. Calls that are refused count as well, so that a client that goes on calling waits longer. */
export function spend(world: World, what: Spending): Spent {
  const { throttling } = world.state.settings
  const now = world.clock.now()
  const throttle = throttleOn(world, what.pageId, now)
  if (throttling === 'off' && !throttle) {
    return FREE
  }
  const { ring, limit, code } = meterOf(world, what)
  const total = add(ring, now, 1)
  const percent = percentOf(total, limit)
  if (throttle) {
    return spent(world, what, { percent: Math.max(100, percent), waitMs: throttle.untilAt - now, code: throttle.code })
  }
  const tooFast = isTooFast(world, what, now) ? 613 : undefined
  if (throttling !== 'on') {
    return spent(world, what, { percent: Math.min(99, percent), waitMs: 0, code: tooFast })
  }
  const isOver = total > limit
  return spent(world, what, { percent, waitMs: isOver ? msUntilAtMost(ring, now, limit) : 0, code: isOver ? code : tooFast })
}

function spent(world: World, what: Spending, state: { percent: number; waitMs: number; code: number | undefined }): Spent {
  return { headers: headersOf(world, what, state), refusal: state.code === undefined ? undefined : throttleError(state.code) }
}

function throttleOn(world: World, pageId: string | undefined, now: number): Throttle | undefined {
  const { state } = world
  if (state.throttles.length === 0) {
    return undefined
  }
  state.throttles = state.throttles.filter(({ untilAt }) => untilAt > now)
  return state.throttles.find((throttle) => throttle.pageId === undefined || throttle.pageId === pageId)
}

export function percentOf(total: number, limit: number): number {
  return Math.ceil((100 * total) / Math.max(1, limit))
}

function meterOf(world: World, what: Spending): { ring: Ring; limit: number; code: number } {
  if (what.kind === 'app') {
    return { ring: appRing(world, what.appId), limit: appLimit(world, what.appId), code: what.pageId === undefined ? 4 : 32 }
  }
  const { pageId, business } = what
  return { ring: pageCounters(world, pageId)[business], limit: pageLimit(world, pageId, business), code: BUSINESS_CODE[business] }
}

/** The limits per second (Messenger Platform rate limiting, 2026-03). */
function isTooFast(world: World, what: Spending, now: number): boolean {
  const { sendsPerSecond, mediaSendsPerSecond, conversationCallsPerSecond } = world.state.settings
  if (what.kind === 'app' || what.rate === undefined) {
    return false
  }
  const limit = { send: sendsPerSecond, media: mediaSendsPerSecond, conversations: conversationCallsPerSecond }[what.rate]
  const { seconds } = pageCounters(world, what.pageId)
  const second = Math.floor(now / 1000)
  const known = seconds.get(what.rate)
  const count = known?.second === second ? known.count + 1 : 1
  seconds.set(what.rate, { second, count })
  return count > limit
}

/** Percentages as integers, waiting times in minutes. The sandbox measures calls only: the two times follow the calls. */
function headersOf(world: World, what: Spending, { percent, waitMs }: { percent: number; waitMs: number }): Record<string, string> {
  const usage = { call_count: percent, total_time: percent, total_cputime: percent }
  if (what.kind === 'app') {
    return { 'x-app-usage': JSON.stringify(usage) }
  }
  const ofCase = { type: what.business, ...usage, estimated_time_to_regain_access: Math.ceil(waitMs / MINUTE) }
  return {
    'x-business-use-case-usage': JSON.stringify({ [what.pageId]: [ofCase] }),
    ...(world.state.settings.pageUsageHeader ? { 'x-page-usage': JSON.stringify(usage) } : {}),
  }
}
