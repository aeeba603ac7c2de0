import { expect, test } from 'vitest'
import { graph } from './graph.ts'
import { useHeardBox } from './heard-box.ts'

const { box, app, it } = useHeardBox()

const act = (path: string, more: Record<string, unknown> = {}) =>
  box.control(path, { page_id: it('PAGE_ID'), person_id: it('PSID'), ...more })
const fromPerson = () => ({ sender: { id: it('PSID') }, recipient: { id: it('PAGE_ID') }, timestamp: expect.any(Number) })

test('[docs] webhook messaging_optins: a plugin passes its ref on', async () => {
  await act('optins', { ref: 'newsletter-page' })
  expect(await app.item('optin')).toEqual({ ...fromPerson(), optin: { ref: 'newsletter-page' } })
})

test('[docs] webhook messaging_optins: the checkbox tells a user_ref and no PSID', async () => {
  await act('optins', { ref: 'checkout', user_ref: 'box-1' })
  expect(await app.item('optin')).toEqual({
    recipient: { id: it('PAGE_ID') },
    timestamp: expect.any(Number),
    optin: { ref: 'checkout', user_ref: 'box-1' },
  })
})

test('[docs] webhook messaging_optins: marketing messages come with a token, its end and its state', async () => {
  const agreed = await act('optins', { type: 'notification_messages', title: 'Autumn bulbs', payload: 'BULBS' })
  expect(await app.item('optin')).toEqual({
    ...fromPerson(),
    optin: {
      type: 'notification_messages',
      payload: 'BULBS',
      title: 'Autumn bulbs',
      notification_messages_token: agreed['token'],
      notification_messages_timezone: 'Europe/Warsaw',
      token_expiry_timestamp: expect.any(Number),
      user_token_status: 'REFRESHED',
    },
  })
})

test.each([
  ['stop', 'STOP NOTIFICATIONS'],
  ['resume', 'RESUME NOTIFICATIONS'],
])('[docs] webhook messaging_optins: a person can %s them', async (status, words) => {
  const { token } = await act('optins', { type: 'notification_messages', title: 'Autumn bulbs' })
  await act('optins', { type: 'notification_messages', token, status })
  await app.untilHeard(2)
  expect(app.entries()[1]?.messaging?.[0]).toMatchObject({
    optin: { notification_messages_token: token, notification_messages_status: words },
  })
})

test('[unproven] webhook messaging_optins: a one-time notification comes with its token', async () => {
  const agreed = await act('optins', { type: 'one_time_notif_req', payload: 'BACK_IN_STOCK' })
  expect(await app.item('optin')).toMatchObject({
    optin: { type: 'one_time_notif_req', payload: 'BACK_IN_STOCK', one_time_notif_token: agreed['token'] },
  })
})

test('[docs] webhook messaging_account_linking: an account is linked with a code, unlinked without', async () => {
  await act('account-linking', { authorization_code: 'abc' })
  await act('account-linking', { status: 'unlinked' })
  await app.untilHeard(2)
  expect(app.entries().map(({ messaging }) => messaging?.[0]?.['account_linking'])).toEqual(
    expect.arrayContaining([{ status: 'linked', authorization_code: 'abc' }, { status: 'unlinked' }]),
  )
})

test('[docs] webhook messaging_policy_enforcement: a warning has a reason and no sender', async () => {
  await box.control('policy', { page_id: it('PAGE_ID'), action: 'block', reason: 'Too many promotions.' })
  expect(await app.item('policy_enforcement')).toEqual({
    recipient: { id: it('PAGE_ID') },
    timestamp: expect.any(Number),
    policy_enforcement: { action: 'block', reason: 'Too many promotions.' },
  })
})

test('[docs] webhook messaging_feedback: a score comes under the id of its question', async () => {
  await act('feedback', { question_id: 'q1', score: '5', follow_up: 'Lovely plants' })
  expect(await app.item('messaging_feedback')).toEqual({
    ...fromPerson(),
    messaging_feedback: {
      feedback_screens: [
        { screen_id: 0, questions: { q1: { type: 'csat', payload: '5', follow_up: { type: 'free_form', payload: 'Lovely plants' } } } },
      ],
    },
  })
})

test('[docs] webhook response_feedback: a thumb names the message of the Page', async () => {
  const { body } = await graph(box, '/me/messages', {
    token: it('PAGE_TOKEN'),
    body: { recipient: { id: it('PSID') }, message: { text: 'We open at nine.' } },
  })
  await act('response-feedback', { mid: body['message_id'], feedback: 'bad' })
  expect(await app.item('response_feedback')).toEqual({
    ...fromPerson(),
    response_feedback: { feedback: 'Bad response', mid: body['message_id'] },
  })
  expect(await act('response-feedback', { mid: 'm_none' })).toEqual({ error: 'The Page sent no message m_none.' })
})

test('[docs] webhook send_cart: a cart lists its products and a note', async () => {
  const products = [{ retailer_id: 'r1', name: 'Trowel', unit_price: 12, currency: 'PLN', quantity: 2 }]
  await act('carts', { products, note: 'Before Friday' })
  expect(await app.item('order')).toEqual({ ...fromPerson(), order: { products, note: 'Before Friday' } })
})

test('[docs] webhook messaging_game_plays: a played round tells game, player and score', async () => {
  const game_play = { game_id: '1', player_id: '2', context_type: 'SOLO', context_id: '3', score: 90, payload: 'P' }
  await act('game-plays', game_play)
  expect(await app.item('game_play')).toEqual({ ...fromPerson(), game_play })
})

test('[docs] webhook messages: an accepted message request is no message', async () => {
  await act('message-requests')
  expect(await app.item('message_request')).toEqual({ ...fromPerson(), message_request: 'accept' })
})

test('[seen] webhook messaging_customer_information: a filled screen comes as pairs', async () => {
  await act('customer-information', { responses: { city: 'Warszawa' } })
  expect(await app.item('messaging_customer_information')).toMatchObject({
    messaging_customer_information: { screens: [{ responses: [{ key: 'city', value: 'Warszawa' }] }] },
  })
})

test('[unproven] webhook messaging_in_thread_lead_form_submit: a lead form comes as data', async () => {
  await act('lead-forms', { answers: { email: 'a@example.com' } })
  expect(await app.item('lead')).toMatchObject({ lead: { data: [{ name: 'email', values: ['a@example.com'] }] } })
})

test('[unproven] webhook calls: any other event goes out under its field, with members of its own', async () => {
  await act('messaging', { field: 'calls', event: { calls: { id: '1', event: 'connect' }, timestamp: 7 } })
  expect(await app.item('calls')).toEqual({ ...fromPerson(), timestamp: 7, calls: { id: '1', event: 'connect' } })
  expect(await act('messaging', { field: 'smoke', event: {} })).toEqual({ error: 'There is no webhook field smoke.' })
})

test('an event of nobody has no sender, and one of old days its old spelling', async () => {
  await box.control('messaging', {
    page_id: it('PAGE_ID'),
    field: 'messaging_policy_enforcement',
    event: { 'policy-enforcement': { action: 'warning' } },
  })
  expect(await app.item('policy-enforcement')).not.toHaveProperty('sender')
})
