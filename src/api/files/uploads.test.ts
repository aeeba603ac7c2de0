import { once } from 'node:events'
import { readdir } from 'node:fs/promises'
import { request as send } from 'node:http'
import { join } from 'node:path'
import { sql } from 'kysely'
import sharp from 'sharp'
import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { forgetUnusedFiles } from '#desk/files/forget-unused.ts'
import { largestOf, ONE_PICTURE } from '#domain/files/outgoing-file.ts'
import { cameraJpeg, picture, pixelFlood } from '#test/pictures.ts'
import { openTicketDesk, type Company, type Reply, type TicketDesk } from '#test/ticket-desk.ts'

let desk: TicketDesk
let ours: Company
let theirs: Company
let comments = 0
let colleague = ''

beforeAll(async () => {
  desk = await openTicketDesk()
  ours = await desk.setUp('1067280970047460')
  colleague = await desk.join(ours.administrator, 'Cora', 'agent')
  theirs = await desk.neighbourOf(ours, '990000000000001')
})
afterAll(() => desk.close())

const OAK = await picture(64, 48).png().toBuffer()

/** Somebody comments under a post of the Page: the ticket. */
async function comment(company = ours) {
  comments += 1
  const [id, time] = [`64${comments}`, Math.floor(Date.now() / 1000)]
  const from = { id: `84${comments}`, name: `Ida ${comments}` }
  const at = { item: 'comment', verb: 'add', post_id: `${company.page}_900`, parent_id: `${company.page}_900`, created_time: time }
  const value = { ...at, from, comment_id: `900_${id}`, message: 'How much?' }
  await desk.hear({ object: 'page', entry: [{ id: company.page, time, changes: [{ field: 'feed', value }] }] })
  const { tickets } = (await desk.call(company.administrator, 'GET /tickets?limit=100')).body
  const ticket = tickets.find(({ client }: { client: { name: string } }) => client.name === from.name)
  return { ticketId: String(ticket.id), id }
}

async function upload(ticketId: string, bytes: Buffer, { cookie = ours.agent, name = 'oak.png' } = {}): Promise<Reply> {
  const query = new URLSearchParams({ name }).toString()
  const headers = { 'content-type': 'application/octet-stream' }
  return await desk.call(cookie, `POST /tickets/${ticketId}/files?${query}`, { body: bytes, headers })
}

const reply = (ticketId: string, body: object, cookie = ours.agent) =>
  desk.call(cookie, `POST /tickets/${ticketId}/replies`, { body: { text: '', ...body }, key: v7() })

const bytesOf = async (path: string, cookie = ours.agent) =>
  await desk.app.inject({ method: 'GET', url: path, headers: { host: 'desk.test', cookie } })

async function actOf(entryId: string) {
  return await desk.desk.db.selectFrom('acts').select('body').where('entry_id', '=', entryId).executeTakeFirstOrThrow()
}

test('a picture is brought first, and goes out with a reply that may be nothing else; the line shows it at once', async () => {
  const { ticketId } = await comment()
  const { status, body: file } = await upload(ticketId, OAK)
  expect({ status, file }).toMatchObject({
    status: 201,
    file: { part: 'file', what: 'picture', name: 'oak.png', type: 'image/png', size: OAK.length, width: 64, height: 48, state: 'kept' },
  })
  const { status: replied, body: line } = await reply(ticketId, { files: [file.id] })
  expect({ replied, line }).toMatchObject({
    replied: 201,
    line: { text: '', state: 'queued', parts: [{ id: file.id, url: file.url, state: 'kept' }] },
  })
  expect((await bytesOf(line.parts[0].url)).rawPayload.length).toBe(OAK.length)
  expect((await actOf(line.id)).body).toEqual({
    text: '',
    files: [
      {
        id: file.id,
        what: 'picture',
        digest: expect.stringMatching(/^[0-9a-f]{64}$/),
        form: 'original',
        type: 'image/png',
        name: 'oak.png',
      },
    ],
  })
  expect((await desk.call(ours.agent, 'GET /tickets?limit=1')).body.tickets[0]).toMatchObject({
    lastMessage: { summary: [{ what: 'picture', count: 1 }] },
  })
  const [entry] = (await desk.call(ours.administrator, 'GET /moderation-log?limit=1')).body.entries
  expect(entry).toMatchObject({ act: 'reply', newWords: '', newBeside: ['picture'], target: { words: 'How much?' } })
})

test('words and a picture go together, and the picture without what the camera wrote', async () => {
  const { ticketId } = await comment()
  const file = (await upload(ticketId, await cameraJpeg(), { name: 'DSC_0042.JPG' })).body
  const line = (await reply(ticketId, { text: 'In oak', files: [file.id] })).body
  expect(line).toMatchObject({ text: 'In oak', parts: [{ type: 'image/jpeg', name: 'DSC_0042.JPG' }] })
  const { files } = (await actOf(line.id)).body as { files: { digest: string; form: 'shown' }[] }
  expect(files).toMatchObject([{ form: 'shown' }])
  const sent = await desk.fileStore.open(`${ours.workspaceId}/${files[0]?.digest.slice(0, 2)}/${files[0]?.digest}.shown`)
  const pieces: Buffer[] = []
  for await (const piece of sent ?? []) {
    pieces.push(piece as Buffer)
  }
  expect((await sharp(Buffer.concat(pieces)).metadata()).exif).toBeUndefined()
})

test.each([
  ['a page that calls itself a picture', Buffer.from('<!doctype html><script>alert(1)</script>'), 'other-type'],
  ['a drawing that runs programs', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'), 'other-type'],
  ['a film', Buffer.concat([Buffer.from('0000001c667479706d70343200000000', 'hex'), Buffer.alloc(99)]), 'other-type'],
  ['a picture of a kind that Facebook may not take', await picture(8, 8).webp().toBuffer(), 'other-type'],
  ['a picture that is cut off', OAK.subarray(0, 200), 'broken'],
  ['a picture that is a bomb', pixelFlood(60_000, 60_000), 'too-many-pixels'],
  ['nothing', Buffer.alloc(0), 'empty'],
])('%s is refused, whatever it is called', async (_what, bytes, reason) => {
  const { ticketId } = await comment()
  const { status, body } = await upload(ticketId, bytes, { name: 'oak.png' })
  expect({ status, body }).toMatchObject({
    status: 422,
    body: { code: 'file-refused', facts: { reason, maxBytes: largestOf(ONE_PICTURE) } },
  })
})

/** Sends bytes without saying how many, until `over`, or until somebody hangs up. */
async function pour(ticketId: string, { over, hangUp = false }: { over: number; hangUp?: boolean }) {
  const { hostname, port } = new URL(desk.url)
  const headers = { cookie: ours.agent, 'content-type': 'application/octet-stream' }
  const request = send({ hostname, port, method: 'POST', path: `/api/v1/tickets/${ticketId}/files`, headers })
  const answered = once(request, 'response')
  answered.catch(() => undefined)
  for (let sent = 0; sent < over; sent += 1_000_000) {
    if (!request.write(Buffer.alloc(1_000_000, 1)) && !hangUp) {
      await Promise.race([once(request, 'drain'), answered])
    }
  }
  if (hangUp) {
    request.on('error', () => undefined)
    request.destroy()
    return undefined
  }
  request.end()
  const [response] = (await answered) as [NodeJS.ReadableStream & { statusCode: number }]
  let text = ''
  for await (const piece of response) {
    text += String(piece)
  }
  return { status: response.statusCode, body: JSON.parse(text) as { code: string; facts: { reason: string } } }
}

const atWork = async () => await readdir(join(desk.filesFolder, 'incoming')).catch(() => [])

test('more than may be sent is refused at that byte, though nobody said how much it is, and nothing of it stays', async () => {
  const { ticketId } = await comment()
  const answer = await pour(ticketId, { over: largestOf(ONE_PICTURE) + 3_000_000 })
  expect(answer).toMatchObject({ status: 422, body: { code: 'file-refused', facts: { reason: 'too-large' } } })
  expect(await atWork()).toEqual([])
})

test('whose files come slowly has no more than four places; another’s picture goes by', async () => {
  const { ticketId } = await comment()
  const { hostname, port } = new URL(desk.url)
  const headers = { cookie: ours.agent, 'content-type': 'application/octet-stream' }
  const slow = Array.from({ length: 4 }, () => {
    const request = send({ hostname, port, method: 'POST', path: `/api/v1/tickets/${ticketId}/files`, headers })
    request.on('error', () => undefined)
    request.write(Buffer.alloc(1000, 1))
    return request
  })
  await expect.poll(atWork).toHaveLength(4)
  expect(await upload(ticketId, OAK)).toMatchObject({ status: 503, body: { code: 'overloaded' } })
  expect((await upload(ticketId, OAK, { cookie: colleague })).status).toBe(201)
  slow.forEach((request) => request.destroy())
  await expect.poll(async () => (await upload(ticketId, OAK)).status).toBe(201)
})

test('what came slowly stands where it was chosen, before what was chosen after it', async () => {
  const { ticketId } = await comment()
  await expect.poll(atWork).toEqual([])
  const { hostname, port } = new URL(desk.url)
  const headers = { cookie: ours.agent, 'content-type': 'application/octet-stream' }
  const slow = send({ hostname, port, method: 'POST', path: `/api/v1/tickets/${ticketId}/files?name=first.png`, headers })
  const answered = once(slow, 'response')
  slow.write(OAK.subarray(0, 100))
  await expect.poll(atWork).toHaveLength(1)
  await upload(ticketId, OAK, { name: 'second.png' })
  slow.end(OAK.subarray(100))
  await answered
  const { files } = (await desk.call(ours.agent, `GET /tickets/${ticketId}/files`)).body
  expect(files.map(({ name }: { name: string }) => name)).toEqual(['first.png', 'second.png'])
})

test('an upload that is cancelled leaves nothing', async () => {
  const { ticketId } = await comment()
  await pour(ticketId, { over: 2_000_000, hangUp: true })
  await expect.poll(atWork).toEqual([])
  const rows = await desk.desk.db
    .selectFrom('attachments')
    .select('id')
    .where('uploaded_by', 'is not', null)
    .where('name', 'is', null)
    .execute()
  expect(rows).toEqual([])
})

test('what somebody uploaded nobody else sees or sends before it is sent, and nobody sends it twice', async () => {
  const { ticketId } = await comment()
  const { body: file } = await upload(ticketId, OAK)
  expect((await bytesOf(file.url)).statusCode).toBe(200)
  for (const cookie of [colleague, ours.administrator, theirs.agent]) {
    expect((await bytesOf(file.url, cookie)).statusCode).toBe(404)
  }
  expect((await reply(ticketId, { files: [file.id] }, colleague)).body).toMatchObject({ code: 'conflict' })
  const foreign = await comment(theirs)
  expect((await reply(foreign.ticketId, { files: [file.id] }, theirs.agent)).body).toMatchObject({ code: 'conflict' })
  expect((await reply(ticketId, { files: [file.id, file.id] })).status).toBe(409)
  expect((await reply(ticketId, { files: [file.id] })).status).toBe(201)
  expect((await reply(ticketId, { files: [file.id] })).body.title).toContain('sent already')
  expect((await bytesOf(file.url, colleague)).statusCode).toBe(200)
  expect((await bytesOf(file.url, theirs.agent)).statusCode).toBe(404)
})

test('who may not reply, or cannot there, brings nothing', async () => {
  const { ticketId } = await comment()
  expect((await upload(ticketId, OAK, { cookie: ours.employee })).status).toBe(403)
  expect((await upload(ticketId, OAK, { cookie: theirs.agent })).status).toBe(404)
  expect((await upload(v7(), OAK)).status).toBe(404)
  expect((await upload(ticketId, OAK, { cookie: '' })).status).toBe(401)
  const { body: file } = await upload(ticketId, OAK)
  const another = (await upload(ticketId, OAK)).body
  expect((await reply(ticketId, { files: [file.id, another.id] })).body.title).toBe('One picture goes with a reply.')
  expect((await reply(ticketId, { text: ' ' })).body).toMatchObject({ code: 'message-empty' })
  await desk.call(ours.agent, `PUT /tickets/${ticketId}/status`, { body: { status: 'closed' } })
  expect((await upload(ticketId, OAK)).body).toMatchObject({ code: 'ticket-closed' })
})

test.each([
  ['../../etc/passwd', '_\\.\\._etc_passwd'],
  ['C:\\CON', 'C_CON'],
  ['oak\r\nset-cookie: a=b.png', 'oak set-cookie_ a=b.png'],
  ['\u202egnp.exe', 'gnp\\.exe'],
])('a name that leads elsewhere is only a name: %j', async (name, saved) => {
  const { ticketId } = await comment()
  const { body: file } = await upload(ticketId, OAK, { name })
  expect((await bytesOf(file.url)).headers['content-disposition']).toMatch(new RegExp(`^inline; filename="?${saved}"?$`))
})

const remove = (id: string, cookie = ours.agent) => desk.call(cookie, `DELETE /files/${id}`)

test('whoever brought a file removes it, and nobody else; what a reply says stays', async () => {
  const { ticketId } = await comment()
  const [unwanted, said] = [(await upload(ticketId, OAK)).body, (await upload(ticketId, OAK)).body]
  for (const cookie of [colleague, ours.administrator, theirs.agent]) {
    expect((await remove(unwanted.id, cookie)).status).toBe(404)
  }
  expect((await remove(unwanted.id, ours.employee)).status).toBe(403)
  expect((await remove(unwanted.id)).status).toBe(204)
  expect((await remove(unwanted.id)).status).toBe(404)
  expect((await bytesOf(unwanted.url)).statusCode).toBe(404)
  expect((await reply(ticketId, { files: [unwanted.id] })).status).toBe(409)
  expect((await reply(ticketId, { files: [said.id] })).status).toBe(201)
  expect((await remove(said.id)).status).toBe(404)
  expect((await bytesOf(said.url)).statusCode).toBe(200)
})

test('nobody keeps more than fifty files that no reply says; one that is removed makes room', async () => {
  const { ticketId } = await comment()
  const collector = await desk.join(ours.administrator, 'Fay', 'agent')
  const { body: first } = await upload(ticketId, OAK, { cookie: collector })
  await sql`
    insert into attachments (workspace_id, id, uploaded_by, lane, what, state, file)
    select workspace_id, gen_random_uuid(), uploaded_by, lane, what, state, file from attachments, generate_series(2, 50)
     where id = ${first.id}`.execute(desk.desk.db)
  expect(await upload(ticketId, OAK, { cookie: collector })).toMatchObject({ status: 409, body: { title: expect.stringContaining('50') } })
  expect((await remove(first.id, collector)).status).toBe(204)
  expect((await upload(ticketId, OAK, { cookie: collector })).status).toBe(201)
})

test('what is not sent goes after a week, with its bytes; what was sent stays', async () => {
  const { ticketId } = await comment()
  const [kept, old] = [
    (await upload(ticketId, await picture(20, 20).png().toBuffer())).body,
    (await upload(ticketId, await picture(30, 30).png().toBuffer())).body,
  ]
  await reply(ticketId, { files: [kept.id] })
  const week = new Date(Date.now() - 8 * 24 * 3_600_000)
  const { db } = desk.desk
  const digestOf = async (id: string) =>
    (await db.selectFrom('attachments').select('file').where('id', '=', id).executeTakeFirstOrThrow()).file ?? ''
  const [keptDigest, oldDigest] = [await digestOf(kept.id), await digestOf(old.id)]
  await db.updateTable('attachments').set({ noted_at: week }).where('id', 'in', [kept.id, old.id]).execute()
  await db.updateTable('files').set({ touched_at: week }).where('digest', 'in', [keptDigest, oldDigest]).execute()
  await forgetUnusedFiles(desk.desk, desk.fileStore)
  const left = await db.selectFrom('files').select('digest').where('digest', 'in', [keptDigest, oldDigest]).execute()
  expect(left).toEqual([{ digest: keptDigest }])
  expect((await reply(ticketId, { files: [old.id] })).body.title).toContain('more than a week')
  expect(await desk.fileStore.open(`${ours.workspaceId}/${oldDigest.slice(0, 2)}/${oldDigest}`)).toBeUndefined()
})

test('a picture whose answer was lost is known again by the comment that Facebook tells, and stands there once', async () => {
  const { ticketId, id } = await comment()
  const { body: file } = await upload(ticketId, OAK)
  const { body: line } = await reply(ticketId, { files: [file.id] })
  await desk.desk.db.updateTable('acts').set({ state: 'unconfirmed' }).where('entry_id', '=', line.id).execute()
  const time = Math.floor(Date.now() / 1000) + 1
  const at = { item: 'comment', verb: 'add', from: { id: ours.page, name: 'A Page' }, post_id: `${ours.page}_900`, parent_id: `900_${id}` }
  const tell = async (value: object) =>
    await desk.hear({
      object: 'page',
      entry: [{ id: ours.page, time, changes: [{ field: 'feed', value: { ...at, created_time: time, ...value } }] }],
    })
  await tell({ comment_id: `900_${id}1`, photo: 'https://scontent.example/other.jpg', message: 'Another thing' })
  await tell({ comment_id: `900_${id}2`, photo: 'https://scontent.example/oak.jpg' })
  const lines = await desk.messagesOf(ours, ticketId)
  expect(lines).toMatchObject([
    { text: 'How much?' },
    { id: line.id, state: 'sent', parts: [{ id: file.id, state: 'kept' }] },
    { text: 'Another thing', author: { kind: 'elsewhere' } },
  ])
  // With every edit of the words Facebook tells the picture again, under an address of its own.
  await tell({ verb: 'edited', comment_id: `900_${id}2`, photo: 'https://scontent.example/oak.jpg?2', message: 'Like this' })
  const [, edited] = await desk.messagesOf(ours, ticketId)
  expect(edited).toMatchObject({ id: line.id, text: 'Like this', parts: [{ id: file.id, state: 'kept' }] })
  const files = await desk.desk.db.selectFrom('attachments').select('id').where('entry_id', '=', line.id).execute()
  expect(files).toEqual([{ id: file.id }])
})

test('a picture that was not sent yesterday is none that somebody posts by hand today', async () => {
  const { ticketId, id } = await comment()
  const { body: file } = await upload(ticketId, OAK)
  const { body: line } = await reply(ticketId, { files: [file.id] })
  const failed = { state: 'failed', failure: JSON.stringify({ reason: 'no-answer' }), state_at: new Date(Date.now() - 24 * 3_600_000) }
  await desk.desk.db.updateTable('acts').set(failed).where('entry_id', '=', line.id).execute()
  const time = Math.floor(Date.now() / 1000) + 1
  const at = { item: 'comment', verb: 'add', from: { id: ours.page, name: 'A Page' }, post_id: `${ours.page}_900`, created_time: time }
  const value = { ...at, parent_id: `900_${id}`, comment_id: `900_${id}3`, photo: 'https://scontent.example/hand.jpg' }
  await desk.hear({ object: 'page', entry: [{ id: ours.page, time, changes: [{ field: 'feed', value }] }] })
  expect(await desk.messagesOf(ours, ticketId)).toMatchObject([
    { text: 'How much?' },
    { id: line.id, state: 'failed' },
    { author: { kind: 'elsewhere' } },
  ])
})
