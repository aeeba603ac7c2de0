import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Box, openBox } from './box.ts'
import { env, graph } from './graph.ts'

let box: Box
beforeEach(async () => {
  box = await openBox()
})
afterEach(() => box.close())

const it = (name: string) => env(box, name)
const GET_STARTED = { payload: 'GET_STARTED' }
const ITEM = { type: 'postback', title: 'Restart', payload: 'RESTART' }
const MENU = [{ locale: 'default', composer_input_disabled: false, call_to_actions: [ITEM] }]
const set = (body: Record<string, unknown>) => graph(box, `/v26.0/me/messenger_profile`, { token: it('PAGE_TOKEN'), body })
const drop = (fields: string[]) => graph(box, '/me/messenger_profile', { method: 'DELETE', token: it('PAGE_TOKEN'), body: { fields } })
const get = async (fields: string) => (await graph(box, `/me/messenger_profile?fields=${fields}`, { token: it('PAGE_TOKEN') })).body['data']
const menuOf = (item: Record<string, unknown>, count = 1) => [
  { locale: 'default', call_to_actions: Array.from({ length: count }, () => item) },
]
const refused = async (body: Record<string, unknown>) => (await set({ get_started: GET_STARTED, ...body })).error

test('[seen] POST /{page}/messenger_profile: what was set is read in one object', async () => {
  expect((await set({ get_started: GET_STARTED, persistent_menu: MENU })).body).toEqual({ result: 'success' })
  expect(await get('get_started,persistent_menu')).toEqual([{ get_started: GET_STARTED, persistent_menu: MENU }])
  expect(await get('get_started')).toEqual([{ get_started: GET_STARTED }])
})

test('[docs] GET /{page}/messenger_profile: what is not set is not shown', async () => {
  expect(await get('greeting')).toEqual([])
  await set({ get_started: GET_STARTED })
  expect(await get('greeting,get_started')).toEqual([{ get_started: GET_STARTED }])
})

test('[docs] POST /{page}/messenger_profile: properties not named keep their value, a form is taken as well', async () => {
  await set({ get_started: GET_STARTED })
  const greeting = [{ locale: 'default', text: 'Hello {{user_first_name}}!' }]
  const form = { greeting: JSON.stringify(greeting) }
  expect((await graph(box, `/${it('PAGE_ID')}/messenger_profile`, { token: it('PAGE_TOKEN'), form })).body).toEqual({ result: 'success' })
  expect(await get('greeting,get_started')).toEqual([{ greeting, get_started: GET_STARTED }])
})

test('[docs] DELETE /{page}/messenger_profile: takes properties away', async () => {
  await set({ get_started: GET_STARTED, persistent_menu: MENU })
  expect((await drop(['persistent_menu'])).body).toEqual({ result: 'success' })
  expect(await get('get_started,persistent_menu')).toEqual([{ get_started: GET_STARTED }])
})

test('[seen] POST /{page}/messenger_profile: a menu needs the Get Started button, 100/2018145', async () => {
  const words = '(#100) You must set a Get Started button if you also wish to use persistent menu.'
  expect((await set({ persistent_menu: MENU })).error).toMatchObject({ code: 100, error_subcode: 2018145, message: words })
  await set({ get_started: GET_STARTED, persistent_menu: MENU })
  expect((await drop(['get_started'])).error).toMatchObject({ error_subcode: 2018145 })
})

test('[docs] POST /{page}/messenger_profile: a menu has 20 items, a title 30 characters', async () => {
  expect((await set({ get_started: GET_STARTED, persistent_menu: menuOf(ITEM, 20) })).status).toBe(200)
  expect(await refused({ persistent_menu: menuOf(ITEM, 21) })).toMatchObject({ code: 105 })
  expect((await set({ persistent_menu: menuOf({ ...ITEM, title: 'x'.repeat(30) }) })).status).toBe(200)
  expect(await refused({ persistent_menu: menuOf({ ...ITEM, title: 'x'.repeat(31) }) })).toMatchObject({ code: 100 })
})

test('[seen] POST /{page}/messenger_profile: a nested menu is an invalid button type', async () => {
  const nested = { type: 'nested', title: 'More', call_to_actions: [ITEM] }
  expect(await refused({ persistent_menu: menuOf(nested) })).toMatchObject({ code: 100, message: '(#100) Invalid button type' })
})

test.each([
  ['a greeting without the default locale', { greeting: [{ locale: 'de_DE', text: 'Hallo' }] }],
  ['a menu without the default locale', { persistent_menu: [{ locale: 'de_DE', call_to_actions: [ITEM] }] }],
  ['a domain without https', { whitelisted_domains: ['http://example.com/'] }],
  ['an address as a domain', { whitelisted_domains: ['https://127.0.0.1/'] }],
  ['an account linking url without https', { account_linking_url: 'http://example.com/link' }],
  ['a Get Started button without payload', { get_started: {} }],
  ['a property that ended', { home_url: { url: 'https://example.com' } }],
  ['Instagram', { platform: 'instagram', ice_breakers: [{ question: 'When?', payload: 'WHEN' }] }],
])('[docs] POST /{page}/messenger_profile: %s is refused', async (_what, body) => {
  expect(await refused(body)).toMatchObject({ code: 100 })
})

const greetingOf = (length: number) => ({ greeting: [{ locale: 'default', text: 'x'.repeat(length) }] })

test('[unproven] POST /{page}/messenger_profile: a greeting may be longer than documented, as that of the sample app of Meta is', async () => {
  expect((await set(greetingOf(161))).body).toEqual({ result: 'success' })
  expect(await get('greeting')).toEqual([greetingOf(161)])
})

test('[docs] POST /{page}/messenger_profile: a greeting has 160 characters, by the setting overlong_greeting', async () => {
  await box.control('settings', { overlong_greeting: 'refused' }, 'PATCH')
  expect((await set(greetingOf(160))).status).toBe(200)
  expect((await set(greetingOf(161))).error).toMatchObject({ code: 100 })
})

const nlp = (query: string, token = it('PAGE_TOKEN')) => graph(box, `/v26.0/me/nlp_configs?${query}`, { token, method: 'POST' })
const isNlpOn = async () => {
  const { pages } = (await box.control('world')) as { pages: { id: string; is_nlp_on: boolean }[] }
  return pages.find(({ id }) => id === it('PAGE_ID'))?.is_nlp_on
}

test('[docs] POST /{page}/nlp_configs: switches the built-in language processing on and off', async () => {
  expect((await nlp('nlp_enabled=true')).body).toEqual({ success: true })
  expect(await isNlpOn()).toBe(true)
  expect((await nlp('model=PORTUGUESE&custom_token=wit&n_best=2')).body).toEqual({ success: true })
  expect(await isNlpOn()).toBe(true)
  await nlp('nlp_enabled=false')
  expect(await isNlpOn()).toBe(false)
})

test('[docs] POST /{page}/nlp_configs: takes no model that is none, and needs the permission pages_manage_metadata', async () => {
  expect((await nlp('nlp_enabled=true&model=KLINGON')).error).toMatchObject({ code: 100, message: expect.stringContaining('ARABIC') })
  expect((await nlp('n_best=9')).error).toMatchObject({ code: 100 })
  await graph(box, '/me/permissions/pages_manage_metadata', { token: it('USER_TOKEN'), method: 'DELETE' })
  expect((await nlp('nlp_enabled=true')).error).toMatchObject({ code: 200 })
})

test('[docs] POST /{page}/nlp_configs: can be written, and not read', async () => {
  expect((await graph(box, '/me/nlp_configs', { token: it('PAGE_TOKEN') })).error).toMatchObject({ code: 100 })
})

test('[docs] POST /{page}/messenger_profile: ice breakers come in the old or the new shape, four at most', async () => {
  const question = { question: 'When are you open?', payload: 'HOURS' }
  const localised = [{ locale: 'default', call_to_actions: [question] }]
  expect((await set({ ice_breakers: [question, question, question, question] })).status).toBe(200)
  expect((await set({ ice_breakers: localised })).status).toBe(200)
  expect(await get('ice_breakers')).toEqual([{ ice_breakers: localised }])
  expect(await refused({ ice_breakers: Array.from({ length: 5 }, () => question) })).toMatchObject({ code: 105 })
  expect(await refused({ ice_breakers: [...localised, question] })).toMatchObject({ code: 100 })
})

test('[docs] POST /{page}/messenger_profile: up to 50 domains, an account linking url and commands', async () => {
  const domains = Array.from({ length: 50 }, (_, index) => `https://shop${index}.example.com/`)
  const commands = [{ locale: 'default', commands: [{ name: 'flights', description: 'Find a flight' }] }]
  const all = { whitelisted_domains: domains, account_linking_url: 'https://example.com/link', commands }
  expect((await set(all)).status).toBe(200)
  expect(await get('whitelisted_domains,account_linking_url,commands')).toEqual([all])
  expect(await refused({ whitelisted_domains: [...domains, 'https://one.more.example.com/'] })).toMatchObject({ code: 105 })
})

test('[docs] GET /{page}/messenger_profile: the European rules can be read', async () => {
  expect(await get('subject_to_new_eu_privacy_rules')).toEqual([{ subject_to_new_eu_privacy_rules: false }])
})

test('[docs] GET /{page}/messenger_profile: an unknown property fails', async () => {
  const { error } = await graph(box, '/me/messenger_profile?fields=mood', { token: it('PAGE_TOKEN') })
  expect(error).toMatchObject({ code: 100 })
})

test('[docs] POST /{page}/messenger_profile: 10 calls in 10 minutes, then 613', async () => {
  for (let count = 0; count < 10; count += 1) {
    expect((await set({ get_started: GET_STARTED })).status).toBe(200)
  }
  expect((await set({ get_started: GET_STARTED })).error).toMatchObject({ code: 613 })
  await box.control('clock', { advance_ms: 10 * 60_000 })
  expect((await set({ get_started: GET_STARTED })).status).toBe(200)
})

test('[docs] POST /{page}/custom_user_settings: one person has a menu of their own', async () => {
  await set({ get_started: GET_STARTED, persistent_menu: MENU })
  const own = menuOf({ type: 'web_url', title: 'Your order', url: 'https://example.com/order' })
  const path = '/me/custom_user_settings'
  const token = it('PAGE_TOKEN')
  expect((await graph(box, path, { token, body: { psid: it('PSID'), persistent_menu: own } })).body).toEqual({ result: 'success' })
  const read = async () => (await graph(box, `${path}?psid=${it('PSID')}`, { token })).body['data']
  expect(await read()).toEqual([{ user_level_persistent_menu: own, page_level_persistent_menu: MENU }])
  const gone = await graph(box, `${path}?psid=${it('PSID')}&params=["persistent_menu"]`, { token, method: 'DELETE' })
  expect(gone.body).toEqual({ result: 'success' })
  expect(await read()).toEqual([{ page_level_persistent_menu: MENU }])
})

test('[docs] DELETE /{page}/custom_user_settings, GET /{page}/custom_user_settings: someone unknown is 100/2018001', async () => {
  const path = `/me/custom_user_settings?psid=${it('BAD_PSID')}&params=["persistent_menu"]`
  for (const method of ['GET', 'DELETE']) {
    expect((await graph(box, path, { method, token: it('PAGE_TOKEN') })).error).toMatchObject({ error_subcode: 2018001 })
  }
})
