import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ChannelId, ClientId, WorkspaceId } from '#domain/ids.ts'
import { notePicture } from '#storage/attachments.ts'
import { noteFile } from '#storage/files/files.ts'
import { pageDelivery } from '#test/intake-desk.ts'
import type { TicketSummary } from '../contract/ticket.ts'
import { openTicketDesk, type Company, type TicketDesk } from '#test/ticket-desk.ts'
import type { Client } from './contract.ts'

let desk: TicketDesk
let ours: Company
let theirs: Company

beforeAll(async () => {
  desk = await openTicketDesk()
  ours = await desk.setUp('1067280970047460')
  theirs = await desk.neighbourOf(ours, '2067280970047460')
})
afterAll(() => desk.close())

const ask = (request: string, body?: unknown, cookie = ours.agent) => desk.call(cookie, request, body === undefined ? {} : { body })
/** Somebody who wrote, by this name. */
async function somebody(name: string | undefined, more: object = {}): Promise<TicketSummary> {
  const ticket = await desk.arrive(ours, { text: `I am ${name ?? 'nobody'}` })
  await ask(`PUT /clients/${ticket.client.id}/details`, { name: name ?? null, ...more })
  return ticket
}
const found = async (search: string): Promise<(string | null)[]> =>
  (await ask(`GET /clients?search=${encodeURIComponent(search)}`)).body.clients.map(({ name }: Client) => name)

test('an agent writes name, phone and e-mail, and takes each away again; what is left out stays', async () => {
  const { client } = await somebody('Noor van den Akker')
  const at = `PUT /clients/${client.id}/details`
  const { body } = await ask(at, { phone: ' +31 6 5550  1147 ', email: 'noor.akker@example.org' })
  expect(body).toMatchObject({ name: 'Noor van den Akker', isNameWritten: true, phone: '+31 6 5550 1147', email: 'noor.akker@example.org' })
  expect((await ask(at, { phone: null })).body).toMatchObject({ name: 'Noor van den Akker', phone: null, email: 'noor.akker@example.org' })
  expect((await ask(at, { name: null })).body).toMatchObject({ name: null, toldName: null, isNameWritten: false })
})

test.each([
  [{ phone: 'call me' }, 'phone', 'Enter a phone number in digits, like +49 30 901820.'],
  [{ phone: '5'.repeat(60) }, 'phone', 'The phone number can have at most 50 characters.'],
  [{ email: 'noor at example' }, 'email', 'Enter a whole e-mail address, like name@example.com.'],
  [{ email: '' }, 'email', 'Enter a whole e-mail address, like name@example.com.'],
  [{ name: '\u200b' }, 'name', 'This name has no visible letter. Write another.'],
  [{ colour: 'red' }, 'colour', '“colour” is not a field of this request.'],
])('%j is refused at its field', async (body, field, message) => {
  const { client } = await somebody('Ola')
  const answer = await ask(`PUT /clients/${client.id}/details`, body)
  expect(answer).toMatchObject({ status: 400, body: { code: 'invalid', facts: { fields: [{ field, message }] } } })
})

test('clients are found by the beginnings of their words, by their e-mail and by any part of their phone number', async () => {
  await somebody('Zofia Brzęczek-Łącka', { email: 'zofia.b@studio.example', phone: '+48 22 555 01 88' })
  await somebody('Ángel O’Brien')
  expect(await found('brzę łącka')).toEqual(['Zofia Brzęczek-Łącka'])
  expect(await found('ŁĄC')).toEqual(['Zofia Brzęczek-Łącka'])
  expect(await found('zofia.b@studio')).toEqual(['Zofia Brzęczek-Łącka'])
  expect(await found('022 555 01')).toEqual(['Zofia Brzęczek-Łącka'])
  expect(await found('+48 22')).toEqual(['Zofia Brzęczek-Łącka'])
  expect(await found("o'brien")).toEqual(['Ángel O’Brien'])
  expect(await found('zeczek')).toEqual([])
  expect(await found("'\\ & | ! :* <->")).toEqual([])
})

test('of many that match so many are told, and that there are more', async () => {
  await Promise.all(['Quill Ames', 'Quill Bell', 'Quill Cole'].map((name) => somebody(name)))
  const { body } = await ask('GET /clients?search=quill&limit=2')
  expect([body.clients.map(({ name }: Client) => name), body.hasMore]).toEqual([['Quill Ames', 'Quill Bell'], true])
  expect((await ask('GET /clients?search=quill&limit=3')).body.hasMore).toBe(false)
})

test('two clients are merged: one person, whichever is asked for, and found once by what is known of either', async () => {
  const noor = await somebody('Noor Merger', { email: 'noor@merger.example' })
  const akker = await somebody('N. Akkermerger', { phone: '+31 30 555 0190' })
  const { status, body } = await ask(`POST /clients/${noor.client.id}/merges`, { clientId: akker.client.id })
  expect(status).toBe(200)
  expect(body).toMatchObject({
    id: noor.client.id,
    name: 'Noor Merger',
    ticketCount: 2,
    identities: [{ clientId: noor.client.id, kind: 'person' }, { clientId: akker.client.id }],
    merged: [
      { id: akker.client.id, survivorId: noor.client.id, name: 'N. Akkermerger', phone: '+31 30 555 0190', mergedBy: { name: 'Bea' } },
    ],
  })
  expect(body.tickets.map(({ id }: { id: string }) => id)).toEqual([akker.id, noor.id])
  expect((await ask(`POST /clients/${noor.client.id}/merges`, { clientId: akker.client.id })).body).toEqual(body)
  expect((await ask(`GET /clients/${akker.client.id}`)).body).toEqual(body)
  expect((await ask(`GET /tickets/${akker.id}`)).body.client).toMatchObject({
    id: noor.client.id,
    ownId: akker.client.id,
    name: 'Noor Merger',
    externalId: akker.client.externalId,
  })
  expect(await found('akkermerger')).toEqual(['Noor Merger'])
  expect(await found('30 555 0190')).toEqual(['Noor Merger'])

  const at = `/clients/${noor.client.id}/merges/${body.merged[0].mergeId}`
  expect((await ask(`DELETE ${at}`)).body).toMatchObject({ id: noor.client.id, merged: [], ticketCount: 1 })
  expect((await ask(`DELETE ${at}`)).status).toBe(200)
  expect((await ask(`GET /tickets/${akker.id}`)).body.client).toMatchObject({ id: akker.client.id, name: 'N. Akkermerger' })
  expect(await found('akkermerger')).toEqual(['N. Akkermerger'])
})

test('the card tells what first led a client here, in a message or by itself, and of who are merged the earliest', async () => {
  const at = Date.now() - 3_600_000
  const hear = (person: string, item: object, timestamp: number) =>
    desk.hear(pageDelivery({ sender: { id: person }, recipient: { id: ours.page }, timestamp, ...item }))
  const cardOf = async (id: string): Promise<Client> => (await ask(`GET /clients/${id}`)).body
  const ad = {
    source: 'ADS',
    type: 'OPEN_THREAD',
    ad_id: '77',
    ads_context_data: { ad_title: 'Cargo bikes', photo_url: 'https://cdn.example/a.jpg' },
  }
  const ana = await desk.arrive(ours, { person: '7955', text: 'Hello' })
  expect((await cardOf(ana.client.id)).cameFrom).toBeNull()
  await hear('7955', { message: { mid: 'm_ad', text: 'This one?', referral: ad } }, at + 2000)
  expect((await cardOf(ana.client.id)).cameFrom).toEqual({
    source: 'ADS',
    type: 'OPEN_THREAD',
    ref: null,
    adId: '77',
    adTitle: 'Cargo bikes',
    postId: null,
    productId: null,
    refererUrl: null,
    at: new Date(at + 2000).toISOString(),
  })
  await hear('7955', { referral: { source: 'SHORTLINK', type: 'OPEN_THREAD', ref: 'spring' } }, at + 1000)
  expect((await cardOf(ana.client.id)).cameFrom).toMatchObject({ source: 'SHORTLINK', ref: 'spring' })
  const ben = await desk.arrive(ours, { person: '7956', text: 'Hello' })
  await hear('7956', { message: { mid: 'm_ad_2', text: 'And this?', referral: { ...ad, ad_id: '78' } } }, at)
  await ask(`POST /clients/${ana.client.id}/merges`, { clientId: ben.client.id })
  expect((await cardOf(ana.client.id)).cameFrom).toMatchObject({ adId: '78', at: new Date(at).toISOString() })
})

test('whoever is found, and whoever joined, is told with a picture of this desk', async () => {
  const [ana, ben] = [await somebody('Pia Pictured'), await somebody('Pit Pictured')]
  const workspaceId = ours.workspaceId as WorkspaceId
  const digest = 'a'.repeat(64)
  await noteFile(desk.desk.db, workspaceId, {
    digest,
    size: 1,
    type: 'image/png',
    width: 1,
    height: 1,
    durationMs: undefined,
    variants: {},
  })
  await desk.desk.db.transaction().execute((tx) =>
    notePicture(tx, workspaceId, {
      owner: { clientId: ben.client.id as ClientId, channelId: ben.channel.id as ChannelId },
      url: 'https://scontent.example/face.jpg',
    }),
  )
  await desk.desk.db
    .updateTable('attachments')
    .set({ state: 'kept', file: digest, next_try_at: null })
    .where('client_id', '=', ben.client.id)
    .execute()
  const shown = expect.stringMatching(/^\/api\/v1\/files\/[\w-]+\?size=preview&v=aaaaaaaa$/)
  expect((await ask('GET /clients?search=pictured')).body.clients).toMatchObject([
    { name: 'Pia Pictured', pictureUrl: null },
    { name: 'Pit Pictured', pictureUrl: shown },
  ])
  const { body } = await ask(`POST /clients/${ana.client.id}/merges`, { clientId: ben.client.id })
  expect(body).toMatchObject({ pictureUrl: shown, merged: [{ name: 'Pit Pictured', pictureUrl: shown }] })
  expect((await ask('GET /clients?search=pia')).body.clients).toMatchObject([{ name: 'Pia Pictured', pictureUrl: shown }])
})

test('whoever joined somebody else meanwhile is not merged unseen', async () => {
  const [ana, ben, cleo] = [await somebody('Ana'), await somebody('Ben'), await somebody('Cleo')]
  await ask(`POST /clients/${ana.client.id}/merges`, { clientId: ben.client.id })
  expect(await ask(`POST /clients/${cleo.client.id}/merges`, { clientId: ben.client.id })).toMatchObject({
    status: 409,
    body: { code: 'conflict', title: 'A colleague just merged or split this client. Nothing was changed. Look again, then decide.' },
  })
  expect((await ask(`GET /clients/${cleo.client.id}`)).body.merged).toEqual([])
})

test('what one writes about a client that was merged meanwhile is written about the one that stayed, and overwrites nothing unseen', async () => {
  const [ana, ben] = [await somebody('Ana'), await somebody('Ben')]
  await ask(`PUT /clients/${ana.client.id}/note`, { note: 'Likes tea', before: '' })
  await ask(`POST /clients/${ana.client.id}/merges`, { clientId: ben.client.id })
  const at = `PUT /clients/${ben.client.id}/note`
  expect(await ask(at, { note: 'Likes coffee', before: '' })).toMatchObject({ status: 409, body: { facts: { note: 'Likes tea' } } })
  expect((await ask(at, { note: 'Likes both', before: 'Likes tea' })).body).toMatchObject({ id: ana.client.id, note: 'Likes both' })
})

test('being VIP is the person’s: of whoever it was known, and taken away from all', async () => {
  const [ana, ben] = [await somebody('Ana'), await somebody('Ben')]
  await ask(`PUT /clients/${ben.client.id}/vip`, { isVip: true })
  const { body } = await ask(`POST /clients/${ana.client.id}/merges`, { clientId: ben.client.id })
  expect(body).toMatchObject({ isVip: true, merged: [{ isVip: true }] })
  expect((await ask(`GET /tickets/${ana.id}`)).body.client.isVip).toBe(true)
  expect((await ask(`PUT /clients/${ana.client.id}/vip`, { isVip: false })).body).toMatchObject({
    isVip: false,
    merged: [{ isVip: false }],
  })
})

test('another workspace’s clients are not there, whatever is asked of them; who only reads may look', async () => {
  const [ana, ben] = [await somebody('Ana Hidden'), await somebody('Ben Hidden')]
  const merged = (await ask(`POST /clients/${ana.client.id}/merges`, { clientId: ben.client.id })).body
  const stranger = await desk.arrive(theirs, { text: 'Hello', person: '7999' })
  const refused = [
    ask(`GET /clients/${ana.client.id}`, undefined, theirs.agent),
    ask(`PUT /clients/${ana.client.id}/details`, { phone: '112' }, theirs.agent),
    ask(`POST /clients/${stranger.client.id}/merges`, { clientId: ana.client.id }, theirs.agent),
    ask(`POST /clients/${ana.client.id}/merges`, { clientId: stranger.client.id }, theirs.agent),
    ask(`POST /clients/${ana.client.id}/merges`, { clientId: stranger.client.id }),
    ask(`DELETE /clients/${ana.client.id}/merges/${merged.merged[0].mergeId}`, undefined, theirs.agent),
    ask(`DELETE /clients/${stranger.client.id}/merges/${merged.merged[0].mergeId}`, undefined, theirs.agent),
  ]
  expect((await Promise.all(refused)).map(({ status }) => status)).toEqual(refused.map(() => 404))
  expect((await ask('GET /clients?search=hidden', undefined, theirs.agent)).body.clients).toEqual([])
  expect((await ask('GET /clients?search=hidden', undefined, ours.employee)).body.clients).toHaveLength(1)
  const forbidden = [
    ask(`PUT /clients/${ana.client.id}/details`, { phone: '112' }, ours.employee),
    ask(`POST /clients/${ana.client.id}/merges`, { clientId: ben.client.id }, ours.employee),
    ask(`DELETE /clients/${ana.client.id}/merges/${merged.merged[0].mergeId}`, undefined, ours.employee),
  ]
  expect((await Promise.all(forbidden)).map(({ status }) => status)).toEqual([403, 403, 403])
})
