import { expect, test } from 'vitest'
import { useHeardBox } from './heard-box.ts'
import { send } from './sends.ts'

const { box, app, it } = useHeardBox()

async function echoed(more: Record<string, unknown>) {
  const { body } = await send(box, it('PSID'), { messaging_type: 'RESPONSE', ...more })
  for (let count = 1; ; count += 1) {
    await app.untilHeard(count)
    const items = app.entries().flatMap(({ messaging = [] }) => messaging)
    const found = items.find(({ message }) => message?.['mid'] === body['message_id'])
    if (found) {
      return found
    }
  }
}

test('[seen] POST /{page}/messages: webhook message_echoes carries metadata and the app as a number', async () => {
  const echo = await echoed({ message: { text: 'Zażółć 🌱', metadata: 'ours:7' } })
  expect(echo).toEqual({
    sender: { id: it('PAGE_ID') },
    recipient: { id: it('PSID') },
    timestamp: expect.any(Number),
    message: { mid: expect.any(String), is_echo: true, app_id: Number(it('APP_ID')), metadata: 'ours:7', text: 'Zażółć 🌱' },
  })
})

test('[seen] POST /{page}/messages: webhook message_echoes carries a template with its payload and titles', async () => {
  const elements = [
    { title: 'Seeds', subtitle: 'Red', buttons: [{ type: 'postback', title: 'Take', payload: 'SEEDS' }] },
    { title: 'Bulbs', image_url: 'https://example.com/bulbs.png' },
  ]
  const { message } = await echoed({ message: { attachment: { type: 'template', payload: { template_type: 'generic', elements } } } })
  expect(message?.['attachments']).toEqual([
    { type: 'template', title: 'Seeds, Bulbs', payload: { template_type: 'generic', sharable: false, elements } },
  ])
})

test('[seen] POST /{page}/messages: webhook message_echoes shows the amounts of a receipt as numbers', async () => {
  const payload = {
    template_type: 'receipt',
    recipient_name: 'Ada',
    order_number: '7',
    currency: 'EUR',
    payment_method: 'Card',
    summary: { total_cost: '9.50' },
    elements: [{ title: 'Seeds', price: '9.50', quantity: '1' }],
  }
  const { message } = await echoed({ message: { attachment: { type: 'template', payload } } })
  expect(message?.['attachments']).toMatchObject([
    { payload: { summary: { total_cost: 9.5 }, elements: [{ title: 'Seeds', price: 9.5, quantity: 1 }], order_number: '7' } },
  ])
})

test('[docs] POST /{page}/messages: webhook message_echoes names the message that is answered', async () => {
  const first = await echoed({ message: { text: 'first' } })
  const { message } = await echoed({ message: { text: 'second' }, reply_to: { mid: first.message?.['mid'] } })
  expect(message?.['reply_to']).toEqual({ mid: first.message?.['mid'] })
})
