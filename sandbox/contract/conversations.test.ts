import { afterEach, beforeEach, expect, test } from 'vitest'
import { OWNER_ID } from '../world/seed.ts'
import { type Box, openBox } from './box.ts'
import { env, graph } from './graph.ts'

type Row = Readonly<Record<string, unknown>> & { readonly id: string }

let box: Box
beforeEach(async () => {
  box = await openBox()
})
afterEach(() => box.close())

const it = (name: string) => env(box, name)
const call = (path: string) => graph(box, path, { token: it('PAGE_TOKEN') })
const rows = (body: Readonly<Record<string, unknown>>) => body['data'] as Row[]
const threads = async (query = '') => rows((await call(`/v26.0/${it('PAGE_ID')}/conversations?platform=messenger${query}`)).body)
const threadOf = async (psid: string) => (await threads(`&user_id=${psid}`))[0]?.id ?? ''
const write = async (psid: string, text: string) =>
  String((await box.control('messages', { page_id: it('PAGE_ID'), person_id: psid, text }))['mid'])
const send = async (message: Record<string, unknown>, more: Record<string, unknown> = {}) =>
  String(
    (await graph(box, '/me/messages', { token: it('PAGE_TOKEN'), body: { recipient: { id: it('PSID') }, message, ...more } })).body[
      'message_id'
    ],
  )
const GRAPH_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+0000$/
const DAY = 24 * 3_600_000

test('[docs] GET /{page}/conversations: threads come newest first, with id, time and link', async () => {
  const [first, second, ...rest] = await threads()
  expect(rest).toEqual([])
  expect(first).toEqual({
    id: expect.stringMatching(/^t_\d+$/),
    link: expect.stringMatching(new RegExp(`^/${it('PAGE_ID')}/inbox/\\d+/`)),
    updated_time: expect.stringMatching(GRAPH_TIME),
  })
  await write(it('OLD_PSID'), 'news')
  expect((await threads()).map(({ id }) => id)).toEqual([second?.id, first?.id])
})

test('[docs] GET /{page}/conversations: user_id finds the thread of one person', async () => {
  expect(await threads(`&user_id=${it('PSID')}&fields=participants`)).toMatchObject([
    { participants: { data: [{ id: it('PSID') }, { id: it('PAGE_ID') }] } },
  ])
  expect(await threads(`&user_id=${it('BAD_PSID')}`)).toEqual([])
})

test('[docs] GET /{page}/conversations: cursors lead through all threads', async () => {
  const { body } = await call(`/me/conversations?limit=1`)
  const { next } = body['paging'] as { next: string }
  const following = await call(next.slice(it('GRAPH_URL').length))
  expect([...rows(body), ...rows(following.body)]).toEqual(await threads())
  expect(following.body['paging']).not.toHaveProperty('next')
})

test('[seen] GET /{conversation}: every field has the shape of a recorded thread', async () => {
  await send({ text: 'Yes, until six.' })
  await write(it('PSID'), 'Thank you 🌱')
  const id = await threadOf(it('PSID'))
  const { body } = await call(
    `/${id}?fields=can_reply,former_participants,id,is_subscribed,link,message_count,participants,scoped_thread_key,snippet,senders,unread_count,updated_time`,
  )
  const people = {
    data: [it('PSID'), it('PAGE_ID')].map((each) => ({ name: expect.any(String), email: `${each}@facebook.com`, id: each })),
  }
  expect(body).toEqual({
    can_reply: true,
    former_participants: { data: [] },
    id,
    is_subscribed: true,
    link: expect.stringContaining('/inbox/'),
    message_count: 3,
    participants: people,
    scoped_thread_key: id,
    snippet: 'Thank you 🌱',
    senders: people,
    unread_count: 1,
    updated_time: expect.stringMatching(GRAPH_TIME),
  })
})

test('[docs] GET /{conversation}: is_owner and folder are told when asked for', async () => {
  const { body } = await call(`/${await threadOf(it('OLD_PSID'))}?fields=is_owner,folder,can_reply`)
  expect(body).toMatchObject({ is_owner: true, folder: 'inbox', can_reply: false })
})

test('[docs] GET /{conversation}/messages: ids are the mids that webhooks tell, newest first, times whole seconds', async () => {
  const mids = [await write(it('PSID'), 'one'), await send({ text: 'two' })]
  const { body } = await call(`/${await threadOf(it('PSID'))}/messages`)
  expect(rows(body).slice(0, 2)).toEqual(mids.toReversed().map((id) => ({ id, created_time: expect.stringMatching(GRAPH_TIME) })))
})

test('[docs] GET /{conversation}: messages are expanded with their own fields and limit', async () => {
  const mid = await write(it('PSID'), 'one')
  const { body } = await call(`/${await threadOf(it('PSID'))}?fields=messages.limit(1){message,from}`)
  expect(body['messages']).toMatchObject({
    data: [{ id: mid, message: 'one', from: { id: it('PSID'), email: `${it('PSID')}@facebook.com` } }],
    paging: { next: expect.stringContaining('/messages?') },
  })
})

test('[docs] GET /{message}: details are told of the 20 newest messages alone', async () => {
  const mids = []
  for (let count = 0; count < 21; count += 1) {
    mids.push(await write(it('PSID'), `message ${count}`))
  }
  expect((await call(`/${mids[1]}?fields=message`)).body).toMatchObject({ message: 'message 1' })
  const old = await call(`/${mids[0]}?fields=message`)
  expect([old.status, old.error]).toMatchObject([400, { error_subcode: 9000001, message: expect.stringContaining('deleted') }])
  const listed = rows((await call(`/${await threadOf(it('PSID'))}/messages?fields=message,created_time&limit=50`)).body)
  expect(listed.filter((row) => 'message' in row)).toHaveLength(20)
  expect(listed[20]).toEqual({ id: mids[0], created_time: expect.any(String) })
})

test('[unproven] GET /{conversation}/messages: a setting leaves old messages out of the list', async () => {
  for (let count = 0; count < 21; count += 1) {
    await write(it('PSID'), `message ${count}`)
  }
  await box.control('settings', { old_messages_listed: false, old_message_error: 'unsupported' }, 'PATCH')
  const { body } = await call(`/${await threadOf(it('PSID'))}/messages?limit=50`)
  expect(rows(body)).toHaveLength(20)
})

test('[seen] GET /{message}: every field has the shape of a recorded message', async () => {
  const mid = await write(it('PSID'), 'Love is peace 😏')
  const { body } = await call(`/${mid}?fields=created_time,from,id,message,tags,to`)
  expect(body).toEqual({
    created_time: expect.stringMatching(GRAPH_TIME),
    from: { name: expect.any(String), email: `${it('PSID')}@facebook.com`, id: it('PSID') },
    id: mid,
    message: 'Love is peace 😏',
    tags: { data: [{ name: 'inbox' }, { name: 'source:mobile' }] },
    to: { data: [{ name: expect.any(String), email: `${it('PAGE_ID')}@facebook.com`, id: it('PAGE_ID') }] },
  })
})

test('[docs] GET /{message}: the default fields are id and created_time', async () => {
  const mid = await write(it('PSID'), 'x')
  expect((await call(`/${mid}`)).body).toEqual({ id: mid, created_time: expect.stringMatching(GRAPH_TIME) })
})

test('[docs] GET /{message}: reply_to names the answered message and whose it was', async () => {
  const asked = await write(it('PSID'), 'Open?')
  const answered = await send({ text: 'Yes' }, { reply_to: { mid: asked } })
  expect((await call(`/${answered}?fields=reply_to`)).body).toEqual({ id: answered, reply_to: { mid: asked, is_self_reply: false } })
})

test('[seen] GET /{message}/attachments: a picture has its type, size, pixels and an address that can be fetched', async () => {
  const bytes = await (await fetch(`${it('GRAPH_URL')}/sandbox/pictures/${it('PAGE_ID')}.png`)).arrayBuffer()
  const kept = await fetch(`${it('GRAPH_URL')}/sandbox/media?name=roses.png`, {
    method: 'POST',
    headers: { 'content-type': 'image/png' },
    body: bytes,
  })
  const { media_id: mediaId } = (await kept.json()) as { media_id: string }
  const { mid } = await box.control('messages', {
    page_id: it('PAGE_ID'),
    person_id: it('PSID'),
    attachments: [{ type: 'image', media_id: mediaId }],
  })
  const [file] = rows((await call(`/${String(mid)}/attachments`)).body)
  const data = file?.['image_data'] as { url: string }
  expect(file).toEqual({
    id: mediaId,
    mime_type: 'image/png',
    name: `image-${mediaId}`,
    size: bytes.byteLength,
    image_data: {
      width: 160,
      height: 160,
      max_width: 160,
      max_height: 160,
      url: data.url,
      preview_url: data.url,
      image_type: 1,
      render_as_sticker: false,
    },
  })
  expect((await fetch(data.url)).headers.get('content-type')).toBe('image/png')
  const { body } = await call(`/${String(mid)}?fields=attachments,message`)
  expect(body).toMatchObject({ message: '', attachments: { data: [{ id: mediaId }] } })
})

test('[docs] GET /{page}/conversations: a request without a word for 30 days is not listed', async () => {
  const path = `conversations/${it('PAGE_ID')}/${it('PSID')}`
  expect(await box.control(path, { folder: 'other' }, 'PATCH')).toMatchObject({ folder: 'other' })
  expect(await threads('&folder=other')).toHaveLength(1)
  await box.control('clock', { advance_ms: 31 * DAY })
  expect(await threads('&folder=other')).toEqual([])
  expect(await threads()).toHaveLength(1)
})

test('[docs] GET /{page}/conversations: needs three permissions and the MESSAGING or MODERATE task', async () => {
  const path = `/${it('PAGE_ID')}/conversations`
  await box.control(`pages/${it('PAGE_ID')}`, { roles: { [OWNER_ID]: ['MODERATE'] } }, 'PATCH')
  expect((await call(path)).status).toBe(200)
  await box.control(`pages/${it('PAGE_ID')}`, { roles: { [OWNER_ID]: ['ANALYZE'] } }, 'PATCH')
  expect((await call(path)).error).toMatchObject({ code: 200 })
  await box.control(`pages/${it('PAGE_ID')}`, { roles: { [OWNER_ID]: ['MESSAGING'] } }, 'PATCH')
  await graph(box, '/me/permissions/pages_read_engagement', { method: 'DELETE', token: it('USER_TOKEN') })
  expect((await call(path)).error).toMatchObject({ code: 200, message: expect.stringContaining('pages_read_engagement') })
})

test('[docs] GET /{message}: nobody else can read it, a user token neither', async () => {
  const mid = await write(it('PSID'), 'x')
  const { error } = await graph(box, `/${mid}`, { token: it('USER_TOKEN') })
  expect(error).toMatchObject({ code: 100, error_subcode: 33 })
})

test('Instagram is refused in words', async () => {
  const { error } = await call('/me/conversations?platform=instagram')
  expect(error).toMatchObject({ message: expect.stringContaining('Not in the sandbox: conversations of Instagram') })
})
