import { MessengerBatch, MessengerClient, type MessengerTypes } from 'messaging-api-messenger'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Box, openBox } from './box.ts'
import { type Files, MP3, MP4, openFiles, PDF, PNG } from './files.ts'
import { env } from './graph.ts'
import { type Listener, openListener } from './listener.ts'

/**
 * A client that we did not write, by its own methods: messaging-api-messenger 1.1.0 (2021), with its default version 6.0, its proofs and
 * its spelling of names. Of what its methods speak of, Facebook has ended: list, open graph and airline templates, insights of single
 * days that no longer exist, messaging_feature_review, custom app events, ids_for_apps and ids_for_pages, message tags but HUMAN_AGENT.
 */
let box: Box
let files: Files
let app: Listener
let client: MessengerClient
beforeAll(async () => {
  box = await openBox()
  files = await openFiles()
  app = await openListener('verify me')
  client = new MessengerClient({
    accessToken: it('PAGE_TOKEN'),
    appId: it('APP_ID'),
    appSecret: it('APP_SECRET'),
    origin: it('GRAPH_URL'),
  })
})
afterAll(async () => {
  await box.close()
  await files.close()
  await app.close()
})

const it = (name: string) => env(box, name)
const SENT = { recipientId: expect.any(String), messageId: expect.stringMatching(/^m_/) }
const psid = () => it('PSID')
const codeOf = async (refusal: Promise<unknown>) => {
  const reason: unknown = await refusal.then(
    () => 'not refused',
    (error: unknown) => error,
  )
  return reason instanceof Error ? reason.message.replace(/^(Messenger API - \d+ \w+).*$/s, '$1') : reason
}

test('the client reads its Page and a person', async () => {
  expect(await client.getPageInfo()).toMatchObject({ id: it('PAGE_ID'), name: 'Morawska Garden Studio' })
  expect(await client.getUserProfile(psid())).toMatchObject({ id: psid(), firstName: expect.any(String), profilePic: expect.any(String) })
})

test('the client proves its secret where the app demands it', async () => {
  await box.control('settings', { appsecret_proof_required: true }, 'PATCH')
  expect(await client.sendText(psid(), 'with a proof')).toEqual(SENT)
  const bare = new MessengerClient({ accessToken: it('PAGE_TOKEN'), origin: it('GRAPH_URL') })
  expect(await codeOf(bare.sendText(psid(), 'without'))).toBe('Messenger API - 100 GraphMethodException')
  await box.control('settings', { appsecret_proof_required: false }, 'PATCH')
})

test('the client inspects its token', async () => {
  // With proofs on, this method of the client proves the Page token while it calls with the app token: a fault of its own.
  const config = { accessToken: it('PAGE_TOKEN'), appId: it('APP_ID'), appSecret: it('APP_SECRET'), origin: it('GRAPH_URL') }
  const plain = new MessengerClient({ ...config, skipAppSecretProof: true })
  expect(await plain.debugToken()).toMatchObject({ isValid: true, appId: it('APP_ID'), type: 'PAGE' })
})

test('the client subscribes its app and lists the subscription', async () => {
  const subscription = {
    callbackUrl: app.url,
    verifyToken: 'verify me',
    fields: ['messages'],
    accessToken: `${it('APP_ID')}|${it('APP_SECRET')}`,
  }
  expect(await client.createSubscription(subscription)).toEqual({ success: true })
  expect(await client.getSubscriptions()).toMatchObject([{ object: 'page', callbackUrl: app.url, active: true }])
  expect(await client.getPageSubscription()).toMatchObject({ object: 'page' })
})

test('the client sends texts, with quick replies, tags and to other kinds of recipients', async () => {
  expect(await client.sendText(psid(), 'Dzień dobry 🌿')).toEqual({ ...SENT, recipientId: psid() })
  const quickReplies = [{ contentType: 'text' as const, title: 'Yes', payload: 'YES' }]
  expect(await client.sendText(psid(), 'Shall we?', { quickReplies })).toEqual(SENT)
  expect(await client.sendText(it('OLD_PSID'), 'Here I am', { tag: 'HUMAN_AGENT' })).toEqual(SENT)
  expect(await codeOf(client.sendText(it('OLD_PSID'), 'Too late'))).toBe('Messenger API - 10 OAuthException')
  expect(await codeOf(client.sendText(psid(), 'hi', { tag: 'ACCOUNT_UPDATE' }))).toBe('Messenger API - 100 OAuthException')
})

test('the client sends files by address', async () => {
  expect(await client.sendImage(psid(), files.url('/logo.png'))).toEqual(SENT)
  expect(await client.sendAudio(psid(), files.url('/song.mp3'))).toEqual(SENT)
  expect(await client.sendVideo(psid(), files.url('/film.mp4'))).toEqual(SENT)
  expect(await client.sendFile(psid(), files.url('/list.pdf'))).toEqual(SENT)
})

test('the client uploads files and sends them by id', async () => {
  const { attachmentId } = await client.uploadImage(files.url('/logo.png'), { isReusable: true })
  expect(await client.sendImage(psid(), { attachmentId })).toEqual(SENT)
  const bytes = (name: string) => ({ isReusable: true, filename: name })
  const image = await client.uploadImage(PNG, bytes('a.png'))
  const audio = await client.uploadAudio(MP3, bytes('a.mp3'))
  const video = await client.uploadVideo(MP4, bytes('a.mp4'))
  const file = await client.uploadFile(PDF, bytes('a.pdf'))
  expect(await client.sendImage(psid(), { attachmentId: image.attachmentId })).toEqual(SENT)
  expect(await client.sendAudio(psid(), { attachmentId: audio.attachmentId })).toEqual(SENT)
  expect(await client.sendVideo(psid(), { attachmentId: video.attachmentId })).toEqual(SENT)
  expect(await client.sendFile(psid(), { attachmentId: file.attachmentId })).toEqual(SENT)
})

test('the client sends bytes of its own', async () => {
  const filename = (name: string) => ({ filename: name }) as object
  expect(await client.sendImage(psid(), PNG, filename('a.png'))).toEqual(SENT)
  expect(await client.sendAudio(psid(), MP3, filename('a.mp3'))).toEqual(SENT)
  expect(await client.sendVideo(psid(), MP4, filename('a.mp4'))).toEqual(SENT)
  expect(await client.sendFile(psid(), PDF, filename('a.pdf'))).toEqual(SENT)
})

test('the client sends templates', async () => {
  const button = { type: 'postback' as const, title: 'Yes', payload: 'YES' }
  expect(await client.sendButtonTemplate(psid(), 'Shall we?', [button])).toEqual(SENT)
  const cards = [{ title: 'Seeds', subtitle: 'Red', imageUrl: 'https://example.com/a.png', buttons: [button] }]
  expect(await client.sendGenericTemplate(psid(), cards, { imageAspectRatio: 'square' })).toEqual(SENT)
  const { attachmentId } = await client.uploadImage(files.url('/logo.png'), { isReusable: true })
  expect(await client.sendMediaTemplate(psid(), [{ mediaType: 'image', attachmentId, buttons: [button] }])).toEqual(SENT)
  const receipt = {
    recipientName: 'Ada',
    orderNumber: '12345',
    currency: 'EUR',
    paymentMethod: 'Card 1234',
    summary: { totalCost: 9 },
    elements: [{ title: 'Seeds', price: 9 }],
  } as MessengerTypes.ReceiptAttributes
  expect(await client.sendReceiptTemplate(psid(), receipt)).toEqual(SENT)
  expect(await client.sendOneTimeNotifReqTemplate(psid(), { title: 'When it is back', payload: 'BACK' })).toEqual(SENT)
})

test('airline templates are gone', async () => {
  const attrs = { introMessage: 'Welcome', locale: 'en_US', boardingPass: [] }
  expect(await codeOf(client.sendAirlineBoardingPassTemplate(psid(), attrs))).toBe('Messenger API - 100 OAuthException')
})

test('the client types, stops typing and marks as seen', async () => {
  expect(await client.typingOn(psid())).toEqual({ recipientId: psid() })
  expect(await client.typingOff(psid())).toEqual({ recipientId: psid() })
  expect(await client.markSeen(psid())).toEqual({ recipientId: psid() })
})

test('the client keeps personas and writes under them', async () => {
  const { id } = await client.createPersona({ name: 'Ada', profilePictureUrl: files.url('/photo.jpg') })
  await client.createPersona({ name: 'Grace', profilePictureUrl: files.url('/photo.jpg') })
  expect(await client.getPersona(id)).toEqual({ id, name: 'Ada', profilePictureUrl: files.url('/photo.jpg') })
  expect((await client.getAllPersonas()).map(({ name }) => name)).toEqual(['Grace', 'Ada'])
  expect(await client.sendText(psid(), 'I am Ada', { personaId: id })).toEqual(SENT)
  expect(await client.typingOn(psid(), { personaId: id })).toEqual({ recipientId: psid() })
  expect(await client.deletePersona(id)).toEqual({ success: true })
  expect((await client.getAllPersonas()).map(({ name }) => name)).toEqual(['Grace'])
})

test('the client sends a batch', async () => {
  const answers = await client.sendBatch([MessengerBatch.sendText(psid(), 'one'), MessengerBatch.sendText(it('OLD_PSID'), 'two')])
  expect(answers).toMatchObject([
    { code: 200, body: { recipientId: psid() } },
    { code: 400, body: { error: { code: 10, errorSubcode: 2018278 } } },
  ])
})
