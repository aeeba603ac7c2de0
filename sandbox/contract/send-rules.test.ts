import { expect, test } from 'vitest'
import { graph } from './graph.ts'
import { useHeardBox } from './heard-box.ts'
import { send, sendTo } from './sends.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const { box, app, it } = useHeardBox()

const text = { message: { text: 'hi' } }
const tagged = (tag: string) => ({ messaging_type: 'MESSAGE_TAG', tag, ...text })
const set = (settings: Record<string, unknown>) => box.control('settings', settings, 'PATCH')
const page = (change: Record<string, unknown>) => box.control(`pages/${it('PAGE_ID')}`, change, 'PATCH')
const barrier = (error: string | null, of: Record<string, unknown> = { page_id: it('PAGE_ID'), person_id: it('PSID') }) =>
  box.control('send-errors', { ...of, error })
const refusal = async (more: Record<string, unknown>, psid = it('PSID')) => (await send(box, psid, more)).error

test('[docs] POST /{page}/messages: the window lasts 24 hours from the last word of the person, whatever the Page sends', async () => {
  await box.control('messages', { page_id: it('PAGE_ID'), person_id: it('PSID'), text: 'the last word' })
  await box.control('clock', { advance_ms: DAY - 60_000 })
  expect((await send(box, it('PSID'), text)).status).toBe(200)
  await box.control('clock', { advance_ms: 60_000 })
  expect(await refusal(text)).toMatchObject({ code: 10, error_subcode: 2018278 })
})

test('[docs] POST /{page}/messages: HUMAN_AGENT lasts 7 days and not a moment longer', async () => {
  await box.control('clock', { advance_ms: 5 * DAY - HOUR })
  expect((await send(box, it('OLD_PSID'), tagged('HUMAN_AGENT'))).status).toBe(200)
  await box.control('clock', { advance_ms: HOUR + 1000 })
  expect(await refusal(tagged('HUMAN_AGENT'), it('OLD_PSID'))).toMatchObject({ code: 10, error_subcode: 2018278 })
})

test('[unproven] POST /{page}/messages: HUMAN_AGENT without the feature is judged as if untagged, or refused', async () => {
  await box.control(`apps/${it('APP_ID')}`, { features: { human_agent: false } }, 'PATCH')
  expect((await send(box, it('PSID'), tagged('HUMAN_AGENT'))).status).toBe(200)
  expect(await refusal(tagged('HUMAN_AGENT'), it('OLD_PSID'))).toMatchObject({ code: 10, error_subcode: 2018278 })
  await set({ human_agent_without_feature: 'refused' })
  expect(await refusal(tagged('HUMAN_AGENT'), it('OLD_PSID'))).toMatchObject({ code: 10 })
})

test('[docs] POST /{page}/messages: a Page of the News Page Index may send news at any time', async () => {
  expect(await refusal(tagged('NON_PROMOTIONAL_SUBSCRIPTION'), it('OLD_PSID'))).toMatchObject({ code: 10, error_subcode: 2018065 })
  await page({ is_news_page: true })
  expect((await send(box, it('OLD_PSID'), tagged('NON_PROMOTIONAL_SUBSCRIPTION'))).status).toBe(200)
})

test('[docs] POST /{page}/messages: CUSTOMER_FEEDBACK carries nothing but its template, for 7 days', async () => {
  const payload = {
    template_type: 'customer_feedback',
    title: 'Rate us',
    feedback_screens: [{ questions: [{ id: 'q1', type: 'nps' }] }],
    business_privacy: { url: 'https://example.com/privacy' },
  }
  const feedback = { ...tagged('CUSTOMER_FEEDBACK'), message: { attachment: { type: 'template', payload } } }
  expect((await send(box, it('OLD_PSID'), feedback)).status).toBe(200)
  expect(await refusal(tagged('CUSTOMER_FEEDBACK'), it('OLD_PSID'))).toMatchObject({ code: 100 })
})

test('[unproven] POST /{page}/messages: a missing messaging_type is a RESPONSE, or refused', async () => {
  expect((await send(box, it('PSID'), text)).status).toBe(200)
  await set({ missing_messaging_type: 'refused' })
  expect(await refusal(text)).toMatchObject({ code: 100, message: expect.stringContaining('messaging_type') })
})

test('[docs] POST /{page}/messages: a window that an ad opened lasts up to 7 days', async () => {
  const referral = { source: 'ADS', type: 'OPEN_THREAD', ad_id: '120', ref: 'spring' }
  await box.control('messages', { page_id: it('PAGE_ID'), person_id: it('PSID'), text: 'From your ad', referral })
  await box.control('clock', { advance_ms: 6 * DAY })
  expect((await send(box, it('PSID'), { messaging_type: 'RESPONSE', ...text })).status).toBe(200)
  await box.control('clock', { advance_ms: DAY })
  expect(await refusal({ messaging_type: 'RESPONSE', ...text })).toMatchObject({ error_subcode: 2018278 })
})

test('[docs] POST /{page}/messages: a user_ref gets an answer without recipient, and nothing is told of it', async () => {
  const person_id = it('BAD_PSID')
  await box.control('optins', { page_id: it('PAGE_ID'), person_id: await personOf(person_id), user_ref: 'box 7', ref: 'shop' })
  const { body } = await sendTo(box, { user_ref: 'box 7' }, text)
  expect(body).toEqual({ message_id: expect.any(String) })
  expect((await sendTo(box, { user_ref: 'box 8' }, text)).error).toMatchObject({ code: 100, error_subcode: 2018001 })
  await box.control('reads', { page_id: it('PAGE_ID'), person_id: await personOf(person_id) })
  await send(box, it('PSID'), { message: { text: 'the last' } })
  await app.item('message')
  const told = app.entries().flatMap(({ messaging = [] }) => messaging)
  expect(told.filter((item) => 'delivery' in item || 'read' in item)).toEqual([])
  expect(told.map(({ message }) => message?.['text']).filter((each) => each !== undefined)).toEqual(['the last'])
})

test('[docs] POST /{page}/messages: a one-time token carries one message after the window', async () => {
  const { token } = await box.control('optins', {
    page_id: it('PAGE_ID'),
    person_id: it('OLD_PSID'),
    type: 'one_time_notif_req',
    payload: 'BACK',
  })
  const recipient = { one_time_notif_token: token }
  expect((await sendTo(box, recipient, text)).body).toEqual({ recipient_id: it('OLD_PSID'), message_id: expect.any(String) })
  expect((await sendTo(box, recipient, text)).error).toMatchObject({ code: 100 })
  expect((await sendTo(box, { one_time_notif_token: 'never' }, text)).error).toMatchObject({ code: 100 })
})

test('[docs] POST /{page}/messages: a marketing token carries messages until it is stopped: 10/1893015', async () => {
  const opt = (more: Record<string, unknown>) =>
    box.control('optins', { page_id: it('PAGE_ID'), person_id: it('OLD_PSID'), type: 'notification_messages', payload: 'NEWS', ...more })
  const { token } = await opt({})
  const recipient = { notification_messages_token: token }
  expect((await sendTo(box, recipient, text)).status).toBe(200)
  expect((await sendTo(box, recipient, text)).error).toMatchObject({ code: 4, error_subcode: 2018354 })
  await box.control('clock', { advance_ms: DAY })
  expect((await sendTo(box, recipient, text)).status).toBe(200)
  await opt({ token, status: 'stop' })
  expect((await sendTo(box, recipient, text)).error).toMatchObject({ code: 10, error_subcode: 1893015 })
})

test('[docs] POST /{page}/messages: a private reply opens no window for a second message', async () => {
  const person = await personOf(it('BAD_PSID'))
  const post = await box.control('posts', { page_id: it('PAGE_ID'), message: 'Seeds are in' })
  const comment = await box.control('comments', { object_id: post['id'] ?? post['post_id'], person_id: person, message: 'How much?' })
  const recipient = { comment_id: comment['id'] ?? comment['comment_id'] }
  expect((await sendTo(box, recipient, text)).body).toEqual({ recipient_id: it('BAD_PSID'), message_id: expect.any(String) })
  expect((await sendTo(box, recipient, text)).error).toMatchObject({ code: 10900 })
  expect(await refusal(text, it('BAD_PSID'))).toMatchObject({ code: 10, error_subcode: 2018278 })
})

test('[seen] POST /{page}/messages: someone who blocked the Page, or left Facebook, is 551/1545041', async () => {
  await page({ blocked_by: { [await personOf(it('PSID'))]: true } })
  expect(await refusal(text)).toMatchObject({ code: 551, error_subcode: 1545041, message: "(#551) This person isn't available right now." })
  await page({ blocked_by: { [await personOf(it('PSID'))]: false } })
  await box.control(`people/${it('PSID')}`, { is_deactivated: true }, 'PATCH')
  expect(await refusal(text)).toMatchObject({ code: 551, error_subcode: 1545041 })
  await box.control(`people/${it('PSID')}`, { is_deactivated: false }, 'PATCH')
  expect((await send(box, it('PSID'), text)).status).toBe(200)
})

test('[seen] POST /{page}/messages: a thread that the person deleted is 200/1545041 until they write again', async () => {
  await barrier('200/1545041')
  expect(await refusal(text)).toMatchObject({ code: 200, error_subcode: 1545041 })
  await box.control('messages', { page_id: it('PAGE_ID'), person_id: it('PSID'), text: 'I am back' })
  expect((await send(box, it('PSID'), text)).status).toBe(200)
})

test.each(['10/1893063', '368', '2022'])('[docs] POST /{page}/messages: a restricted Page sends nothing: %s', async (restriction) => {
  const [code, subcode] = restriction.split('/').map(Number)
  await page({ restriction })
  expect(await refusal(text)).toMatchObject({ code, ...(subcode === undefined ? {} : { error_subcode: subcode }) })
  await page({ restriction: null })
  expect((await send(box, it('PSID'), text)).status).toBe(200)
})

test('[docs] POST /{page}/messages: an app in development reaches only people with a role: 200/2018028', async () => {
  await box.control(`apps/${it('APP_ID')}`, { mode: 'development' }, 'PATCH')
  expect(await refusal(text)).toMatchObject({ code: 200, error_subcode: 2018028 })
})

test('[seen] POST /{page}/messages: another app controls the thread: 10/2018300', async () => {
  await box.control(`conversations/${it('PAGE_ID')}/${it('PSID')}`, { owner_app_id: 'inbox' }, 'PATCH')
  expect(await refusal(text)).toMatchObject({
    code: 10,
    error_subcode: 2018300,
    message: '(#10) Message failed to send because another app is controlling this thread now.',
  })
})

test('[docs] POST /{page}/messages: a person of another Page is 100/2018001', async () => {
  const { pages } = (await box.control('pages', { name: 'Second garden', count: 1 })) as { pages: { id: string }[] }
  await box.control('messages', { page_id: pages[0]?.id, person_id: it('PSID'), text: 'hello there' })
  const { people } = (await box.control('world')) as { people: { psids: Record<string, string> }[] }
  const other = people.find(({ psids }) => Object.values(psids).includes(it('PSID')))?.psids[pages[0]?.id ?? '']
  expect(await refusal(text, other)).toMatchObject({ code: 100, error_subcode: 2018001 })
})

test('every refusal of the catalogue can be had by its name', async () => {
  const { errors } = (await box.control('send-errors')) as { errors: { name: string; code: number; subcode?: number }[] }
  expect(errors.length).toBeGreaterThan(60)
  for (const { name, code, subcode } of errors) {
    await barrier(name)
    expect(await refusal(text), name).toMatchObject({ code, ...(subcode === undefined ? {} : { error_subcode: subcode }) })
  }
  await barrier(null)
  expect(await barrier('7/7')).toEqual({ error: expect.stringContaining('7/7') })
})

test('overlong titles are cut when the setting says so', async () => {
  await set({ overlong_titles: 'cut' })
  const quick_replies = [{ content_type: 'text', title: 'A title of far more than twenty', payload: 'P' }]
  await send(box, it('PSID'), { message: { text: 'Which?', quick_replies } })
  const { messages } = (await box.control(`conversations/${it('PAGE_ID')}/${it('PSID')}`)) as { messages: { quick_replies: unknown[] }[] }
  expect(messages.at(-1)?.quick_replies).toMatchObject([{ title: 'A title of far more ' }])
})

/** The id of the person behind a PSID that never wrote. */
async function personOf(psid: string): Promise<string> {
  const { people } = (await box.control('world')) as { people: { id: string; psids: Record<string, string> }[] }
  return people.find(({ psids }) => Object.values(psids).includes(psid))?.id ?? ''
}

test('[seen] POST /{page}/messages: without pages_messaging it is 230', async () => {
  await graph(box, '/me/permissions/pages_messaging', { method: 'DELETE', token: it('USER_TOKEN') })
  expect(await refusal(text)).toMatchObject({ code: 230, message: '(#230) Requires pages_messaging permission to manage the object' })
})

test('[unproven] POST /{page}/messages: without the task MESSAGING it is 200', async () => {
  await page({ roles: { '100041773920516': ['ANALYZE'] } })
  expect(await refusal(text)).toMatchObject({ code: 200 })
})

test('[unproven] POST /{page}/messages: a comment opens no window, or opens it when the setting says so', async () => {
  const post = await box.control('posts', { page_id: it('PAGE_ID'), message: 'Bulbs are in' })
  const comment = () =>
    box.control('comments', { object_id: post['id'] ?? post['post_id'], person_id: it('OLD_PSID'), message: 'How much?' })
  await comment()
  expect(await refusal(text, it('OLD_PSID'))).toMatchObject({ error_subcode: 2018278 })
  await set({ comment_opens_window: true })
  await comment()
  expect((await send(box, it('OLD_PSID'), text)).status).toBe(200)
})

test('[unproven] POST /{page}/messages: a sender action outside the window is taken, or refused when the setting says so', async () => {
  const said = await box.control('messages', { page_id: it('PAGE_ID'), person_id: it('PSID'), text: 'Thank you' })
  const reaction = { sender_action: 'react', payload: { message_id: said['mid'], reaction: '🎉' } }
  await box.control('clock', { advance_ms: DAY })
  expect((await send(box, it('PSID'), reaction)).body).toEqual({ recipient_id: it('PSID') })
  await set({ sender_action_outside_window: 'refused' })
  for (const action of [reaction, { sender_action: 'typing_on' }]) {
    expect(await refusal(action)).toMatchObject({ code: 10, error_subcode: 2018278 })
  }
  await box.control('messages', { page_id: it('PAGE_ID'), person_id: it('PSID'), text: 'One more thing' })
  expect((await send(box, it('PSID'), reaction)).status).toBe(200)
})

test('[seen] POST /{page}/messages: nobody who blocked the Page is reacted to, as nobody is written to', async () => {
  const said = await box.control('messages', { page_id: it('PAGE_ID'), person_id: it('PSID'), text: 'Thank you' })
  await page({ blocked_by: { [it('PSID')]: true } })
  expect(await refusal({ sender_action: 'react', payload: { message_id: said['mid'], reaction: '🎉' } })).toMatchObject({
    code: 551,
    error_subcode: 1545041,
  })
})

test('[docs] GET /{page}/messaging_feature_review: a news Page is approved for subscription messages', async () => {
  await page({ is_news_page: true })
  expect((await graph(box, '/me/messaging_feature_review', { token: it('PAGE_TOKEN') })).body).toEqual({
    data: [{ feature: 'subscription_messaging', status: 'approved' }],
  })
})
