import type { FastifyInstance } from 'fastify'
import type { Courier } from '../deliver/courier.ts'
import { newDelivery, send } from '../world/webhooks/enqueue.ts'
import { PAGE_FIELDS } from '../world/webhooks/subscriptions.ts'
import { bareSample, testEntry } from '../world/webhooks/test-samples.ts'
import type { World } from '../world/world.ts'
import { appIn } from './apps.ts'
import { ControlError, type Input, inputOf, needed, text } from './input.ts'
import { shownDelivery } from './shown.ts'

/** Webhooks on their way, and the dashboard's "Test" buttons. */
export function webhookRoutes(server: FastifyInstance, world: World, courier: Courier): void {
  server.get('/sandbox/webhooks', () => ({ waiting: [...world.state.deliveries.values()].map(shownDelivery) }))
  server.post('/sandbox/webhooks/flush', async () => {
    await courier.flush()
    return { waiting: world.state.deliveries.size }
  })
  server.post('/sandbox/webhooks/test', (request) => sendSample(world, inputOf(request.body)))
}

/** Sends the dashboard's sample of a field to the app's callback; the Page need not be subscribed, nor the app be live. */
function sendSample(world: World, input: Input) {
  const field = needed(input, 'field')
  const app = appIn(world, text(input, 'app_id'))
  const callbackUrl = app.subscriptions.get('page')?.callbackUrl
  if (!PAGE_FIELDS.includes(field)) {
    throw new ControlError(400, `There is no webhook field ${field}.`)
  }
  if (callbackUrl === undefined) {
    throw new ControlError(409, 'The app has no callback yet.')
  }
  const delivery = newDelivery(world, { app, callbackUrl, pageId: '0', field }, testEntry(field, world.clock.now()))
  const isBare = world.state.settings.testSampleShape === 'bare'
  const sample = isBare ? { ...delivery, body: bareSample(field, world.clock.now()) } : delivery
  send(world, sample)
  return { id: sample.id, body: sample.body }
}
