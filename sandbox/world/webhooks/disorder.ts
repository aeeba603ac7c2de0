import { chanceOf, type WebhookFault } from '../faults.ts'
import { type Delivery, tell, type World } from '../world.ts'

/** What one fault holds back until `releaseAt`, in the order in which it will leave. */
type Heap = { readonly releaseAt: number; readonly order: Delivery[] }

const heaps = new WeakMap<World, Map<string, Heap>>()

/**
 * Holds a delivery back with the others of the same fault. When the fault's time is over, or it has struck for the last time,
 * they leave one after the other: the newest first, or in an order drawn from the fault's seed.
 */
export function holdBack(world: World, fault: WebhookFault, delivery: Delivery): void {
  const heap = heapOf(world, fault)
  const place = fault.act === 'shuffle' ? Math.floor(chanceOf(fault.seed ?? 0, fault.met ?? 0) * (heap.order.length + 1)) : 0
  heap.order.splice(place, 0, delivery)
  const due = fault.timesLeft <= 0 ? world.clock.now() : heap.releaseAt
  for (const [index, each] of heap.order.entries()) {
    each.heldBehind = heap.order[index - 1]?.id
    each.dueAt = due
  }
  for (const each of heap.order) {
    tell(world, { type: 'delivery', delivery: each })
  }
}

function heapOf(world: World, fault: WebhookFault): Heap {
  const known = heaps.get(world)?.get(fault.id)
  if (known && known.releaseAt > world.clock.now()) {
    return known
  }
  const heap = { releaseAt: world.clock.now() + fault.delayMs, order: [] }
  const ofWorld = heaps.get(world) ?? new Map<string, Heap>()
  heaps.set(world, ofWorld.set(fault.id, heap))
  return heap
}
