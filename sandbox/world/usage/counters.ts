import type { State, World } from '../world.ts'
import { newRing, type Ring } from './ring.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

export type Rate = 'send' | 'media' | 'conversations'
export type Business = 'pages' | 'messenger'
export type PageCounters = Readonly<Record<Business, Ring>> & { readonly seconds: Map<Rate, { second: number; count: number }> }

/** A throttle that a control set: it stands until its end on the world's clock, whatever the counters say. */
export type Throttle = {
  readonly id: string
  /** Undefined: every call of every app. */
  readonly pageId: string | undefined
  readonly code: number
  readonly untilAt: number
}

type Counters = {
  readonly apps: Map<string, Ring>
  readonly pages: Map<string, PageCounters>
  people: { readonly minute: number; readonly users: ReadonlyMap<string, number>; readonly engaged: ReadonlyMap<string, number> }
}

/** Counters (not the throttles that a control set) live as long as the world they count in, and in no snapshot. */
const kept = new WeakMap<State, Counters>()

export function countersOf({ state }: World): Counters {
  const known = kept.get(state)
  if (known) {
    return known
  }
  const fresh: Counters = { apps: new Map(), pages: new Map(), people: { minute: -1, users: new Map(), engaged: new Map() } }
  kept.set(state, fresh)
  return fresh
}

export function appRing(world: World, appId: string): Ring {
  const { apps } = countersOf(world)
  const known = apps.get(appId)
  if (known) {
    return known
  }
  const ring = newRing(HOUR, 60)
  apps.set(appId, ring)
  return ring
}

export function pageCounters(world: World, pageId: string): PageCounters {
  const { pages } = countersOf(world)
  const known = pages.get(pageId)
  if (known) {
    return known
  }
  const counters: PageCounters = { pages: newRing(DAY, 96), messenger: newRing(DAY, 96), seconds: new Map() }
  pages.set(pageId, counters)
  return counters
}

/** Calls that an app may make with app and user tokens in an hour. */
export function appLimit(world: World, appId: string): number {
  const { appCallsPerUser, appUsersAtLeast } = world.state.settings
  return appCallsPerUser * Math.max(appUsersAtLeast, people(world).users.get(appId) ?? 0)
}

/** Calls that may be made with a Page's token in 24 hours. */
export function pageLimit(world: World, pageId: string, business: Business): number {
  const { pageCallsPerEngagedUser, messengerCallsPerEngagedUser, engagedUsersAtLeast } = world.state.settings
  const perPerson = business === 'pages' ? pageCallsPerEngagedUser : messengerCallsPerEngagedUser
  return perPerson * Math.max(engagedUsersAtLeast, people(world).engaged.get(pageId) ?? 0)
}

/** Who uses the apps and who wrote to the Pages within a day; counted anew when a minute has passed, for it looks at every thread. */
function people(world: World): Counters['people'] {
  const counters = countersOf(world)
  const now = world.clock.now()
  const minute = Math.floor(now / MINUTE)
  if (counters.people.minute !== minute) {
    const users = tally([...world.state.grants.values()].map(({ appId }) => appId))
    const recent = [...world.state.conversations.values()].filter(({ openedAt }) => openedAt !== undefined && openedAt > now - DAY)
    counters.people = { minute, users, engaged: tally(recent.map(({ pageId }) => pageId)) }
  }
  return counters.people
}

function tally(names: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const name of names) {
    counts.set(name, (counts.get(name) ?? 0) + 1)
  }
  return counts
}
