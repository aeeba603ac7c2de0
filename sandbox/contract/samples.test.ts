import { fileTypeFromBuffer } from 'file-type'
import { parseBuffer } from 'music-metadata'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { graph } from './graph.ts'
import { useHeardBox } from './heard-box.ts'

const { box, app, it } = useHeardBox()

type Sample = { name: string; type: string; mime_type: string; size: number; media_id: string }
type Sent = { type: string; payload: { url: string } }

const write = (more: Record<string, unknown>) => box.control('messages', { page_id: it('PAGE_ID'), person_id: it('PSID'), ...more })
const samples = async () => (await box.control('samples'))['samples'] as Sample[]
const heard = async (attachment: Record<string, unknown>) => {
  await write({ attachments: [attachment] })
  const { message } = await app.item('message')
  const [sent] = (message?.['attachments'] ?? []) as Sent[]
  const response = await fetch(sent?.payload.url ?? '')
  return { sent, type: response.headers.get('content-type'), bytes: Buffer.from(await response.arrayBuffer()) }
}

test.each([
  ['balcony.jpg', 'image', 'image/jpeg'],
  ['planting-plan.png', 'image', 'image/png'],
  ['growing.gif', 'image', 'image/gif'],
  ['lemon-tree.webp', 'image', 'image/webp'],
  ['greenhouse.mp4', 'video', 'video/mp4'],
  ['robin.mp3', 'audio', 'audio/mpeg'],
  ['rain.m4a', 'audio', 'audio/x-m4a'],
  ['pump.aac', 'audio', 'audio/aac'],
  ['order-2041.pdf', 'file', 'application/pdf'],
  ['photos.zip', 'file', 'application/zip'],
  ['measurements.csv', 'file', undefined],
])('[docs] webhook messages: the sample %s comes as %s, and its bytes are what its name says', async (name, type, byContent) => {
  const { sent, bytes } = await heard({ sample: name })
  expect(sent).toEqual({ type, payload: { url: expect.stringContaining(`/${name}?`) } })
  expect((await fileTypeFromBuffer(bytes))?.mime).toBe(byContent)
  expect(bytes.length).toBe((await samples()).find((each) => each.name === name)?.size)
})

test.each([
  ['balcony.jpg', 1200, 900, 1],
  ['planting-plan.png', 800, 600, 1],
  ['growing.gif', 240, 180, 8],
  ['lemon-tree.webp', 800, 600, 1],
])('the picture %s can be decoded to its last pixel', async (name, width, height, pages) => {
  const { bytes } = await heard({ sample: name })
  const { info } = await sharp(bytes).raw().toBuffer({ resolveWithObject: true })
  expect([info.width, info.height, (await sharp(bytes).metadata()).pages ?? 1]).toEqual([width, height, pages])
})

test('the photo lies on its side and tells where it was taken, as those of phones do', async () => {
  const { orientation, exif } = await sharp((await heard({ sample: 'balcony.jpg' })).bytes).metadata()
  expect(orientation).toBe(6)
  expect(exif?.toString('latin1')).toContain('A phone of nobody')
})

test.each([
  ['greenhouse.mp4', 4],
  ['robin.mp3', 5],
  ['rain.m4a', 6],
  ['pump.aac', 3],
])('%s lasts %i seconds', async (name, seconds) => {
  const { format } = await parseBuffer((await heard({ sample: name })).bytes, undefined, { duration: true })
  expect(format.duration).toBeCloseTo(seconds, 0)
})

test.each([0.4, 3, 41.3, 125])('[seen] webhook messages: a recording of %d seconds is an audioclip that lasts as long', async (seconds) => {
  const { sent, type, bytes } = await heard({ type: 'audio', seconds })
  expect(sent?.type).toBe('audio')
  expect(new URL(sent?.payload.url ?? '').pathname).toMatch(new RegExp(`/audioclip-\\d{13}-${seconds * 1000}\\.mp4$`))
  expect(type).toBe('audio/mp4')
  const { format } = await parseBuffer(bytes, undefined, { duration: true })
  expect([format.codec, format.duration]).toEqual(['MPEG-4/AAC', seconds])
})

test('[docs] webhook messages: a sticker comes with a picture of its own', async () => {
  const { bytes } = await heard({ type: 'sticker', sticker_id: '369239263222822' })
  const { width, height, hasAlpha } = await sharp(bytes).metadata()
  expect([width, height, hasAlpha]).toEqual([240, 240, true])
})

test.each([
  [{ sample: 'nothing.jpg' }, 'There is no sample nothing.jpg. GET samples lists them.'],
  [{ type: 'audio', seconds: 0 }, 'seconds must be more than 0 and at most 600.'],
  [{ type: 'audio', seconds: 601 }, 'seconds must be more than 0 and at most 600.'],
])('what is no sample and no recording is refused in words: %o', async (attachment, error) => {
  expect(await write({ attachments: [attachment] })).toEqual({ error })
})

test('samples are there again after a reset, with the same ids', async () => {
  const before = await samples()
  await box.control('reset', {})
  expect(await samples()).toEqual(before)
  const [photo] = before
  await write({ attachments: [{ type: 'image', media_id: photo?.media_id }] })
  const { messages } = (await box.control(`conversations/${it('PAGE_ID')}/${it('PSID')}`)) as {
    messages: { attachments: { url: string }[] }[]
  }
  expect((await fetch(messages[0]?.attachments[0]?.url ?? '')).status).toBe(200)
})

test('[seen] GET /{message}: the Conversations API tells name, type and size of a sample', async () => {
  const { mid } = await write({ attachments: [{ sample: 'balcony.jpg' }] })
  const { body } = await graph(box, `/${String(mid)}?fields=attachments`, { token: it('PAGE_TOKEN') })
  expect(body['attachments']).toMatchObject({ data: [{ mime_type: 'image/jpeg', image_data: { width: 1200, height: 900 } }] })
})
