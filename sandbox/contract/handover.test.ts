import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Box, openBox } from './box.ts'
import { type Ear, openEar } from './ear.ts'
import { env, graph } from './graph.ts'
import { openSecondApp, type SecondApp } from './second-app.ts'

const FIELDS = 'messages,message_echoes,message_reads,message_deliveries,message_reactions,messaging_postbacks,messaging_handovers,standby'
const INBOX = '263902037430900'
const DAY = 24 * 3_600_000

let box: Box
let first: Ear
let bot: SecondApp
beforeEach(async () => {
  box = await openBox()
  await box.control('settings', { handover: 'routing' }, 'PATCH')
  await setDefault(null)
  first = await openEar(box, FIELDS)
  bot = await openSecondApp(box, FIELDS)
})
afterEach(async () => {
  await box.close()
  await Promise.all([first.close(), bot.ear.close()])
})

const it = (name: string) => env(box, name)
const asFirst = () => it('PAGE_TOKEN')
const who = () => ({ page_id: it('PAGE_ID'), person_id: it('PSID') })
const control = (step: string, token: string, more: Record<string, unknown> = {}) =>
  graph(box, `/${it('PAGE_ID')}/${step}`, { token, body: { recipient: { id: it('PSID') }, ...more } })
const pass = (token: string, to: string) => control('pass_thread_control', token, { target_app_id: to, metadata: 'refund' })
const owner = async (token: string) => (await graph(box, `/me/thread_owner?recipient=${it('PSID')}`, { token })).body['data']
const ownedBy = (id: string) => [{ thread_owner: { app_id: id, expiration: expect.any(Number) } }]
const send = (token: string) => graph(box, '/me/messages', { token, body: { recipient: { id: it('PSID') }, message: { text: 'hi' } } })
const write = (text: string) => box.control('messages', { ...who(), text })
const setDefault = (id: string | null) => box.control(`pages/${it('PAGE_ID')}`, { default_app_id: id }, 'PATCH')
const passes = (ms: number) => box.control('clock', { advance_ms: ms })
const onThread = () => ({ sender: { id: it('PSID') }, recipient: { id: it('PAGE_ID') }, timestamp: expect.any(Number) })

test('[docs] POST /{page}/pass_thread_control: an idle thread can be passed; the new owner is told, webhook messaging_handovers', async () => {
  expect((await pass(asFirst(), bot.id)).body).toEqual({ success: true })
  expect(await bot.ear.item('pass_thread_control')).toEqual({
    ...onThread(),
    pass_thread_control: { previous_owner_app_id: null, new_owner_app_id: bot.id, metadata: 'refund' },
  })
  await expect.poll(() => box.control('webhooks')).toEqual({ waiting: [] })
  expect(first.entries()).toEqual([])
})

test('[docs] GET /{page}/thread_owner: the owner learns who and until when, others only until when', async () => {
  expect(await owner(asFirst())).toEqual([])
  await pass(asFirst(), bot.id)
  expect(await owner(bot.token)).toEqual(ownedBy(bot.id))
  expect(await owner(asFirst())).toEqual([{ thread_owner: { expiration: expect.any(Number) } }])
})

test('[seen] POST /{page}/messages: an app that does not control the thread is refused with 10/2018300', async () => {
  await pass(asFirst(), bot.id)
  expect((await send(asFirst())).error).toMatchObject({
    code: 10,
    error_subcode: 2018300,
    message: '(#10) Message failed to send because another app is controlling this thread now.',
  })
  expect((await send(bot.token)).status).toBe(200)
})

test('[docs] POST /{page}/pass_thread_control: only the owner can pass a thread on, 100/2534037', async () => {
  await pass(asFirst(), bot.id)
  expect((await pass(asFirst(), it('APP_ID'))).error).toMatchObject({ code: 100, error_subcode: 2534037 })
  expect((await pass(bot.token, it('APP_ID'))).body).toEqual({ success: true })
  expect(await first.item('pass_thread_control')).toMatchObject({
    pass_thread_control: { previous_owner_app_id: bot.id, new_owner_app_id: it('APP_ID') },
  })
})

test('[docs] POST /{page}/pass_thread_control: an app that is not on the Page is 100/2018164', async () => {
  expect((await pass(asFirst(), '4242')).error).toMatchObject({ code: 100, error_subcode: 2018164 })
})

test('[docs] POST /{page}/pass_thread_control: the Page inbox is a target too', async () => {
  expect((await pass(asFirst(), INBOX)).body).toEqual({ success: true })
  expect((await send(asFirst())).error).toMatchObject({ error_subcode: 2018300 })
})

test('[docs] webhook standby: others hear messages, echoes, reads and deliveries of a thread; postbacks without payload', async () => {
  await pass(asFirst(), bot.id)
  await write('for the bot')
  await box.control('postbacks', { ...who(), title: 'Menu', payload: 'MENU' })
  await send(bot.token)
  await box.control('reads', who())
  await bot.ear.item('read')
  expect(await first.item('postback', 'standby')).toMatchObject({ postback: { mid: expect.any(String), title: 'Menu' } })
  expect((await first.item('postback', 'standby'))['postback']).not.toHaveProperty('payload')
  expect((await bot.ear.item('postback'))['postback']).toMatchObject({ payload: 'MENU' })
  await first.item('read', 'standby')
  const heard = first.entries()
  expect(heard.flatMap(({ standby }) => standby ?? []).map((item) => Object.keys(item).at(-1))).toEqual([
    'message',
    'postback',
    'message',
    'delivery',
    'read',
  ])
  expect(heard.every(({ id, time, messaging }) => id === it('PAGE_ID') && time > 1e12 && messaging === undefined)).toBe(true)
})

test('[docs] webhook standby: reactions are not in its list', async () => {
  const { message_id: mid } = (await send(asFirst())).body
  await pass(asFirst(), bot.id)
  await box.control(`messages/${String(mid)}/reaction`, { reaction: 'love' })
  await bot.ear.item('reaction')
  await write('marker')
  await first.item('message', 'standby')
  await expect.poll(() => box.control('webhooks')).toEqual({ waiting: [] })
  expect(JSON.stringify(first.entries())).not.toContain('"reaction"')
})

test('[docs] POST /{page}/take_thread_control: is blocked while the Page has no default app', async () => {
  expect((await control('take_thread_control', asFirst())).error).toMatchObject({ code: 27 })
})

test('[docs] POST /{page}/take_thread_control: the former owner is told', async () => {
  await setDefault(it('APP_ID'))
  await write('to the default app')
  await pass(asFirst(), bot.id)
  expect((await control('take_thread_control', asFirst(), { metadata: 'mine' })).body).toEqual({ success: true })
  expect(await bot.ear.item('take_thread_control')).toEqual({
    ...onThread(),
    take_thread_control: { previous_owner_app_id: bot.id, new_owner_app_id: it('APP_ID'), metadata: 'mine' },
  })
  expect((await control('take_thread_control', asFirst())).error).toMatchObject({ code: 100 })
})

test('[docs] POST /{page}/take_thread_control: only apps that the Page allows, 2018171', async () => {
  await box.control(`pages/${it('PAGE_ID')}`, { default_app_id: it('APP_ID'), take_control_app_ids: [it('APP_ID')] }, 'PATCH')
  expect((await control('take_thread_control', bot.token)).error).toMatchObject({ error_subcode: 2018171 })
})

test('[docs] POST /{page}/request_thread_control: the owner is asked, and may pass', async () => {
  await pass(asFirst(), bot.id)
  expect((await control('request_thread_control', asFirst(), { metadata: 'please' })).body).toEqual({ success: true })
  expect(await bot.ear.item('request_thread_control')).toEqual({
    ...onThread(),
    request_thread_control: { requested_owner_app_id: it('APP_ID'), metadata: 'please' },
  })
  expect((await control('request_thread_control', bot.token)).error).toMatchObject({ code: 100 })
})

test('[docs] POST /{page}/request_thread_control: an idle thread is given at once', async () => {
  expect((await control('request_thread_control', bot.token)).body).toEqual({ success: true })
  expect(await bot.ear.item('pass_thread_control')).toMatchObject({ pass_thread_control: { new_owner_app_id: bot.id } })
  expect(await owner(bot.token)).toEqual(ownedBy(bot.id))
})

test('[docs] POST /{page}/request_thread_control: not where the Page has a default app, 2018234', async () => {
  await setDefault(it('APP_ID'))
  expect((await control('request_thread_control', bot.token)).error).toMatchObject({ error_subcode: 2018234 })
})

test('[docs] POST /{page}/take_thread_control, POST /{page}/request_thread_control: the main receiver of the older protocol may take, and ask', async () => {
  await box.control('settings', { handover: 'protocol' }, 'PATCH')
  await setDefault(it('APP_ID'))
  expect((await control('take_thread_control', asFirst())).body).toEqual({ success: true })
  expect((await pass(asFirst(), INBOX)).body).toEqual({ success: true })
  expect(await owner(asFirst())).toEqual(ownedBy(INBOX))
  expect((await control('request_thread_control', asFirst())).body).toEqual({ success: true })
  expect((await control('take_thread_control', asFirst())).body).toEqual({ success: true })
  expect(await owner(asFirst())).toEqual(ownedBy(it('APP_ID')))
  expect((await send(asFirst())).status).toBe(200)
})

test('[docs] POST /{page}/release_thread_control: the thread goes idle; only the owner can do it', async () => {
  await pass(asFirst(), bot.id)
  expect((await control('release_thread_control', asFirst())).error).toMatchObject({ error_subcode: 2534037 })
  expect((await control('release_thread_control', bot.token)).body).toEqual({ success: true })
  expect(await owner(bot.token)).toEqual([])
  expect((await send(asFirst())).status).toBe(200)
})

test('[docs] GET /{page}/thread_owner: control ends a day after the last word of the person', async () => {
  await pass(asFirst(), bot.id)
  await passes(DAY / 2)
  await write('still there?')
  await passes(DAY - 60_000)
  expect(await owner(bot.token)).toEqual(ownedBy(bot.id))
  await passes(120_000)
  expect(await owner(bot.token)).toEqual([])
})

test('[docs] POST /{page}/extend_thread_control: keeps a thread for up to 7 days', async () => {
  await pass(asFirst(), bot.id)
  expect((await control('extend_thread_control', bot.token, { duration: 7 * 86_400 + 1 })).error).toMatchObject({ code: 100 })
  expect((await control('extend_thread_control', bot.token, { duration: 7 * 86_400 })).body).toEqual({ success: true })
  await passes(6 * DAY)
  expect(await owner(bot.token)).toEqual(ownedBy(bot.id))
  expect((await control('extend_thread_control', asFirst(), { duration: 60 })).error).toMatchObject({ error_subcode: 2534037 })
})

test('[docs] webhook standby: with a default app every thread is its own, others stand by and cannot send', async () => {
  await setDefault(bot.id)
  await write('hello')
  await bot.ear.item('message')
  await first.item('message', 'standby')
  expect((await send(asFirst())).error).toMatchObject({ error_subcode: 2018300 })
  expect(await owner(bot.token)).toEqual(ownedBy(bot.id))
})

test('[docs] POST /{page}/messages: thread_control passes the thread after the message, or releases it', async () => {
  const say = (token: string, threadControl: Record<string, unknown>) =>
    graph(box, '/me/messages', {
      token,
      body: { recipient: { id: it('PSID') }, message: { text: 'One moment' }, thread_control: threadControl },
    })
  expect((await say(asFirst(), { control_type: 'pass', app_id: bot.id })).error).toMatchObject({ code: 100 })
  await setDefault(it('APP_ID'))
  expect((await say(asFirst(), { control_type: 'pass', app_id: '4242' })).error).toMatchObject({ error_subcode: 2018164 })
  expect((await say(asFirst(), { control_type: 'pass', app_id: bot.id })).body).toMatchObject({ message_id: expect.any(String) })
  expect(await bot.ear.item('pass_thread_control')).toMatchObject({ pass_thread_control: { new_owner_app_id: bot.id } })
  expect((await say(bot.token, { control_type: 'release' })).status).toBe(200)
  expect((await send(asFirst())).status).toBe(200)
})

test('[docs] webhook messaging_handovers: a change of the default app tells every app its role', async () => {
  await setDefault(bot.id)
  const about = { recipient: { id: it('PAGE_ID') }, timestamp: expect.any(Number) }
  expect(await bot.ear.item('app_roles')).toEqual({ ...about, app_roles: { [bot.id]: ['primary_receiver'] } })
  expect(await first.item('app_roles')).toEqual({ ...about, app_roles: { [it('APP_ID')]: ['secondary_receiver'] } })
})

test('[docs] webhook messaging_handovers: with a default app, an answer from the inbox takes the thread', async () => {
  await setDefault(it('APP_ID'))
  await write('hello')
  await box.control('inbox', { ...who(), text: 'by hand' })
  expect(await first.item('take_thread_control')).toMatchObject({
    take_thread_control: { previous_owner_app_id: it('APP_ID'), new_owner_app_id: INBOX },
  })
})

test('[docs] GET /{page}: messaging_feature_status tells whether routing is on', async () => {
  const status = async () =>
    (await graph(box, '/me?fields=messaging_feature_status', { token: asFirst() })).body['messaging_feature_status']
  expect(await status()).toEqual({ hop_v2: false, msgr_multi_app: false, ig_multi_app: false })
  await setDefault(it('APP_ID'))
  expect(await status()).toMatchObject({ msgr_multi_app: true })
})

test('[docs] GET /{conversation}: is_owner is false while another app controls the thread', async () => {
  await pass(asFirst(), bot.id)
  const { body } = await graph(box, `/me/conversations?user_id=${it('PSID')}&fields=is_owner`, { token: asFirst() })
  expect(body['data']).toMatchObject([{ is_owner: false }])
})

test('[seen] GET /{page}/secondary_receivers: the other apps with id and name', async () => {
  expect((await graph(box, '/me/secondary_receivers?fields=id,name', { token: asFirst() })).body['data']).toEqual([
    { id: bot.id, name: 'Bot' },
  ])
})

test('a thread can be given to an app by a control', async () => {
  const path = `conversations/${it('PAGE_ID')}/${it('PSID')}`
  expect(await box.control(path, { owner_app_id: bot.id }, 'PATCH')).toMatchObject({ owner_app_id: bot.id })
  expect((await send(asFirst())).error).toMatchObject({ error_subcode: 2018300 })
  expect(await box.control(path, { owner_app_id: null }, 'PATCH')).toMatchObject({ owner_app_id: null })
  expect((await send(asFirst())).status).toBe(200)
})
