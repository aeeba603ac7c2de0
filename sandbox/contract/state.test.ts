import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { loadSnapshot } from '../snapshot.ts'
import type { State } from '../world/world.ts'
import { type Box, openBox } from './box.ts'
import { env, graph } from './graph.ts'
import { openListener } from './listener.ts'
import { type Ids, oneOfEach } from './right-calls.ts'

let folder: string
let stateFile: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sandbox-state-'))
  stateFile = join(folder, 'world.json')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('a world in which everything has happened is the same world after a restart', async () => {
  const box = await openBox({ stateFile, retryDelaysMs: [3_600_000] })
  const ids = await oneOfEach(box)
  await everythingHappens(box, ids)
  await box.control('webhooks/flush', {})
  // A system user takes a walk through the dialog: `login-restart.test.ts`.
  const bare = Object.entries(partsOf(box.sandbox.world.state)).filter(([name, part]) => sizeOf(part) === 0 && name !== 'systemUsers')
  expect(bare, 'parts that are empty, so that their survival shows nothing').toEqual([])
  await box.close()
  const before = asText(box.sandbox.world.state)
  const loaded = loadSnapshot(stateFile)
  expect(loaded === undefined ? '' : asText(loaded)).toBe(before)
})

test('POST reset gives the first day again: no files, no faults, an empty journal, no webhooks on their way', async () => {
  const box = await openBox({ stateFile, retryDelaysMs: [1000] })
  const ids = await oneOfEach(box)
  await everythingHappens(box, ids)
  expect(readdirSync(`${stateFile}.media`).length).toBeGreaterThan(0)
  await box.control('reset', {})

  const { mainAppId } = box.sandbox.world.state
  const fresh = await freshDay(mainAppId)
  expect(JSON.parse(dayOf(box.sandbox.world.state))).toEqual(JSON.parse(fresh))
  expect(existsSync(`${stateFile}.media`)).toBe(false)
  expect((await box.control('journal'))['entries']).toEqual([])
  expect(await box.control('webhooks/flush', {})).toEqual({ waiting: 0 })
  expect((await graph(box, '/me', { token: env(box, 'PAGE_TOKEN') })).error).toMatchObject({ code: 190 })
  await box.close()
})

/** One of everything that the world can hold, beside what `oneOfEach` makes. */
async function everythingHappens(box: Box, ids: Ids): Promise<void> {
  const it = (name: string) => env(box, name)
  const parties = { page_id: it('PAGE_ID'), person_id: it('PSID') }
  const page = (path: string, body: unknown) => graph(box, path, { token: it('PAGE_TOKEN'), body })
  const app = await openListener('verify me')
  app.answers.push(...Array.from({ length: 200 }, () => 500))
  await graph(box, `/${it('APP_ID')}/subscriptions`, {
    token: `${it('APP_ID')}|${it('APP_SECRET')}`,
    form: { object: 'page', callback_url: app.url, verify_token: 'verify me', fields: 'messages,feed,message_echoes' },
  })
  await page('/me/subscribed_apps', { subscribed_fields: 'messages,feed,message_echoes' })
  await box.control('media?name=x.png', 'bytes')
  await box.control('messages', { ...parties, text: 'Hello', attachments: [{ type: 'sticker', sticker_id: '369239263222822' }] })
  await page('/me/messenger_profile', { greeting: [{ locale: 'default', text: 'Hi' }], get_started: { payload: 'GO' } })
  await page('/me/nlp_configs', { nlp_enabled: true })
  const menu = [{ locale: 'default', call_to_actions: [{ type: 'postback', title: 'Go', payload: 'GO' }] }]
  await page('/me/custom_user_settings', { psid: it('PSID'), persistent_menu: menu })
  await page(`/${ids['label']}/label`, { user: it('PSID') })
  await page('/me/moderate_conversations', { user_ids: [{ id: it('OLD_PSID') }], actions: ['block_user'] })
  await page('/me/messages', { recipient: { comment_id: it('COMMENT_ID') }, message: { text: 'In private' } })
  await page('/me/feed', { message: 'Later', published: false, scheduled_publish_time: Math.floor(Date.now() / 1000) + 7200 })
  const file = new FormData()
  file.set('published', 'false')
  file.set('source', new File([Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')], 'x.png', { type: 'image/png' }))
  await fetch(`${it('GRAPH_URL')}/me/photos?access_token=${it('PAGE_TOKEN')}`, { method: 'POST', body: file })
  const upload = new FormData()
  upload.set('message', JSON.stringify({ attachment: { type: 'image', payload: { is_reusable: true } } }))
  upload.set('filedata', new File([Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')], 'x.png', { type: 'image/png' }))
  await fetch(`${it('GRAPH_URL')}/me/message_attachments?access_token=${it('PAGE_TOKEN')}`, { method: 'POST', body: upload })
  await box.control('optins', { ...parties, ref: 'r', user_ref: 'box-1' })
  await box.control('optins', { ...parties, type: 'notification_messages', title: 'News', payload: 'N' })
  await box.control('send-errors', { ...parties, error: '10/2018108' })
  await box.control(`pages/${it('PAGE_ID')}`, { default_app_id: it('APP_ID'), take_control_app_ids: [it('APP_ID')] }, 'PATCH')
  await box.control(`conversations/${it('PAGE_ID')}/${it('PSID')}`, { owner_app_id: 'inbox', folder: 'other' }, 'PATCH')
  await box.control('ratings', { ...parties, review_text: 'Lovely' })
  await box.control('mentions', { ...parties, message: 'Look at this' })
  await box.control('apps', { name: 'Another' })
  await box.control('faults', { on: 'call', path: '/nowhere', act: 'hang' })
  await box.control('throttles', { page_id: '307561284490715' })
  await box.control('settings', { text_count: 'bytes', webhook_alert_after_ms: 1 }, 'PATCH')
  await graph(box, '/oauth/client_code', {
    form: { client_id: it('APP_ID'), client_secret: it('APP_SECRET'), redirect_uri: it('REDIRECT_URI'), access_token: it('USER_TOKEN') },
  })
  await box.control('clock', { advance_ms: 60_000 })
  await app.untilHeard(1)
  await app.close()
}

function partsOf({ messenger, wall, ...state }: State): Record<string, unknown> {
  const inner = (name: string, part: object) => Object.fromEntries(Object.entries(part).map(([key, value]) => [`${name}.${key}`, value]))
  return { ...state, ...inner('messenger', messenger), ...inner('wall', wall) }
}

function sizeOf(part: unknown): number {
  return part instanceof Map ? part.size : Array.isArray(part) ? part.length : 1
}

async function freshDay(mainAppId: string): Promise<string> {
  const { sandbox, control, close } = await openBox({ appId: mainAppId })
  await control('reset', {})
  const text = dayOf(sandbox.world.state)
  await close()
  return text
}

/** A day without its times, which differ by when it began, its random ids, and the address it began at. */
function dayOf(state: State): string {
  return asText(state, (name, value) => {
    const isTime = typeof value === 'number' && value > 1_000_000_000_000
    return name === 'redirectUris' || name === 'albumId' ? 'random' : isTime ? 'a time' : value
  })
}

function asText(state: State, shown: (name: string, value: unknown) => unknown = (_name, value) => value): string {
  return JSON.stringify(state, (name, value: unknown) => (value instanceof Map ? [...value] : shown(name, value)))
}
