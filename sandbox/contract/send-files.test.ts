import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Box, openBox } from './box.ts'
import { type Ear, openEar } from './ear.ts'
import { type Files, openFiles, PDF, PNG } from './files.ts'
import { env } from './graph.ts'
import { send, sendForm } from './sends.ts'

const DAY = 24 * 3_600_000
let box: Box
let app: Ear
let files: Files
beforeAll(async () => {
  box = await openBox()
  app = await openEar(box)
  files = await openFiles()
})
afterAll(async () => {
  await box.close()
  await app.close()
  await files.close()
})

const it = (name: string) => env(box, name)
const attach = (type: string, payload: Record<string, unknown>) =>
  send(box, it('PSID'), { messaging_type: 'RESPONSE', message: { attachment: { type, payload } } })
const refused = async (type: string, payload: Record<string, unknown>) => (await attach(type, payload)).error
const echoOf = async (mid: unknown) => {
  for (let count = 1; ; count += 1) {
    await app.untilHeard(count)
    const found = app
      .entries()
      .flatMap(({ messaging = [] }) => messaging)
      .find(({ message }) => message?.['mid'] === mid)
    if (found) {
      return found.message
    }
  }
}
const upload = async (type: string, payload: Record<string, unknown>) =>
  sendForm(box, `/${it('PAGE_ID')}/message_attachments`, { message: { attachment: { type, payload } } })

test.each([
  ['image', '/logo.png'],
  ['video', '/film.mp4'],
  ['audio', '/song.mp3'],
  ['file', '/list.pdf'],
])('[docs] POST /{page}/messages: %s by url is really fetched and stands in the echo with an address of its own', async (type, path) => {
  const { status, body } = await attach(type, { url: files.url(path) })
  expect(status).toBe(200)
  expect(body).toEqual({ recipient_id: it('PSID'), message_id: expect.any(String) })
  expect(files.asked).toContain(path)
  const echo = await echoOf(body['message_id'])
  expect(echo?.['attachments']).toEqual([{ type, payload: { url: expect.stringContaining('/sandbox/media/') } }])
})

test('[unproven] POST /{page}/messages: redirects are followed to the file', async () => {
  expect((await attach('image', { url: files.url('/moved/logo.png') })).status).toBe(200)
})

test('[docs] POST /{page}/messages: an image by url may have 8 MB, not more: 100/2018109', async () => {
  expect((await attach('image', { url: files.url('/8-megabytes.png') })).status).toBe(200)
  expect(await refused('image', { url: files.url('/over-8-megabytes.png') })).toMatchObject({ code: 100, error_subcode: 2018109 })
})

test('[docs] POST /{page}/messages: any other file may have 25 MB: the image that was too big passes as a file', async () => {
  expect((await attach('file', { url: files.url('/over-8-megabytes.png') })).status).toBe(200)
  expect(await refused('file', { url: files.url('/over-25-megabytes.pdf') })).toMatchObject({ code: 100, error_subcode: 2018109 })
})

test('[seen] POST /{page}/messages: a url that cannot be fetched is 100/2018008', async () => {
  for (const url of [files.url('/nothing-here.png'), 'http://127.0.0.1:1/a.png', 'ftp://example.com/a.png']) {
    expect(await refused('image', { url })).toMatchObject({
      code: 100,
      error_subcode: 2018008,
      message: '(#100) Failed to fetch the file from the url',
    })
  }
})

test('[docs] POST /{page}/messages: a file that does not come in time is 100/2018008, a film 100/2018294', async () => {
  await box.control('settings', { fetch_timeout_ms: 50, video_fetch_timeout_ms: 50 }, 'PATCH')
  expect(await refused('image', { url: files.url('/never') })).toMatchObject({ error_subcode: 2018008 })
  expect(await refused('video', { url: files.url('/never') })).toMatchObject({ error_subcode: 2018294 })
  await box.control('settings', { fetch_timeout_ms: 10_000, video_fetch_timeout_ms: 75_000 }, 'PATCH')
})

test('[seen] POST /{page}/messages: a file that is not what it is said to be is 100/2018047', async () => {
  expect(await refused('image', { url: files.url('/page.html') })).toMatchObject({ code: 100, error_subcode: 2018047 })
  expect(await refused('audio', { url: files.url('/logo.png') })).toMatchObject({ code: 100, error_subcode: 2018047 })
})

test('[docs] POST /{page}/messages: a corrupt film is 100/2018294', async () => {
  expect(await refused('video', { url: files.url('/broken.mp4') })).toMatchObject({ code: 100, error_subcode: 2018294 })
})

test('[docs] POST /{page}/messages: is_reusable gives an attachment id that sends again without a fetch', async () => {
  const { body } = await attach('image', { url: files.url('/photo.jpg'), is_reusable: true })
  expect(body['attachment_id']).toMatch(/^\d+$/)
  const asked = files.asked.length
  expect((await attach('image', { attachment_id: body['attachment_id'] })).status).toBe(200)
  expect(files.asked.length).toBe(asked)
})

test('[docs] POST /{page}/messages: an unknown attachment id is 100/2018074, one of another type 100/2018047', async () => {
  expect(await refused('image', { attachment_id: '42' })).toMatchObject({ code: 100, error_subcode: 2018074 })
  const { body } = await upload('file', { url: files.url('/list.pdf') })
  expect(await refused('image', { attachment_id: body['attachment_id'] })).toMatchObject({ code: 100, error_subcode: 2018047 })
})

test('[docs] POST /{page}/message_attachments: keeps a file by url for 90 days', async () => {
  const { status, body } = await upload('image', { url: files.url('/logo.png'), is_reusable: true })
  expect(status).toBe(200)
  expect(body).toEqual({ attachment_id: expect.stringMatching(/^\d+$/) })
  const payload = { attachment_id: body['attachment_id'] }
  await box.control('clock', { advance_ms: 89 * DAY })
  const human = { messaging_type: 'MESSAGE_TAG', tag: 'HUMAN_AGENT', message: { attachment: { type: 'image', payload } } }
  await box.control('messages', { page_id: it('PAGE_ID'), person_id: it('PSID'), text: 'still here' })
  expect((await send(box, it('PSID'), human)).status).toBe(200)
  await box.control('clock', { advance_ms: DAY })
  expect((await send(box, it('PSID'), human)).error).toMatchObject({ code: 100, error_subcode: 2018074 })
  await box.control('clock', { reset: true })
})

test('[docs] POST /{page}/message_attachments: takes filedata of a multipart body', async () => {
  const filedata = new File([new Uint8Array(PNG)], 'logo.png', { type: 'image/png' })
  const message = { attachment: { type: 'image', payload: { is_reusable: true } } }
  const { body } = await sendForm(box, '/me/message_attachments', { message, filedata })
  expect(body).toEqual({ attachment_id: expect.stringMatching(/^\d+$/) })
})

test('[docs] POST /{page}/messages: takes filedata, with the message in the form', async () => {
  const filedata = new File([new Uint8Array(PDF)], 'Preisliste Ü.pdf', { type: 'application/pdf' })
  const { status, body } = await sendForm(box, '/me/messages', {
    recipient: { id: it('PSID') },
    messaging_type: 'RESPONSE',
    message: { attachment: { type: 'file', payload: { is_reusable: true } } },
    filedata,
  })
  expect(status).toBe(200)
  expect(body).toMatchObject({ recipient_id: it('PSID'), attachment_id: expect.any(String) })
  const [sent] = ((await echoOf(body['message_id']))?.['attachments'] ?? []) as { payload: { url: string } }[]
  const served = await fetch(sent?.payload.url ?? '')
  expect(served.headers.get('content-type')).toBe('application/pdf')
  expect(served.headers.get('content-disposition')).toBe("attachment; filename*=UTF-8''Preisliste%20%C3%9C.pdf")
  expect(Buffer.from(await served.arrayBuffer())).toEqual(PDF)
})

test('[seen] POST /{page}/messages: neither url nor file is 100, exactly one file must come', async () => {
  expect(await refused('image', { is_reusable: true })).toMatchObject({
    code: 100,
    message: '(#100) Incorrect number of files uploaded. Must upload exactly one file.',
  })
})

test('[docs] POST /{page}/messages: several images go in one message, anything else in a stack does not', async () => {
  const image = (path: string) => ({ type: 'image', payload: { url: files.url(path) } })
  const { body } = await send(box, it('PSID'), { message: { attachments: [image('/logo.png'), image('/photo.jpg')] } })
  expect((await echoOf(body['message_id']))?.['attachments']).toHaveLength(2)
  const { error } = await send(box, it('PSID'), {
    message: { attachments: [image('/logo.png'), { type: 'file', payload: { url: files.url('/list.pdf') } }] },
  })
  expect(error).toMatchObject({ code: 100 })
})

test.each([369239263222822, 740000000000101, 4242])(
  '[docs] POST /{page}/messages: the sticker %i goes by its number, and has a picture',
  async (id) => {
    const { body } = await send(box, it('PSID'), { message: { sticker_id: id } })
    const attachments = (await echoOf(body['message_id']))?.['attachments'] as { payload: { url: string } }[]
    expect(attachments).toEqual([{ type: 'sticker', payload: { url: expect.any(String), sticker_id: id } }])
    const picture = await fetch(attachments[0]?.payload.url ?? '')
    expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/png'])
  },
)

test('[docs] POST /{page}/messages: an attachment without payload or with an unknown type is 100', async () => {
  expect((await send(box, it('PSID'), { message: { attachment: { type: 'image' } } })).error).toMatchObject({
    code: 100,
    message: '(#100) The parameter message[attachment][payload] is required',
  })
  expect(await refused('hologram', {})).toMatchObject({ code: 100 })
})

test('a file of ours ends, is signed, and answers ranges', async () => {
  const { body } = await attach('video', { url: files.url('/film.mp4') })
  const [sent] = ((await echoOf(body['message_id']))?.['attachments'] ?? []) as { payload: { url: string } }[]
  const url = sent?.payload.url ?? ''
  const part = await fetch(url, { headers: { range: 'bytes=4-7' } })
  expect(part.status).toBe(206)
  expect(part.headers.get('content-range')).toMatch(/^bytes 4-7\/\d+$/)
  expect(await part.text()).toBe('ftyp')
  const headers = Object.fromEntries(part.headers)
  expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'content-security-policy': expect.stringContaining('sandbox') })
  expect((await fetch(url, { headers: { range: 'bytes=99999-' } })).status).toBe(416)
  expect((await fetch(url.replace('film', 'other'))).status).toBe(403)
  await box.control('clock', { advance_ms: 15 * DAY })
  const late = await fetch(url)
  expect([late.status, await late.text()]).toEqual([403, 'URL signature expired'])
  await box.control('clock', { reset: true })
})
