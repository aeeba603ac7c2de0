import { expect, test } from 'vitest'
import { openEar } from './ear.ts'
import { graph } from './graph.ts'
import { useHeardBox } from './heard-box.ts'

const { box, app, it } = useHeardBox()

const write = (more: Record<string, unknown>) => box.control('messages', { page_id: it('PAGE_ID'), person_id: it('PSID'), ...more })
const said = async (more: Record<string, unknown>) => {
  const { mid } = await write(more)
  return { mid, message: (await app.item('message')).message }
}
const attachmentOf = async (attachment: Record<string, unknown>) => {
  const { message } = await said({ attachments: [attachment] })
  return message?.['attachments']
}
const set = (settings: Record<string, unknown>) => box.control('settings', settings, 'PATCH')
const upload = async (name: string, type: string) => {
  const response = await fetch(`${box.sandbox.url}/sandbox/media?name=${name}`, {
    method: 'POST',
    headers: { 'content-type': type },
    body: 'bytes of a file',
  })
  return (await response.json()) as { media_id: string; url: string; size: number }
}

test('[docs] webhook messages: a text comes with its mid, sender, recipient and time alone', async () => {
  const { mid, message } = await said({ text: 'Is the parcel on its way?' })
  expect(message).toEqual({ mid, text: 'Is the parcel on its way?' })
  const [entry] = app.entries()
  expect(entry?.id).toBe(it('PAGE_ID'))
  expect(Object.keys(entry?.messaging?.[0] ?? {}).sort()).toEqual(['message', 'recipient', 'sender', 'timestamp'])
})

test.each(['image', 'video', 'audio', 'file'])(
  '[docs] webhook messages: the attachment %s carries an address and no text',
  async (type) => {
    const media = await upload('leaf.bin', 'application/octet-stream')
    const { message } = await said({ attachments: [{ type, media_id: media.media_id }] })
    expect(message).toEqual({
      mid: expect.any(String),
      attachments: [{ type, payload: { url: expect.stringContaining(`/sandbox/media/${media.media_id}/leaf.bin?`) } }],
    })
  },
)

test('[docs] webhook messages: the address of a file gives its bytes, with their type', async () => {
  const media = await upload('leaf.jpg', 'image/jpeg')
  const attachments = (await said({ attachments: [{ type: 'image', media_id: media.media_id }] })).message?.['attachments']
  const [{ payload }] = attachments as [{ payload: { url: string } }]
  const file = await fetch(payload.url)
  expect([file.status, file.headers.get('content-type'), await file.text()]).toEqual([200, 'image/jpeg', 'bytes of a file'])
})

test('[docs] webhook messages: several pictures come in one message', async () => {
  const { message } = await said({
    attachments: [
      { type: 'image', url: 'https://cdn.example.com/1.jpg' },
      { type: 'image', url: 'https://cdn.example.com/2.jpg' },
    ],
  })
  expect(message?.['attachments']).toEqual([
    { type: 'image', payload: { url: 'https://cdn.example.com/1.jpg' } },
    { type: 'image', payload: { url: 'https://cdn.example.com/2.jpg' } },
  ])
})

test('[docs] webhook messages: a sticker is one attachment with its number since 30 August 2026', async () => {
  const { message } = await said({ sticker_id: '369239263222822' })
  expect(message?.['attachments']).toEqual([{ type: 'sticker', payload: { url: expect.any(String), sticker_id: 369239263222822 } }])
})

test('[docs] webhook messages: before that day a sticker came as an image and as a sticker', async () => {
  await set({ sticker_shape: 'image_and_sticker' })
  const payload = { url: expect.any(String), sticker_id: 369239263222822 }
  expect((await said({ sticker_id: '369239263222822' })).message?.['attachments']).toEqual([
    { type: 'image', payload },
    { type: 'sticker', payload },
  ])
})

test('[docs] webhook messages: a link is text and a fallback with address and title', async () => {
  const { message } = await said({
    text: 'look https://example.com/a',
    attachments: [{ type: 'fallback', url: 'https://example.com/a', title: 'A page' }],
  })
  expect(message).toMatchObject({
    text: 'look https://example.com/a',
    attachments: [{ type: 'fallback', payload: { url: 'https://example.com/a', title: 'A page' } }],
  })
})

test('[seen] webhook messages: an older link has its title and address beside an empty payload', async () => {
  await set({ fallback_shape: 'beside' })
  expect(await attachmentOf({ type: 'fallback', url: 'https://example.com/a', title: 'A page' })).toEqual([
    { type: 'fallback', title: 'A page', url: 'https://example.com/a', payload: null },
  ])
})

test('[seen] webhook messages: a place is a title and coordinates', async () => {
  expect(await attachmentOf({ type: 'location', title: 'Here', lat: 52.2, long: 21 })).toEqual([
    { type: 'location', title: 'Here', payload: { coordinates: { lat: 52.2, long: 21 } } },
  ])
})

test.each(['reel', 'ig_reel'])('[docs] webhook messages: a %s is told with its video id', async (type) => {
  expect(await attachmentOf({ type, url: 'https://example.com/r/7', title: 'A reel', id: '7' })).toEqual([
    { type, payload: { url: 'https://example.com/r/7', title: 'A reel', reel_video_id: '7' } },
  ])
})

test.each(['post', 'ig_post'])('[docs] webhook messages: a shared %s is told with id, address and title', async (type) => {
  expect(await attachmentOf({ type, url: 'https://example.com/p/8', title: 'A post', id: '8' })).toEqual([
    { type, payload: { id: '8', url: 'https://example.com/p/8', title: 'A post' } },
  ])
})

test('[docs] webhook messages: a shared product is a template with its elements', async () => {
  const elements = [{ id: '1', retailer_id: 'r1', image_url: 'https://example.com/1.jpg', title: 'Trowel', subtitle: '12 zł' }]
  expect(await attachmentOf({ type: 'template', payload: { product: { elements } } })).toEqual([
    { type: 'template', payload: { product: { elements } } },
  ])
})

test('[docs] webhook messages: an appointment passes as it is', async () => {
  expect(await attachmentOf({ type: 'appointment_booking', payload: { status: 'requested' } })).toEqual([
    { type: 'appointment_booking', payload: { status: 'requested' } },
  ])
})

test('[docs] webhook messages: an answer names the message it answers, and whether that was an own one', async () => {
  const first = await write({ text: 'one' })
  const sent = await graph(box, '/me/messages', {
    token: it('PAGE_TOKEN'),
    body: { recipient: { id: it('PSID') }, message: { text: 'hello' } },
  })
  await write({ text: 'to me', reply_to: first['mid'] })
  await write({ text: 'to you', reply_to: sent.body['message_id'] })
  await app.untilHeard(4)
  const replies = app.entries().flatMap(({ messaging }) => messaging?.map(({ message }) => message?.['reply_to']) ?? [])
  expect(replies).toContainEqual({ mid: first['mid'], is_self_reply: true })
  expect(replies).toContainEqual({ mid: sent.body['message_id'], is_self_reply: false })
})

test('[docs] webhook messages: a quick reply carries its payload', async () => {
  expect((await said({ text: 'Red', quick_reply: 'COLOUR_RED' })).message).toMatchObject({
    text: 'Red',
    quick_reply: { payload: 'COLOUR_RED' },
  })
})

test('[docs] webhook messages: who comes from an ad says which, and opens the window for 7 days', async () => {
  const referral = {
    ref: 'spring',
    ad_id: '6045246247433',
    source: 'ADS',
    type: 'OPEN_THREAD',
    ads_context_data: { ad_title: 'Bulbs', post_id: '1', photo_url: 'https://example.com/ad.jpg' },
  }
  expect((await said({ text: 'hi', referral })).message).toMatchObject({ text: 'hi', referral })
  await write({ text: 'one more word' })
  const thread = box.sandbox.world.state.conversations.get(it('PSID'))
  expect((thread?.openedAt ?? 0) + (thread?.windowMs ?? 0)).toBeGreaterThan(Date.now() + 6.9 * 24 * 3_600_000)
})

test('[docs] webhook messages: an ad is told only to an app that subscribed messaging_referrals as well', async () => {
  const narrow = await openEar(box, 'messages')
  await write({ text: 'hi', referral: { source: 'ADS', ad_id: '1', type: 'OPEN_THREAD' } })
  expect((await narrow.item('message')).message).toEqual({ mid: expect.any(String), text: 'hi' })
  await narrow.close()
})

test.each([
  ['from a shop', { referral: { product: { id: '42' } } }],
  ['with a command', { commands: [{ name: 'flight' }] }],
  ['with language understood', { nlp: { entities: {} } }],
])('[docs] webhook messages: a message %s has that member', async (_how, more) => {
  expect((await said({ text: 'hi', ...more })).message).toMatchObject(more)
})

test('[seen] webhook messages: what Messenger cannot show elsewhere is unsupported', async () => {
  expect((await said({ is_unsupported: true })).message).toEqual({ mid: expect.any(String), is_unsupported: true })
})

test('[seen] webhook messages: the earlier word of a plugin stands beside the message', async () => {
  const prior = { source: 'checkbox_plugin', identifier: 'box-1' }
  await write({ text: 'hi', prior_message: prior })
  expect(await app.item('message')).toMatchObject({ prior_message: prior, message: { text: 'hi' } })
})

test('a message with nothing in it, an unknown file and an unknown reply are refused in words', async () => {
  expect(await write({})).toEqual({ error: 'text is missing.' })
  expect(await write({ attachments: [{ type: 'image' }] })).toEqual({ error: 'media_id or url is missing.' })
  expect(await write({ attachments: [{ type: 'image', media_id: '1' }] })).toEqual({ error: 'There is no media 1.' })
  expect(await write({ text: 'hi', reply_to: 'm_none' })).toEqual({ error: 'There is no message m_none.' })
})

test('a person writes by a PSID that has not written yet', async () => {
  expect(await box.control('messages', { page_id: it('PAGE_ID'), person_id: it('BAD_PSID'), text: 'first' })).toMatchObject({
    psid: it('BAD_PSID'),
  })
})

test.each([
  ['See https://shop.example.com/bulbs?id=7.', { url: 'https://shop.example.com/bulbs?id=7', title: 'shop.example.com' }],
  ['(www.example.com)', { url: 'http://www.example.com', title: 'www.example.com' }],
])('[docs] webhook messages: the text "%s" brings its link along as a fallback, and nothing is fetched', async (words, payload) => {
  expect((await said({ text: words })).message).toMatchObject({ text: words, attachments: [{ type: 'fallback', payload }] })
})

test.each([
  ['no address', 'Is it http or www?', {}],
  ['the setting off', 'https://example.com', { link_previews: false }],
])('[seen] webhook messages: a text with %s comes alone', async (_why, words, settings) => {
  await set(settings)
  expect((await said({ text: words })).message).not.toHaveProperty('attachments')
})

test.each([
  ['beside', { title: 'example.com', url: 'https://example.com/a?b', payload: null }],
  ['detour', { title: 'example.com', url: 'https://l.facebook.com/l.php?u=https%3A%2F%2Fexample.com%2Fa%3Fb', payload: null }],
  ['unavailable', { title: 'Attachment Unavailable', url: '', payload: null }],
  ['bare', {}],
])('[seen] webhook messages: B09, a link of a text may be told as %s, and the words stay', async (shape, told) => {
  await set({ fallback_shape: shape })
  const text = 'Do you have this one? https://example.com/a?b'
  expect((await said({ text })).message).toMatchObject({ text, attachments: [{ type: 'fallback', ...told }] })
})
