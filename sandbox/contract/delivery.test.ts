import { createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import { ALL_FIELDS, subscribePage } from './ear.ts'
import { graph } from './graph.ts'
import { useHeardBox } from './heard-box.ts'
import { openSecondApp } from './second-app.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const { box, app, it } = useHeardBox({ retryDelaysMs: [10, 20] })

const write = (text: string) => box.control('messages', { page_id: it('PAGE_ID'), person_id: it('PSID'), text })
const set = (settings: Record<string, unknown>) => box.control('settings', settings, 'PATCH')
const passes = (ms: number) => box.control('clock', { advance_ms: ms })
const subscribers = async () =>
  (await graph(box, `/${it('PAGE_ID')}/subscribed_apps`, { token: it('PAGE_TOKEN') })).body['data'] as { id: string }[]
const notices = async () => {
  const { entries } = (await box.control('journal?method=notice')) as { entries: { outcome: string }[] }
  return entries.map(({ outcome }) => outcome)
}
const failsFor = async (ms: number) => {
  app.answers.push(...Array<number>(200).fill(500))
  await set({ retry_delays_ms: [5 * MINUTE] })
  await write('nobody home')
  await app.untilHeard(1)
  for (let passed = 0, count = 2; passed < ms; passed += 5 * MINUTE, count += 1) {
    const before = (await box.control('journal'))['last_id']
    await passes(5 * MINUTE)
    await box.control(`journal/wait?direction=out&after=${Number(before)}`)
  }
}

test('[docs] webhook messages: each POST holds one entry with one item, unless it is told otherwise', async () => {
  await Promise.all([write('one'), write('two'), write('three')])
  await app.untilHeard(3)
  expect(app.heard).toHaveLength(3)
  expect(app.entries().every(({ messaging }) => messaging?.length === 1)).toBe(true)
})

test('[docs] webhook messages: a batch holds entries of several Pages and fields, signed as a whole', async () => {
  await set({ webhook_batch_max: 3, webhook_batch_wait_ms: 60_000 })
  const { accounts } = {
    accounts: (await graph(box, '/me/accounts', { token: it('USER_TOKEN') })).body['data'] as { id: string; access_token: string }[],
  }
  const other = accounts.find(({ id }) => id !== it('PAGE_ID') && id === '419026673158820')
  await graph(box, `/${other?.id}/subscribed_apps?subscribed_fields=messages`, { method: 'POST', token: other?.access_token ?? '' })
  await write('one')
  await box.control('messages', { page_id: other?.id, person_id: it('PSID'), text: 'two' })
  expect(app.heard).toHaveLength(0)
  const sent = await graph(box, '/me/messages', {
    token: it('PAGE_TOKEN'),
    body: { recipient: { id: it('PSID') }, message: { text: 'three' } },
  })
  const [post] = await app.untilHeard(1)
  expect(app.entries().map(({ id }) => id)).toEqual([it('PAGE_ID'), other?.id, it('PAGE_ID')])
  expect(app.entries()[2]?.messaging?.[0]?.message).toMatchObject({ mid: sent.body['message_id'], is_echo: true })
  const signature = createHmac('sha256', it('APP_SECRET'))
    .update(post?.bytes ?? '')
    .digest('hex')
  expect(post?.headers['x-hub-signature-256']).toBe(`sha256=${signature}`)
})

test('[docs] webhook messages: a batch that does not fill leaves when its time is over', async () => {
  await set({ webhook_batch_max: 1000, webhook_batch_wait_ms: 60_000 })
  for (let count = 0; count < 20; count += 1) {
    await write(`m${count}`)
  }
  expect(app.heard).toEqual([])
  await passes(60_000)
  await app.untilHeard(1)
  await expect.poll(() => box.control('webhooks')).toEqual({ waiting: [] })
  expect(app.entries()).toHaveLength(20)
  expect(app.heard).toHaveLength(1)
})

test.each([201, 204, 302, 403, 500])('[docs] webhook messages: an answer of %i is a failure and the POST comes again', async (status) => {
  app.answers.push(status)
  await write('again')
  const heard = await app.untilHeard(2)
  expect(heard[1]?.body).toBe(heard[0]?.body)
})

test('[docs] webhook messages: after 15 minutes of failure the app is told, after an hour it is off the Page', async () => {
  await failsFor(20 * MINUTE)
  expect(await notices()).toEqual([expect.stringMatching(/^alert: webhooks of Page \d+ have failed for (15|20) minutes$/)])
  expect(await subscribers()).toHaveLength(1)
  await passes(30 * MINUTE)
  await passes(11 * MINUTE)
  await expect.poll(async () => (await subscribers()).length).toBe(0)
  expect((await notices()).at(-1)).toBe(`webhooks disabled: the app is unsubscribed from Page ${it('PAGE_ID')}`)
  expect(await box.control('webhooks')).toEqual({ waiting: [] })
})

test('[docs] webhook messages: what happens while the app is off the Page is never told, what comes after a new subscription is', async () => {
  await set({ webhook_unsubscribe_after_ms: 0 })
  app.answers.push(500)
  await write('lost')
  await expect.poll(async () => (await subscribers()).length).toBe(0)
  await write('lost as well')
  await set({ webhook_unsubscribe_after_ms: HOUR })
  await subscribePage(box, ALL_FIELDS)
  await write('heard')
  await expect.poll(() => app.heard.map(({ body }) => /"text":"(.*?)"/.exec(body)?.[1])).toEqual(['lost', 'heard'])
})

test('[docs] webhook messages: one answer of 200 within the hour begins it anew', async () => {
  await failsFor(40 * MINUTE)
  app.answers.length = 0
  await passes(5 * MINUTE)
  await expect.poll(() => box.control('webhooks')).toEqual({ waiting: [] })
  app.answers.push(...Array<number>(20).fill(500))
  await write('again nobody')
  await passes(30 * MINUTE)
  expect(await subscribers()).toHaveLength(1)
})

test('[docs] webhook feed: changes are tried for 36 hours and take nobody off the Page', async () => {
  app.answers.push(...Array<number>(500).fill(500))
  await set({ retry_delays_ms: [HOUR] })
  await box.control('posts', { page_id: it('PAGE_ID'), message: 'News' })
  await app.untilHeard(1)
  await passes(2 * HOUR)
  await app.untilHeard(2)
  expect(await subscribers()).toHaveLength(1)
  expect(((await box.control('webhooks')) as { waiting: unknown[] }).waiting.length).toBeGreaterThan(0)
  await passes(37 * HOUR)
  await expect.poll(() => box.control('webhooks')).toEqual({ waiting: [] })
  expect(await subscribers()).toHaveLength(1)
})

test('[seen] webhook messages: an app in development mode hears nothing of real people', async () => {
  await box.control(`apps/${it('APP_ID')}`, { mode: 'development' }, 'PATCH')
  await write('hello?')
  expect(await box.control('webhooks')).toEqual({ waiting: [] })
  await box.control('webhooks/test', { field: 'messages' })
  const [post] = await app.untilHeard(1)
  expect(post?.body).toContain('test_message_id')
})

test('[seen] webhook feed: the dashboard test has the entry "0" and seconds', async () => {
  await box.control('webhooks/test', { field: 'feed' })
  await app.untilHeard(1)
  const [entry] = app.entries()
  expect(entry).toEqual({
    id: '0',
    time: expect.any(Number),
    changes: [
      {
        field: 'feed',
        value: {
          item: 'status',
          post_id: '44444444_444444444',
          verb: 'add',
          published: 1,
          created_time: entry?.time,
          message: 'Example post content.',
          from: { name: 'Test Page', id: '1067280970047460' },
        },
      },
    ],
  })
  expect(String(entry?.time)).toHaveLength(10)
})

test('[seen] webhook messages: the dashboard test wraps the message into changes, with texts for times', async () => {
  await box.control('webhooks/test', { field: 'messages' })
  await app.untilHeard(1)
  expect(app.entries()[0]).toMatchObject({
    id: '0',
    changes: [
      {
        field: 'messages',
        value: { sender: { id: '12334' }, recipient: { id: '23245' }, timestamp: '1527459824', message: { mid: 'test_message_id' } },
      },
    ],
  })
})

test('[unproven] webhook live_videos: the dashboard test may be the bare change', async () => {
  await set({ test_sample_shape: 'bare' })
  await box.control('webhooks/test', { field: 'live_videos' })
  const [post] = await app.untilHeard(1)
  expect(JSON.parse(post?.body ?? '')).toEqual({ field: 'live_videos', value: { id: '4444444444', status: 'live_stopped' } })
})

test('a test of an unknown field, or for an app without callback, is refused in words', async () => {
  expect(await box.control('webhooks/test', { field: 'smoke' })).toEqual({ error: 'There is no webhook field smoke.' })
  await graph(box, `/${it('APP_ID')}/subscriptions`, { method: 'DELETE', token: `${it('APP_ID')}|${it('APP_SECRET')}` })
  expect(await box.control('webhooks/test', { field: 'feed' })).toEqual({ error: 'The app has no callback yet.' })
})

test('[docs] webhook message_deliveries: the mids may be missing', async () => {
  await set({ delivery_names_mids: false })
  await graph(box, '/me/messages', { token: it('PAGE_TOKEN'), body: { recipient: { id: it('PSID') }, message: { text: 'hi' } } })
  await box.control('deliveries', { page_id: it('PAGE_ID'), person_id: it('PSID') })
  expect((await app.item('delivery'))['delivery']).toEqual({ watermark: expect.any(Number) })
})

test('[seen] webhook messages: a message of a handed-over thread may tell its owner which app it passed through', async () => {
  await set({ hop_context: true })
  const second = await openSecondApp(box, 'messages')
  await box.control(`conversations/${it('PAGE_ID')}/${it('PSID')}`, { owner_app_id: second.id }, 'PATCH')
  await write('hello')
  expect(await second.ear.item('message')).toMatchObject({ hop_context: [{ app_id: Number(it('APP_ID')), metadata: '' }] })
  expect(await app.item('message', 'standby')).not.toHaveProperty('hop_context')
  await second.ear.close()
})
