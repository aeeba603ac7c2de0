import type { ChannelKind, ChannelOfWorkspace } from '#domain/channels/channel.ts'
import type { Fact } from '#domain/facts/fact.ts'
import { trustedTime } from '#domain/facts/time.ts'
import type { WorkspaceId } from '#domain/ids.ts'
import { channelRoutes, type ChannelRoute } from '#storage/channel-routes.ts'
import type { Tx } from '#storage/database.ts'
import type { Desk } from '../desk.ts'
import { applyFacts } from './apply.ts'
import { hearPrivateReplies } from './hear-private-replies.ts'
import { load } from './load.ts'
import { place } from './place.ts'
import type { DatedFact } from './room.ts'
import { save } from './save.ts'

/**
 * A fact as it came to the desk, at a moment by this machine's time. `isHistory`: it was over before the desk heard of it, and awaits nothing: it arrived before all
 * else, the ticket that it begins is solved, and nobody is told of it as of news.
 */
export type Told = { readonly fact: Fact; readonly receivedAt: Date; readonly isHistory?: boolean }

/** What became of a fact: taken in, of no channel that anybody has, or to be told again once the workspace has its extension switched on. */
export type Taken =
  | { readonly kind: 'taken'; readonly channel: ChannelOfWorkspace }
  | { readonly kind: 'nobodys' }
  | { readonly kind: 'held'; readonly workspaceId: WorkspaceId }

/**
 * The one way in: whatever is said on a channel becomes entries, tickets and marks here, in the caller's transaction, from
 * whichever source it is told. Any order and any repetition of facts ends in the same state. Answers what became of each.
 */
export async function takeIn(tx: Tx, desk: Desk, told: readonly Told[]): Promise<Taken[]> {
  const routes = await routesOf(tx, told)
  const routeOf = ({ fact: { channel } }: Told): Route | undefined => channel && routes.get(channel.kind)?.get(channel.externalId)
  const open = [...routes.values()].flatMap((ofKind) => [...ofKind.values()]).filter(({ isEnabled }) => isEnabled)
  // Always in one order, so that two batches wait for each other and never in a circle.
  for (const scope of open.toSorted((a, b) => (a.channelId < b.channelId ? -1 : 1))) {
    const facts = told.filter((one) => routeOf(one) === scope).map((one) => dated(desk, one))
    const placed = await place(tx, desk, { scope, facts })
    const room = await load(tx, desk, { scope, ...placed })
    await applyFacts(desk, room, placed.facts)
    await save(tx, desk, room)
    await hearPrivateReplies(tx, desk, { room, facts: placed.facts })
  }
  return told.map((one) => takenBy(routeOf(one)))
}

type Route = ChannelRoute & { readonly kind: ChannelKind }

/** The channels that the facts are told on, by kind and by their name there. */
async function routesOf(tx: Tx, told: readonly Told[]): Promise<ReadonlyMap<ChannelKind, ReadonlyMap<string, Route>>> {
  const named = Map.groupBy(
    told.flatMap(({ fact }) => fact.channel ?? []),
    ({ kind }) => kind,
  )
  const routes = new Map<ChannelKind, ReadonlyMap<string, Route>>()
  for (const [kind, channels] of named) {
    const found = await channelRoutes(tx, kind, [...new Set(channels.map(({ externalId }) => externalId))])
    routes.set(kind, new Map([...found].map(([name, route]) => [name, { ...route, kind }])))
  }
  return routes
}

function dated(desk: Desk, { fact, receivedAt, isHistory = false }: Told): DatedFact {
  return { fact, time: trustedTime(fact.time, new Date(receivedAt.getTime() + desk.aheadMs())), isHistory }
}

function takenBy(route: Route | undefined): Taken {
  if (!route) {
    return { kind: 'nobodys' }
  }
  const { workspaceId, channelId, isEnabled } = route
  return isEnabled ? { kind: 'taken', channel: { workspaceId, channelId } } : { kind: 'held', workspaceId }
}
