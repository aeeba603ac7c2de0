import { MessengerClient } from 'messaging-api-messenger'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Box, openBox } from './box.ts'
import { env } from './graph.ts'
import { openSecondApp, type SecondApp } from './second-app.ts'

/** The other half of messaging-api-messenger: threads and the Page's profile. What it sends is in `messaging-api-messenger.test.ts`. */
let box: Box
let bot: SecondApp
let client: MessengerClient
let botClient: MessengerClient
beforeAll(async () => {
  box = await openBox()
  bot = await openSecondApp(box, 'messages,messaging_handovers,standby')
  client = new MessengerClient({ accessToken: it('PAGE_TOKEN'), appId: it('APP_ID'), appSecret: it('APP_SECRET'), origin: it('GRAPH_URL') })
  botClient = new MessengerClient({ accessToken: bot.token, origin: it('GRAPH_URL') })
})
afterAll(async () => {
  await box.close()
  await bot.ear.close()
})

const it = (name: string) => env(box, name)
const psid = () => it('PSID')
const DONE = { success: true }
const refusalOf = async (call: Promise<unknown>) => {
  const reason: unknown = await call.then(
    () => 'not refused',
    (error: unknown) => error,
  )
  return reason instanceof Error ? reason.message : reason
}

test('the client sets, reads and deletes each part of the Messenger profile', async () => {
  expect(await client.setGetStarted('GET_STARTED')).toEqual({ result: 'success' })
  expect(await client.getGetStarted()).toEqual({ payload: 'GET_STARTED' })
  expect(await client.setGreeting('Hello {{user_first_name}}')).toEqual({ result: 'success' })
  expect(await client.getGreeting()).toEqual([{ locale: 'default', text: 'Hello {{user_first_name}}' }])
  const menu = [{ type: 'postback' as const, title: 'Opening hours', payload: 'HOURS' }]
  expect(await client.setPersistentMenu(menu)).toEqual({ result: 'success' })
  expect(await client.getPersistentMenu()).toMatchObject([{ locale: 'default', callToActions: menu }])
  expect(await client.setIceBreakers([{ question: 'When are you open?', payload: 'HOURS' }])).toEqual({ result: 'success' })
  expect(await client.getIceBreakers()).toMatchObject([{ question: 'When are you open?', payload: 'HOURS' }])
  for (const removed of [client.deletePersistentMenu(), client.deleteGreeting(), client.deleteIceBreakers()]) {
    expect(await removed).toEqual({ result: 'success' })
  }
  expect(await client.deleteGetStarted()).toEqual({ result: 'success' })
  expect(await client.getGetStarted()).toBeNull()
})

test('the client keeps domains and the address for account linking', async () => {
  await box.control('clock', { advance_ms: 3_600_000 })
  expect(await client.setWhitelistedDomains(['https://example.com'])).toEqual({ result: 'success' })
  expect(await client.getWhitelistedDomains()).toEqual(['https://example.com'])
  expect(await client.deleteWhitelistedDomains()).toEqual({ result: 'success' })
  expect(await client.setAccountLinkingURL('https://example.com/login')).toEqual({ result: 'success' })
  expect(await client.getAccountLinkingURL()).toBe('https://example.com/login')
  expect(await client.deleteAccountLinkingURL()).toEqual({ result: 'success' })
})

test('the client gives one person a menu of their own', async () => {
  await box.control('clock', { advance_ms: 3_600_000 })
  await client.setGetStarted('GET_STARTED')
  const menu = [{ type: 'postback' as const, title: 'My orders', payload: 'ORDERS' }]
  expect(await client.setUserPersistentMenu(psid(), menu)).toEqual({ result: 'success' })
  expect(await client.getUserPersistentMenu(psid())).toMatchObject([{ locale: 'default', callToActions: menu }])
  expect(await client.deleteUserPersistentMenu(psid())).toEqual({ result: 'success' })
})

test('one client takes, passes to the inbox, asks for a thread and learns its owner, as it was written for the Handover Protocol', async () => {
  await box.control('messages', { page_id: it('PAGE_ID'), person_id: psid(), text: 'Is anybody there?' })
  expect(await client.getThreadOwner(psid())).toMatchObject({ appId: it('APP_ID') })
  expect(await client.takeThreadControl(psid())).toEqual(DONE)
  expect(await client.passThreadControlToPageInbox(psid(), 'for a person')).toEqual(DONE)
  expect(await client.getThreadOwner(psid())).toMatchObject({ appId: '263902037430900' })
  expect(await client.requestThreadControl(psid(), 'please')).toEqual(DONE)
  expect(await client.takeThreadControl(psid())).toEqual(DONE)
  expect(await client.getSecondaryReceivers()).toEqual(expect.any(Array))
})

test('two clients pass, take and request a thread', async () => {
  await box.control('settings', { handover: 'routing' }, 'PATCH')
  await box.control(`pages/${it('PAGE_ID')}`, { default_app_id: null }, 'PATCH')
  await box.control('messages', { page_id: it('PAGE_ID'), person_id: psid(), text: 'Hello again' })
  expect(await client.getSecondaryReceivers()).toEqual([{ id: bot.id, name: expect.any(String) }])
  expect(await client.passThreadControl(psid(), Number(bot.id), 'a refund')).toEqual(DONE)
  expect(await botClient.getThreadOwner(psid())).toMatchObject({ appId: bot.id })
  expect(await refusalOf(client.sendText(psid(), 'hi'))).toContain('another app is controlling this thread now')
  expect(await client.requestThreadControl(psid(), 'please')).toEqual(DONE)
  expect(await botClient.passThreadControlToPageInbox(psid())).toEqual(DONE)
  await box.control(`pages/${it('PAGE_ID')}`, { default_app_id: it('APP_ID') }, 'PATCH')
  expect(await client.takeThreadControl(psid())).toEqual(DONE)
  expect(await client.sendText(psid(), 'hi')).toMatchObject({ recipientId: psid() })
})

test('labels have other names today: `page_label_name` is what the client does not send', async () => {
  expect(await refusalOf(client.createLabel('VIP'))).toContain('page_label_name')
})

test('the client switches language processing on', async () => {
  expect(await client.enableNLP()).toEqual({ success: true })
})

test('the client asks for reviews of features', async () => {
  expect(await client.getMessagingFeatureReview()).toEqual([])
})

test('the client reads the figures of Messenger', async () => {
  for (const figure of [
    client.getTotalMessagingConnections({}),
    client.getNewConversations({}),
    client.getBlockedConversations({}),
    client.getReportedConversations({}),
  ]) {
    expect(await figure).toMatchObject({
      period: 'day',
      values: expect.arrayContaining([{ value: expect.any(Number), endTime: expect.any(String) }]),
    })
  }
})

test.each([
  ['ids in other apps', () => client.getIdsForApps({ userId: psid(), appSecret: it('APP_SECRET') })],
  ['ids on other Pages', () => client.getIdsForPages({ userId: psid(), appSecret: it('APP_SECRET') })],
])('what is not there refuses loudly: %s', async (_what, call) => {
  expect(await refusalOf(call())).toMatch(/^Messenger API - \d+ \w+ /)
})
