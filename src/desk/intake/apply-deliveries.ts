import type { WorkspaceId } from '#domain/ids.ts'
import { channelRoutes, type ChannelRoute } from '#storage/channel-routes.ts'
import type { Tx } from '#storage/database.ts'
import type { DeliveryEnd } from '#storage/deliveries.ts'
import type { Desk } from '../desk.ts'
import { applyFacts } from './apply-facts.ts'
import type { Dated, PersonFact } from './channel-news.ts'
import type { Fact, RawPiece } from './fact.ts'
import { trustedTime } from '#domain/facts/time.ts'

/** A delivery after reading. */
export type ReadDelivery = {
  readonly receivedOn: string
  readonly id: number
  /** By this machine's time. */
  readonly receivedAt: Date
  readonly facts: readonly Fact[]
  readonly raw: readonly RawPiece[]
}

/**
 * Applies what some deliveries said, in the caller's transaction, and says what became of each. A Page that nobody
 * connected is ignored; one whose workspace has Facebook switched off is held, and the delivery is read again later.
 */
export async function applyDeliveries(tx: Tx, desk: Desk, deliveries: readonly ReadDelivery[]): Promise<DeliveryEnd[]> {
  const pageIds = new Set(deliveries.flatMap(({ facts, raw }) => [...facts, ...raw].flatMap(({ pageId }) => pageId ?? [])))
  const routes = pageIds.size > 0 ? await channelRoutes(tx, 'facebook', [...pageIds]) : new Map<string, ChannelRoute>()
  const open = [...routes.values()].filter(({ isEnabled }) => isEnabled)
  for (const scope of open.toSorted((a, b) => (a.channelId < b.channelId ? -1 : 1))) {
    await applyFacts(tx, desk, {
      scope,
      facts: deliveries.flatMap((delivery) =>
        delivery.facts.filter(isOfPerson).flatMap((fact) => datedIf(desk, fact, { delivery, scope })),
      ),
      raw: deliveries.flatMap((delivery) => delivery.raw.flatMap((piece) => datedIf(desk, piece, { delivery, scope }))),
    })
  }
  return deliveries.map((delivery) => endOf(delivery, routes))
}

function isOfPerson(fact: Fact): fact is PersonFact {
  return fact.type !== 'test-sample'
}

type Place = { readonly delivery: ReadDelivery; readonly scope: ChannelRoute }

function datedIf<T extends PersonFact | RawPiece>(desk: Desk, fact: T, { delivery, scope }: Place): Dated<T>[] {
  const receivedAt = new Date(delivery.receivedAt.getTime() + desk.aheadMs())
  return fact.pageId === scope.externalId ? [{ fact, time: trustedTime(fact.time, receivedAt) }] : []
}

function endOf({ receivedOn, id, facts, raw }: ReadDelivery, routes: ReadonlyMap<string, ChannelRoute>): DeliveryEnd {
  const own = [...facts, ...raw].flatMap(({ pageId }) => routes.get(pageId ?? '') ?? [])
  const heldFor: WorkspaceId | undefined = own.find(({ isEnabled }) => !isEnabled)?.workspaceId
  if (heldFor) {
    return { receivedOn, id, state: 'held', heldFor }
  }
  return { receivedOn, id, state: own.length > 0 ? 'read' : 'ignored' }
}
