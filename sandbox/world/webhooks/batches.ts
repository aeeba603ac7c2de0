import { type Delivery, tell, type World } from '../world.ts'

/** The POST to each callback that still takes entries. */
const open = new WeakMap<World, Map<string, Delivery>>()

/** Puts the entry into a POST that has not left yet, if there is one with room; false when it needs a POST of its own. */
export function joinBatch(world: World, fresh: Delivery): boolean {
  const { webhookBatchMax } = world.state.settings
  const waiting = webhookBatchMax > 1 ? open.get(world)?.get(keyOf(fresh)) : undefined
  if (!waiting || !world.state.deliveries.has(waiting.id)) {
    return false
  }
  const { count, pageIds, fields } = waiting.batch ?? { count: 1, pageIds: [waiting.pageId], fields: [waiting.field] }
  waiting.body = `${waiting.body.slice(0, -TAIL.length)},${entriesOf(fresh.body)}${TAIL}`
  waiting.isMessaging = waiting.isMessaging === true || fresh.isMessaging === true
  waiting.batch = { count: count + 1, pageIds: union(pageIds, fresh.pageId), fields: union(fields, fresh.field) }
  if (waiting.batch.count >= webhookBatchMax) {
    closeBatch(world, waiting)
    waiting.dueAt = fresh.bornAt
    tell(world, { type: 'delivery', delivery: waiting })
  }
  return true
}

/** From now on until it leaves, this POST takes more entries. */
export function openBatch(world: World, delivery: Delivery): void {
  const { webhookBatchMax, webhookBatchWaitMs } = world.state.settings
  if (webhookBatchMax > 1) {
    delivery.dueAt += webhookBatchWaitMs
    const batches = open.get(world) ?? new Map<string, Delivery>()
    open.set(world, batches.set(keyOf(delivery), delivery))
  }
}

/** It leaves: nothing may be added any more. */
export function closeBatch(world: World, delivery: Delivery): void {
  const batches = open.get(world)
  if (batches?.get(keyOf(delivery)) === delivery) {
    batches.delete(keyOf(delivery))
  }
}

const HEAD = '{"object":"page","entry":['
const TAIL = ']}'

export function bodyOf(entry: string): string {
  return HEAD + entry + TAIL
}

function entriesOf(body: string): string {
  return body.slice(HEAD.length, -TAIL.length)
}

function keyOf({ appId, callbackUrl }: Delivery): string {
  return `${appId} ${callbackUrl}`
}

function union(list: readonly string[], one: string): readonly string[] {
  return list.includes(one) ? list : [...list, one]
}
