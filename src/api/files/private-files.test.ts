import { sql } from 'kysely'
import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { forgetUnusedFiles } from '#desk/files/forget-unused.ts'
import { largestOf, MESSAGE_FILES } from '#domain/files/outgoing-file.ts'
import { picture } from '#test/pictures.ts'
import { openTicketDesk, type Company, type Reply, type TicketDesk } from '#test/ticket-desk.ts'

let desk: TicketDesk
let ours: Company
let ticketId = ''

beforeAll(async () => {
  desk = await openTicketDesk()
  ours = await desk.setUp('1067280970047461')
  ticketId = (await desk.arrive(ours, { text: 'Does it fit?' })).id
})
afterAll(() => desk.close())

const PDF = Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\n%%EOF\n')
const oak = (side: number) => picture(side, side).png().toBuffer()

async function upload(bytes: Buffer, name: string, to = ticketId): Promise<Reply> {
  const query = new URLSearchParams({ name }).toString()
  const headers = { 'content-type': 'application/octet-stream' }
  return await desk.call(ours.agent, `POST /tickets/${to}/files?${query}`, { body: bytes, headers })
}

const reply = (body: object) => desk.call(ours.agent, `POST /tickets/${ticketId}/replies`, { body: { text: '', ...body }, key: v7() })
const lines = async () => (await desk.call(ours.agent, `GET /tickets/${ticketId}/messages?limit=10`)).body.messages

test('B38: words and files of one reply are lines of their own, each with its place, and the row tells the last', async () => {
  const files = [await upload(await oak(20), 'a.png'), await upload(await oak(21), 'b.png'), await upload(PDF, 'plan.pdf')]
  expect(files.map(({ body }) => [body.what, body.type])).toEqual([
    ['picture', 'image/png'],
    ['picture', 'image/png'],
    ['file', 'application/pdf'],
  ])
  const { status, body: first } = await reply({ text: 'Here it is', files: files.map(({ body }) => body.id) })
  expect({ status, first }).toMatchObject({ status: 201, first: { text: 'Here it is', parts: [], series: { place: 1, size: 3 } } })
  const said = (await lines()).slice(-3)
  expect(said).toMatchObject([
    { text: 'Here it is' },
    { text: '', parts: [{ name: 'a.png' }, { name: 'b.png' }], series: { place: 2, size: 3 }, state: 'queued' },
    { text: '', parts: [{ name: 'plan.pdf' }], series: { place: 3, size: 3 }, state: 'queued' },
  ])
  const { tickets } = (await desk.call(ours.agent, 'GET /tickets?limit=1')).body
  expect(tickets[0]).toMatchObject({ lastMessage: { summary: [{ what: 'file', name: 'plan.pdf' }] } })
})

test.each<[string, string, () => Buffer | Promise<Buffer>, string, string]>([
  [
    'a picture beyond 8 MB',
    'wall.png',
    async () => Buffer.concat([await oak(8), Buffer.alloc(8_000_000)]),
    'too-large',
    '“wall.png” is too large: 8.1 MB. Pictures can have up to 8 MB.',
  ],
  [
    'anything beyond 25 MB',
    'whole-day.bin',
    () => Buffer.alloc(25_000_001),
    'too-large',
    '“whole-day.bin” is too large. Files can have up to 25 MB.',
  ],
  [
    'a program, whatever it is called',
    'plan.pdf',
    () => Buffer.concat([Buffer.from('MZ'), Buffer.alloc(200)]),
    'program',
    '“plan.pdf” is a program. Programs can’t be sent.',
  ],
  ['a program by its ending', 'setup.cmd', () => Buffer.from('del *'), 'program', '“setup.cmd” is a program. Programs can’t be sent.'],
  ['nothing', 'empty.pdf', () => Buffer.alloc(0), 'empty', '“empty.pdf” is empty: there is nothing in it.'],
])('B39: %s is refused before anything is sent, by its name and with the limit', async (_what, name, bytes, reason, title) => {
  const { status, body } = await upload(await bytes(), name)
  expect({ status, body }).toMatchObject({ status: 422, body: { code: 'file-refused', title, facts: { reason } } })
})

test('what fits in one place is judged anew where it is said', async () => {
  const { body: document } = await upload(PDF, 'plan.pdf')
  const time = Math.floor(Date.now() / 1000)
  const at = { item: 'comment', verb: 'add', post_id: `${ours.page}_900`, parent_id: `${ours.page}_900`, created_time: time }
  const value = { ...at, from: { id: '8401', name: 'Ida' }, comment_id: '900_641', message: 'How much?' }
  await desk.hear({ object: 'page', entry: [{ id: ours.page, time, changes: [{ field: 'feed', value }] }] })
  const { tickets } = (await desk.call(ours.agent, 'GET /tickets?limit=10')).body
  const comment = tickets.find(({ client }: { client: { name: string } }) => client.name === 'Ida')
  const said = await desk.call(ours.agent, `POST /tickets/${comment.id}/replies`, { body: { text: '', files: [document.id] }, key: v7() })
  expect(said).toMatchObject({ status: 422, body: { code: 'file-refused', facts: { reason: 'other-type' } } })
})

test('more than ten files are refused, and the limit is what the rule says', async () => {
  expect([MESSAGE_FILES.atMost, largestOf(MESSAGE_FILES)]).toEqual([10, 25_000_000])
  expect((await reply({ files: Array.from({ length: 11 }, () => v7()) })).status).toBe(400)
})

const meant = async (cookie = ours.agent, to = ticketId) => (await desk.call(cookie, `GET /tickets/${to}/files`)).body.files

test('what somebody brought for a ticket and has not sent is told to them there, and to nobody else', async () => {
  const { id } = await desk.arrive(ours, { text: 'And the second one?' })
  const [first, second] = [await upload(await oak(31), 'a.png', id), await upload(PDF, 'b.pdf', id)]
  expect(await meant(ours.agent, id)).toMatchObject([
    { id: first.body.id, name: 'a.png', state: 'kept', url: expect.any(String) },
    { id: second.body.id, name: 'b.pdf' },
  ])
  expect(await meant(ours.administrator, id)).toEqual([])
  expect((await meant()).map(({ id: each }: { id: string }) => each)).not.toContain(first.body.id)
  expect((await desk.call(ours.employee, `GET /tickets/${id}/files`)).status).toBe(403)
  const key = v7()
  const said = await desk.call(ours.agent, `POST /tickets/${id}/replies`, { body: { text: '', files: [first.body.id], undo: true }, key })
  expect((await meant(ours.agent, id)).map((file: { id: string }) => file.id)).toEqual([second.body.id])
  await desk.call(ours.agent, `DELETE /tickets/${id}/messages/${said.body.id}`)
  expect((await meant(ours.agent, id)).map((file: { id: string }) => file.id).toSorted((a: string, b: string) => (a < b ? -1 : 1))).toEqual(
    [first.body.id, second.body.id].toSorted((a: string, b: string) => (a < b ? -1 : 1)),
  )
})

test('they are put into an order, what is brought later stands behind, and what is taken back stands as it was said', async () => {
  const { id } = await desk.arrive(ours, { text: 'And the third one?' })
  const brought = [await upload(await oak(41), 'a.png', id), await upload(PDF, 'b.pdf', id), await upload(await oak(43), 'c.png', id)]
  const [a, b, c] = brought.map(({ body }) => String(body.id))
  const names = async () => (await meant(ours.agent, id)).map(({ name }: { name: string }) => name)
  const order = (files: readonly (string | undefined)[], cookie = ours.agent) =>
    desk.call(cookie, `PUT /tickets/${id}/file-order`, { body: { files } })
  expect((await order([c, v7(), a, b])).status).toBe(204)
  expect(await names()).toEqual(['c.png', 'a.png', 'b.pdf'])
  await upload(PDF, 'd.pdf', id)
  expect(await names()).toEqual(['c.png', 'a.png', 'b.pdf', 'd.pdf'])
  expect((await order([a, b, c], ours.administrator)).status).toBe(204)
  expect((await order([a, b, c], ours.employee)).status).toBe(403)
  expect(await names()).toEqual(['c.png', 'a.png', 'b.pdf', 'd.pdf'])
  const said = await desk.call(ours.agent, `POST /tickets/${id}/replies`, { body: { text: '', files: [c, b, a], undo: true }, key: v7() })
  expect(await names()).toEqual(['d.pdf'])
  await desk.call(ours.agent, `DELETE /tickets/${id}/messages/${said.body.id}`)
  expect(await names()).toEqual(['d.pdf', 'c.png', 'b.pdf', 'a.png'])
})

const begun = async (id: string) => (await desk.call(ours.administrator, `GET /tickets/${id}/drafts`)).body.drafts
const inFolder = async () =>
  (await desk.call(ours.agent, 'GET /tickets?folder=drafts&limit=100')).body.tickets.map(({ id }: { id: string }) => id)
const rowOf = async (id: string) => (await desk.call(ours.agent, `GET /tickets/${id}`)).body.drafts

test('files are a draft without a word: in the list, in the folder and before colleagues, by name, until they are sent or removed', async () => {
  const { id } = await desk.arrive(ours, { text: 'And the fourth one?' })
  const [first, second] = await Promise.all([upload(await oak(51), 'a.png', id), upload(PDF, 'b.pdf', id)])
  expect(await begun(id)).toMatchObject([
    {
      name: 'Bea',
      mode: 'reply',
      text: '',
      files: expect.toSatisfy(
        (files: { name: string }[]) =>
          files
            .map(({ name }) => name)
            .toSorted()
            .join() === 'a.png,b.pdf',
      ),
    },
  ])
  expect(await rowOf(id)).toMatchObject([{ mode: 'reply', text: '', offer: null, files: 2 }])
  expect(await inFolder()).toContain(id)
  expect((await desk.call(ours.agent, `PUT /tickets/${id}/drafts/reply`, { body: { text: 'Here', seen: 0 } })).body).toEqual({ version: 1 })
  await desk.call(ours.agent, `DELETE /files/${first.body.id}`)
  expect(await begun(id)).toMatchObject([{ text: 'Here', version: 1, files: [{ name: 'b.pdf', what: 'file' }] }])
  const body = { text: 'Here', files: [second.body.id], undo: true }
  const said = await desk.call(ours.agent, `POST /tickets/${id}/replies`, { body, key: v7() })
  expect(await begun(id)).toEqual([])
  expect(await inFolder()).not.toContain(id)
  await desk.call(ours.agent, `DELETE /tickets/${id}/messages/${said.body.id}`)
  expect(await begun(id)).toMatchObject([{ text: '', files: [{ name: 'b.pdf' }] }])
  await sql`update attachments set noted_at = now() - interval '8 days' where id = ${second.body.id}`.execute(desk.desk.db)
  await forgetUnusedFiles(desk.desk, desk.fileStore)
  expect(await begun(id)).toEqual([])
  expect(await rowOf(id)).toEqual([])
})

test('files that were brought for a ticket that is over go on in the one in which their owner writes on', async () => {
  const { id } = await desk.arrive(ours, { text: 'And the fifth one?' })
  await upload(PDF, 'b.pdf', id)
  await desk.call(ours.administrator, `PUT /tickets/${id}/status`, { body: { status: 'closed' } })
  const { id: next } = (await desk.call(ours.agent, `PUT /tickets/${id}/successor`)).body
  expect(await begun(id)).toEqual([])
  expect(await begun(next)).toMatchObject([{ text: '', files: [{ name: 'b.pdf' }] }])
  expect(await meant(ours.agent, next)).toMatchObject([{ name: 'b.pdf' }])
})

test('whoever writes on in another ticket waits for a file that is just being removed before taking the draft that counts it, as all do', async () => {
  const { id } = await desk.arrive(ours, { text: 'And the sixth one?' })
  await upload(PDF, 'b.pdf', id)
  await desk.call(ours.agent, `PUT /tickets/${id}/drafts/reply`, { body: { text: 'Here', seen: 0 } })
  await desk.call(ours.administrator, `PUT /tickets/${id}/status`, { body: { status: 'closed' } })
  const { db } = desk.desk
  const waiting = async () => {
    const { rows } = await sql`select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`.execute(db)
    return rows.length
  }
  const writingOn = await db.transaction().execute(async (tx) => {
    await sql`select from attachments where meant_for = ${id} for update`.execute(tx)
    const asked = { done: desk.call(ours.agent, `PUT /tickets/${id}/successor`) }
    await expect.poll(waiting, { timeout: 20_000, interval: 20 }).toBe(1)
    await sql`select from drafts where ticket_id = ${id} for update`.execute(tx)
    return asked
  })
  const { status, body: next } = await writingOn.done
  expect(status).toBe(200)
  expect(await begun(next.id)).toMatchObject([{ text: 'Here', files: [{ name: 'b.pdf' }] }])
})
