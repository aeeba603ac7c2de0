import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ChannelId, ClientId, MessageId, WorkspaceId } from '#domain/ids.ts'
import { startFileKeeper, type FileKeeper } from '#jobs/file-keeper.ts'
import { noteAttachments, notePicture, type NotedAttachment } from '#storage/attachments.ts'
import { filesOf, openFileTools, startCdn, type Cdn } from '#test/file-desk.ts'
import { noteStorageProblem } from '#storage/files/storage-problem.ts'
import { openStream } from '#test/event-stream.ts'
import { pageDelivery } from '#test/intake-desk.ts'
import { cameraJpeg, picture } from '#test/pictures.ts'
import { openTicketDesk, type Company, type TicketDesk } from '#test/ticket-desk.ts'
import { presentFile } from './present.ts'

let desk: TicketDesk
let ours: Company
let theirs: Company
let cdn: Cdn
let keeper: FileKeeper
let ticketId: string
const closing: (() => Promise<void>)[] = []
const CAMERA = await cameraJpeg()
const FILM = Buffer.concat([Buffer.from('0000001c667479706d70343200000000', 'hex'), Buffer.from('mp42isom'), Buffer.alloc(5000, 7)])

const BYTES: Record<string, Buffer | string> = {
  '/camera.jpg': CAMERA,
  '/film.mp4': FILM,
  '/evil.svg': '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
  '/page.jpg': '<!doctype html><script>alert(1)</script>',
  '/form.pdf': '%PDF-1.7\n1 0 obj',
  '/code.js': 'alert(1)',
  '/face.png': await picture(300, 300).png().toBuffer(),
}

beforeAll(async () => {
  desk = await openTicketDesk()
  ours = await desk.setUp('1067280970047460')
  theirs = await desk.neighbourOf(ours, '990000000000001')
  cdn = await startCdn(({ url = '' }, response) => {
    const bytes = BYTES[url.split('?')[0] ?? '']
    response.writeHead(bytes === undefined ? 404 : 200).end(bytes)
  }, closing)
  const tools = await openFileTools(cdn, { store: desk.fileStore }, closing)
  keeper = await startFileKeeper({ desk: desk.desk, database: desk.database, tools, onFailure: (error) => void desk.failures.push(error) })
  closing.push(keeper.stop)
  ticketId = (await desk.arrive(ours, { text: 'Look at these' })).id
})
afterAll(async () => {
  for (const close of closing.toReversed()) {
    await close()
  }
  await desk.close()
})

/** A message came with this file, and it was fetched. */
async function sent(path: string, more: Partial<NotedAttachment> = {}) {
  const place = { db: desk.desk.db, workspaceId: ours.workspaceId as WorkspaceId, entryId: await newEntry() }
  const noted = {
    entryId: place.entryId,
    position: 0,
    what: 'picture',
    url: path === '' ? undefined : `${cdn.origin}${path}`,
    ...more,
  } as const
  await desk.desk.db.transaction().execute((tx) => noteAttachments(tx, place.workspaceId, [noted]))
  await keeper.idle()
  const [file] = await filesOf(place)
  if (!file) {
    throw new Error('nothing was noted')
  }
  return { ...presentFile(file), entryId: place.entryId }
}

const isNote = ({ line }: { readonly line: string }): boolean => line === 'note'

async function newEntry(): Promise<MessageId> {
  await desk.arrive(ours, { person: '7999', text: `one more ${v7()}` })
  const { id } = await desk.desk.db
    .selectFrom('entries')
    .select('id')
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow()
  return id as MessageId
}

function get(url: string | null, { cookie = ours.agent, headers = {} }: { cookie?: string; headers?: Record<string, string> } = {}) {
  return desk.app.inject({ method: 'GET', url: url ?? '', headers: { host: 'desk.test', ...(cookie ? { cookie } : {}), ...headers } })
}

test('a picture is shown upright without what the camera wrote, small and whole, and kept as it came', async () => {
  const file = await sent('/camera.jpg', { name: 'holiday.jpg' })
  expect(file).toMatchObject({ state: 'kept', type: 'image/jpeg', width: 640, height: 480, url: `/api/v1/files/${file.id}` })
  const [shown, preview, original] = [
    await get(file.url),
    await get(file.previewUrl),
    await get(`${file.url}?size=original`, { cookie: ours.administrator }),
  ]
  for (const { statusCode, headers, rawPayload } of [shown, preview]) {
    expect([statusCode, headers['content-type'], headers['x-content-type-options']]).toEqual([200, 'image/jpeg', 'nosniff'])
    expect(headers['content-disposition']).toBe('inline; filename=holiday.jpg')
    expect(rawPayload.includes('A secret camera')).toBe(false)
  }
  expect(original.rawPayload.equals(CAMERA)).toBe(true)
  expect(original.headers).toMatchObject({
    'content-type': 'application/octet-stream',
    'content-disposition': 'attachment; filename=holiday.jpg',
  })
})

test('the original is for administrators', async () => {
  const file = await sent('/camera.jpg')
  const answer = await get(`${file.url}?size=original`)
  expect([answer.statusCode, answer.json().code]).toEqual([403, 'not-allowed'])
})

test.each(['/evil.svg', '/page.jpg', '/form.pdf', '/code.js'])(
  'attack 27: %s is saved, whatever it says it is, and runs nowhere',
  async (path) => {
    const file = await sent(path, { name: path.slice(1), what: 'picture' })
    expect(file).toMatchObject({ state: 'kept', previewUrl: null })
    const { statusCode, headers } = await get(file.url)
    expect(statusCode).toBe(200)
    expect(headers['content-disposition']).toBe(`attachment; filename=${path.slice(1)}`)
    expect(headers['content-type']).toBe('application/octet-stream')
    expect(headers['x-content-type-options']).toBe('nosniff')
    expect(headers['content-security-policy']).toMatch(/default-src 'none'.*sandbox/)
    expect(headers['content-security-policy']).not.toMatch(/script-src|allow-scripts/)
  },
)

test.each([
  ['../../x', 'attachment; filename=_.._x'],
  ['\u200b.htaccess', 'attachment; filename=htaccess'],
  ['CON', 'attachment; filename=_CON'],
  ['a"\r\nSet-Cookie: x=1', 'attachment; filename="a_Set-Cookie_ x=1"'],
  ['фото.svg', `attachment; filename="????.svg"; filename*=utf-8''%D1%84%D0%BE%D1%82%D0%BE.svg`],
])('attack 26: what is called %j is offered under a safe name', async (name, disposition) => {
  const { headers } = await get((await sent('/evil.svg', { name })).url)
  expect(String(headers['content-disposition']).toLowerCase()).toBe(disposition.toLowerCase())
})

test('attack 28: a file is nobody’s but the workspace’s: not a neighbour’s, not a stranger’s', async () => {
  const file = await sent('/camera.jpg')
  for (const url of [file.url, file.previewUrl, `${file.url}?size=original`]) {
    expect((await get(url, { cookie: theirs.administrator })).statusCode).toBe(404)
    expect((await get(url, { cookie: '' })).statusCode).toBe(401)
  }
  expect((await desk.call(theirs.administrator, `POST /files/${file.id}/tries`)).status).toBe(404)
  expect((await get(`/api/v1/files/${v7()}`)).statusCode).toBe(404)
  expect((await get('/api/v1/files/..%2f..%2fencryption-key')).statusCode).toBe(404)
})

test('everybody of the workspace who may read tickets may see a file', async () => {
  const file = await sent('/camera.jpg')
  for (const cookie of [ours.administrator, ours.agent, ours.employee]) {
    expect((await get(file.url, { cookie })).statusCode).toBe(200)
  }
})

test('what was taken back is for administrators', async () => {
  const file = await sent('/camera.jpg')
  await desk.desk.db.updateTable('entries').set({ removed_at: new Date() }).where('id', '=', file.entryId).execute()
  expect((await get(file.url)).json()).toMatchObject({ code: 'not-allowed', title: expect.stringContaining('took this message back') })
  expect((await get(file.url, { cookie: ours.administrator })).statusCode).toBe(200)
})

test('a browser keeps a file and asks whether it still holds', async () => {
  const file = await sent('/camera.jpg')
  const { headers } = await get(file.url)
  expect(headers['cache-control']).toBe('private, no-cache')
  const again = await get(file.url, { headers: { 'if-none-match': String(headers.etag) } })
  expect([again.statusCode, again.rawPayload.length]).toEqual([304, 0])
  expect((await get(file.url, { headers: { 'if-none-match': '"another"' } })).statusCode).toBe(200)
  expect((await get(file.previewUrl)).headers.etag).not.toBe(headers.etag)
})

test('attack 27: a film is given by ranges, and by nothing that is no range', async () => {
  const file = await sent('/film.mp4', { what: 'video' })
  expect(file).toMatchObject({ type: 'video/mp4', previewUrl: null, size: FILM.length })
  const whole = await get(file.url)
  expect(whole.headers).toMatchObject({ 'accept-ranges': 'bytes', 'content-length': String(FILM.length), 'content-type': 'video/mp4' })
  const part = await get(file.url, { headers: { range: 'bytes=4-7' } })
  expect([part.statusCode, part.headers['content-range'], part.headers['content-length'], part.payload]).toEqual([
    206,
    `bytes 4-7/${FILM.length}`,
    '4',
    'ftyp',
  ])
  expect((await get(file.url, { headers: { range: 'bytes=-5' } })).rawPayload).toHaveLength(5)
  expect((await get(file.url, { headers: { range: 'bytes=10-' } })).rawPayload).toHaveLength(FILM.length - 10)
  for (const range of ['bytes=0-1,4-5', 'bytes=x-y', 'lines=1-2', 'nonsense']) {
    expect((await get(file.url, { headers: { range } })).statusCode).toBe(200)
  }
  expect((await get(file.url, { headers: { range: 'bytes=0-3', 'if-range': '"another"' } })).statusCode).toBe(200)
  const beyond = await get(file.url, { headers: { range: 'bytes=999999-' } })
  expect([beyond.statusCode, beyond.json().code, beyond.headers['content-type']]).toEqual([
    416,
    'range-not-satisfiable',
    'application/problem+json; charset=utf-8',
  ])
})

test('what is gone, refused, or still waits says so in words', async () => {
  const [gone, untold, refused] = [await sent('/nowhere.jpg'), await sent(''), await sent('', { url: 'https://10.0.0.1/x' })]
  expect([gone.url, refused.previewUrl]).toEqual([null, null])
  const problemOf = async ({ id }: { id: string }) => {
    const answer = await get(`/api/v1/files/${id}`)
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/)
    return answer.json()
  }
  expect(await problemOf(gone)).toMatchObject({
    status: 410,
    code: 'file-gone',
    facts: { reason: 'address-dead' },
    title: expect.stringContaining('not available any more'),
  })
  expect(await problemOf(untold)).toMatchObject({ status: 410, facts: { reason: 'no-address' } })
  expect(await problemOf(refused)).toMatchObject({
    status: 409,
    code: 'file-not-kept',
    facts: { state: 'refused', reason: 'address-forbidden' },
  })
})

test('a file whose copy is lost, or whose store is away, says that', async () => {
  const file = await sent('/camera.jpg')
  await desk.desk.db
    .updateTable('files')
    .set({ variants: JSON.stringify({ preview: { type: 'image/jpeg', size: 5, width: 1, height: 1 } }) })
    .execute()
  const { digest } = await desk.desk.db.selectFrom('files').select('digest').where('type', '=', 'image/jpeg').executeTakeFirstOrThrow()
  await desk.fileStore.remove([`${ours.workspaceId}/${digest.slice(0, 2)}/${digest}`])
  expect((await get(file.url)).json()).toMatchObject({ status: 410, code: 'file-gone', title: expect.stringContaining('lost its copy') })
  await desk.desk.db.deleteFrom('attachments').execute()
  await desk.desk.db.deleteFrom('files').execute()
})

test('a file that is gone is tried again when somebody says so', async () => {
  const file = await sent('/later.jpg')
  expect(file.state).toBe('gone')
  BYTES['/later.jpg'] = CAMERA
  expect((await desk.call(ours.employee, `POST /files/${file.id}/tries`)).status).toBe(403)
  expect((await desk.call(ours.agent, `POST /files/${file.id}/tries`)).status).toBe(204)
  await keeper.idle()
  expect((await get(`/api/v1/files/${file.id}`)).statusCode).toBe(200)
  const kept = await desk.call(ours.agent, `POST /files/${file.id}/tries`)
  expect([kept.status, kept.body.code]).toEqual([409, 'conflict'])
})

test("a client's picture is a copy of ours, wherever it is told", async () => {
  const { id: clientId } = (await desk.call(ours.agent, `GET /tickets/${ticketId}`)).body.client
  const owner = { clientId: clientId as ClientId, channelId: ours.channelId as ChannelId }
  const note = (url: string | undefined) =>
    desk.desk.db.transaction().execute((tx) => notePicture(tx, ours.workspaceId as WorkspaceId, { owner, url }))
  await note(`${cdn.origin}/face.png`)
  expect((await desk.call(ours.agent, `GET /tickets/${ticketId}`)).body.client.pictureUrl).toBeNull()
  await keeper.idle()
  const { pictureUrl } = (await desk.call(ours.agent, `GET /tickets/${ticketId}`)).body.client
  expect(pictureUrl).toMatch(/^\/api\/v1\/files\/[\w-]+\?size=preview&v=[0-9a-f]{8}$/)
  expect((await desk.call(ours.agent, `GET /clients/${clientId}`)).body.pictureUrl).toBe(pictureUrl)
  expect(await get(pictureUrl)).toMatchObject({ statusCode: 200, headers: { 'content-type': 'image/jpeg' } })
  await note(`${cdn.origin}/nowhere.png`)
  await keeper.idle()
  expect((await desk.call(ours.agent, `GET /tickets/${ticketId}`)).body.client.pictureUrl).toBe(pictureUrl)
  await note(undefined)
  expect((await desk.call(ours.agent, `GET /tickets/${ticketId}`)).body.client.pictureUrl).toBeNull()
})

test('the picture of an ad that led somebody here by itself is a copy of ours, told again once it is kept', async () => {
  const ad = { ad_title: 'Cargo bikes', photo_url: `${cdn.origin}/face.png` }
  const person = { sender: { id: '7998' }, recipient: { id: ours.page } }
  const { id } = await desk.arrive(ours, { person: '7998', text: 'Hello' })
  const referral = { source: 'ADS', type: 'OPEN_THREAD', ad_id: '77', ads_context_data: ad }
  const stream = await openStream(desk, ours.agent)
  await stream.started()
  await desk.hear(pageDelivery({ ...person, timestamp: Date.now(), referral }))
  const noteIn = async () => (await desk.call(ours.agent, `GET /tickets/${id}/messages`)).body.messages.find(isNote)
  await keeper.idle()
  const { picture: kept } = (await noteIn()).note
  expect(kept).toMatchObject({ state: 'kept', url: `/api/v1/files/${kept.id}`, previewUrl: `/api/v1/files/${kept.id}?size=preview` })
  expect(await get(kept.previewUrl)).toMatchObject({ statusCode: 200, headers: { 'content-type': 'image/jpeg' } })
  expect(JSON.stringify(await noteIn())).not.toContain(cdn.origin)
  await expect
    .poll(() => stream.changes().find(({ data }) => data.type === 'note.changed')?.data, { timeout: 10_000 })
    .toMatchObject({ ticketId: id, lines: [{ note: { picture: { state: 'kept' } } }] })
})

test('no browser is led to Facebook for a picture', async () => {
  const { headers } = await get('/api/v1/session')
  expect(headers['content-security-policy']).toContain("img-src 'self' data: blob:;")
})

test('fault 16: administrators hear that files wait for our storage', async () => {
  expect((await desk.call(ours.administrator, 'GET /file-storage')).body).toEqual({ problem: null })
  const place = { workspaceId: ours.workspaceId as WorkspaceId, entryId: await newEntry() }
  await desk.desk.db
    .transaction()
    .execute((tx) => noteAttachments(tx, place.workspaceId, [{ ...place, position: 0, what: 'file', url: `${cdn.origin}/wait` }]))
  await keeper.idle()
  await desk.desk.db
    .updateTable('attachments')
    .set({ state: 'waiting', reason: 'storage-full', next_try_at: new Date(Date.now() + 60_000) })
    .where('entry_id', '=', place.entryId)
    .execute()
  await desk.desk.db
    .transaction()
    .execute((tx) => noteStorageProblem(tx, place.workspaceId, { reason: 'storage-full', since: desk.desk.now() }))
  expect((await desk.call(ours.administrator, 'GET /file-storage')).body).toEqual({
    problem: { reason: 'storage-full', waitingCount: 1, since: expect.any(String) },
  })
  expect((await desk.call(ours.agent, 'GET /file-storage')).status).toBe(403)
  expect((await desk.call(theirs.administrator, 'GET /file-storage')).body).toEqual({ problem: null })
  const metrics = await desk.app.inject({
    method: 'GET',
    url: '/metrics',
    headers: { host: 'desk.test', authorization: 'Bearer a-token-that-only-this-test-knows' },
  })
  expect(metrics.body).toContain('files_waiting_for_storage 1')
})
