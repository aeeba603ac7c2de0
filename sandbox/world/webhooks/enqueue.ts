import { takeWebhookFault, type WebhookFault } from '../faults.ts'
import { newDeliveryId } from '../ids.ts'
import { note } from '../journal.ts'
import { type App, type Delivery, tell, type World } from '../world.ts'
import { bodyOf, joinBatch, openBatch } from './batches.ts'
import { holdBack } from './disorder.ts'
import { echoFirst } from './early-echoes.ts'
import { escapeJson } from './escaped-json.ts'
import type { Entry } from './webhooks.ts'

export type Addressee = { readonly app: App; readonly callbackUrl: string; readonly pageId: string; readonly field: string }

/** Puts one entry on its way to one app; a fault may hold it, spoil it, double it or lose it. */
export function enqueue(world: World, to: Addressee, entry: Entry): void {
  const fault = takeWebhookFault(world, to.field, to.pageId)
  if (fault) {
    enqueueFaulty(world, { to, fault }, entry)
    return
  }
  const delivery = newDelivery(world, to, entry)
  if (!joinBatch(world, delivery)) {
    openBatch(world, delivery)
    send(world, delivery)
  }
}

/** A delivery that carries this one entry, due at once. */
export function newDelivery(world: World, { app, callbackUrl, pageId, field }: Addressee, entry: Entry): Delivery {
  const now = world.clock.now()
  return {
    id: newDeliveryId(),
    appId: app.id,
    callbackUrl,
    pageId,
    field,
    isMessaging: entry.changes === undefined,
    body: bodyOf(escapeJson(entry)),
    bornAt: now,
    attempts: 0,
    dueAt: now,
  }
}

export function send(world: World, delivery: Delivery): void {
  world.state.deliveries.set(delivery.id, delivery)
  tell(world, { type: 'delivery', delivery })
}

function enqueueFaulty(world: World, { to, fault }: { to: Addressee; fault: WebhookFault }, entry: Entry): void {
  const delivery = newDelivery(world, to, entry)
  delivery.fault = fault.act
  switch (fault.act) {
    case 'drop':
      noteDropped(world, delivery)
      return
    case 'twice':
      sendCopies(world, delivery, fault)
      return
    case 'delay':
      delivery.dueAt += fault.delayMs
      send(world, delivery)
      return
    case 'reorder':
    case 'shuffle':
      world.state.deliveries.set(delivery.id, delivery)
      holdBack(world, fault, delivery)
      return
    case 'echo_before_answer':
      holdAnswer(world, delivery, { entry, fault })
      return
    case 'unescaped':
      send(world, { ...delivery, body: bodyOf(JSON.stringify(entry)) })
      return
    case 'bad_signature':
    case 'tampered':
    case 'no_sha256':
      send(world, { ...delivery, spoil: { how: fault.act, isRetried: fault.isRetried ?? false } })
      return
    default:
      fault.act satisfies never
  }
}

function sendCopies(world: World, delivery: Delivery, fault: WebhookFault): void {
  for (let copy = 0; copy < (fault.copies ?? 2); copy += 1) {
    send(world, { ...delivery, id: newDeliveryId(), dueAt: delivery.dueAt + copy * fault.delayMs })
  }
}

/** Registered before it is sent, for the courier may hand it over at once. */
function holdAnswer(world: World, delivery: Delivery, { entry, fault }: { entry: Entry; fault: WebhookFault }): void {
  const message = entry.messaging?.[0]?.['message'] as { readonly mid?: string } | undefined
  if (message?.mid !== undefined) {
    echoFirst(world, { mid: message.mid, deliveryId: delivery.id, boundMs: fault.delayMs })
  }
  send(world, delivery)
}

function noteDropped(world: World, { callbackUrl, field, body }: Delivery): void {
  note(world, {
    direction: 'out',
    method: 'POST',
    path: callbackUrl,
    label: field,
    outcome: 'dropped by a fault',
    request: body,
    fault: 'drop',
  })
}
