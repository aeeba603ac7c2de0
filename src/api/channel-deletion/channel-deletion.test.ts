import { createHash } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { sql } from 'kysely'
import { v7 } from 'uuid'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { claimRoute, releaseRoute } from '#storage/channel-routes.ts'
import { eraseChannel } from '#desk/channels/erase-channel.ts'
import type { ChannelOfWorkspace } from '#domain/channels/channel.ts'
import type { ChannelId, WorkspaceId } from '#domain/ids.ts'
import { allRows, tablesOfDesk, whereStands } from '#test/all-rows.ts'
import { fillChannel } from '#test/fill-channel.ts'
import { textFrom } from '#test/intake-desk.ts'
import { openTicketDesk, type Company, type TicketDesk } from '#test/ticket-desk.ts'

const NAME = 'A Page'

let desk: TicketDesk
let ours: Company
let other: Company
let stranger: Company
/** Each test has two Pages and a word of its own. */
let pages = 5560
let word = ''

beforeAll(async () => {
  desk = await openTicketDesk()
  ours = await desk.setUp('5560')
  stranger = await desk.neighbourOf(ours, '5599')
})
beforeEach(async () => {
  desk.eraseJobs.length = 0
  pages += 2
  word = `Crimson${pages}`
  ours = { ...ours, page: String(pages), channelId: await openPage(ours, String(pages), NAME) }
  other = { ...ours, page: String(pages + 1), channelId: await openPage(ours, String(pages + 1), 'Another Page') }
})
/** No test leaves anything to the next one, but by what it is about. */
afterEach(async () => {
  for (const { id, name } of await channels()) {
    await remove(ours.administrator, { name, channelId: id })
    await erase(undefined, id)
  }
})
afterAll(() => desk.close())

async function openPage(company: Company, page: string, name: string): Promise<string> {
  const [id, workspace] = [v7(), company.workspaceId]
  const row = { workspace_id: workspace, id, kind: 'facebook', name, external_id: page, state: 'connected', created_at: new Date() }
  await desk.desk.db.insertInto('channels').values(row).execute()
  await hold({ workspaceId: workspace, channelId: id }, page)
  return id
}

/** What comes for the Page is led to the channel from now on. */
async function hold({ workspaceId, channelId }: { readonly workspaceId: string; readonly channelId: string }, page: string): Promise<void> {
  const route = { kind: 'facebook', externalId: page, workspaceId: workspaceId as WorkspaceId, channelId: channelId as ChannelId } as const
  expect(await desk.desk.db.transaction().execute((tx) => claimRoute(tx, route))).toBe(true)
}

const letGo = (of = channel()) => desk.desk.db.transaction().execute((tx) => releaseRoute(tx, of))

/** A raw delivery for the Page in each state that it can be in, with a word in it. */
async function deliver(page: string, said: string): Promise<void> {
  for (const state of ['pending', 'read', 'ignored', 'set-aside'] as const) {
    const body = Buffer.from(JSON.stringify({ object: 'page', entry: [{ id: page, said: `${said} ${state}` }] }))
    // What waits is due when this test is over.
    const dueAt = new Date(Date.now() + 3_600_000)
    await desk.desk.db
      .insertInto('facebook_deliveries')
      .values({ lane: page, digest: createHash('sha256').update(body).digest(), body, state, due_at: dueAt })
      .execute()
  }
}

const rawOf = async (page: string): Promise<string[]> => {
  const rows = await desk.desk.db.selectFrom('facebook_deliveries').select('body').where('lane', '=', page).orderBy('id').execute()
  return rows.map(({ body }) => (JSON.parse(body.toString()) as { entry: [{ said: string }] }).entry[0].said)
}

const remove = (as = ours.administrator, { name = NAME, channelId = ours.channelId }: { name?: string; channelId?: string } = {}) =>
  desk.call(as, `DELETE /channels/${channelId}`, { body: { name } })
const channel = (id = ours.channelId): ChannelOfWorkspace => ({ workspaceId: ours.workspaceId as WorkspaceId, channelId: id as ChannelId })
const erase = (onStep?: () => Promise<void>, id = ours.channelId) =>
  eraseChannel(desk.desk, { store: desk.fileStore, ...(onStep ? { onStep } : {}) }, channel(id))
const channels = async (as = ours.administrator) => (await desk.call(as, 'GET /channels')).body.channels
const deleted = async () =>
  (await desk.call(ours.administrator, 'GET /deleted-channels')).body.channels.filter(
    ({ channelId }: { channelId: string }) => channelId === ours.channelId,
  )
const fill = (company = ours, by = word) => fillChannel(desk, company, by)
const filesOnDisk = async () =>
  (await readdir(desk.filesFolder, { recursive: true, withFileTypes: true })).filter((each) => each.isFile()).map(({ name }) => name)

function eventTypes(rows: readonly string[], ids: readonly string[]): readonly string[] {
  const about = rows.filter((row) => ids.some((id) => row.includes(id)))
  return [...new Set(about.map((row) => (JSON.parse(row) as { readonly type: string }).type))].toSorted()
}

async function idsOf(table: 'conversations' | 'entries' | 'tickets' | 'acts'): Promise<string[]> {
  const rows = await desk.desk.db.selectFrom(table).select('id').where('channel_id', '=', ours.channelId).execute()
  return rows.map(({ id }) => id)
}

test('what came by a Page goes with it, from every table and from the disk, and another Page keeps all of its own', async () => {
  await fill(other, `Azure${pages}`)
  const kept = await allRows(desk.desk.db)
  const keptFiles = await filesOnDisk()
  const { first, second } = await fill()
  // Two clients of this Page who are one person.
  await desk.call(ours.administrator, `POST /clients/${first.client.id}/merges`, { body: { clientId: second.client.id } })
  const ids = [
    ours.channelId,
    ...(await idsOf('conversations')),
    ...(await idsOf('entries')),
    ...(await idsOf('tickets')),
    ...(await idsOf('acts')),
    first.client.id,
    second.client.id,
  ]
  const words = [word, word.toLowerCase(), `71${ours.page}`, `72${ours.page}`, `9${ours.page}`, `"${ours.page}"`]
  const before = whereStands(await allRows(desk.desk.db), [...ids, ...words])
  // A table that is added later is to be filled here, and then to be emptied by the deletion.
  const belonging = (await tablesOfDesk(desk.desk.db)).filter(({ name, belongs }) => belongs && name !== 'channel_deletions')
  expect(belonging.filter(({ name }) => !(name in before))).toEqual([])

  expect((await remove()).status).toBe(202)
  await erase()
  const left = await allRows(desk.desk.db)
  // The line that says so; that its tickets and it are gone; and, until they are forgotten after a week, which lines commands made.
  expect(Object.keys(whereStands(left, ids))).toEqual(['channel_deletions', 'events', 'idempotency_keys'])
  expect(eventTypes(left.get('events') ?? [], ids)).toEqual([
    'channel.changed',
    'channel.removed',
    'client.changed',
    'client.merged',
    'post.changed',
    'ticket.removed',
  ])
  // Of what was said, by whom and to which Page, that line tells the Page's id, and news of its posts their names at Facebook.
  expect(whereStands(left, words)).toEqual({ channel_deletions: 1 })
  for (const [table, rows] of kept) {
    const theirs = rows.filter((row) => row.includes(other.channelId) || row.includes(`Azure${pages}`))
    expect(left.get(table), table).toEqual(expect.arrayContaining(theirs))
  }
  expect((await filesOnDisk()).toSorted()).toEqual(keptFiles.toSorted())
})

test('the line that says so stays: who, which Page, when and how much', async () => {
  await fill()
  const contents = (await desk.call(ours.administrator, `GET /channels/${ours.channelId}/contents`)).body
  expect(contents).toEqual({ tickets: 3, messages: 4, comments: 1, files: 1, waiting: 2 })
  const answer = await remove()
  expect(answer.body.channel.deletion).toMatchObject({ by: 'Anna Lindqvist', percent: 0 })
  expect(await deleted()).toEqual([])
  await erase()
  expect(await deleted()).toMatchObject([{ channelId: ours.channelId, pageId: ours.page, name: NAME, by: 'Anna Lindqvist', ...contents }])
  expect((await channels()).map(({ name }: { name: string }) => name)).toEqual(['Another Page'])
})

test('what came for the Page while others held it stays, read or not: before, between, and after', async () => {
  const theirs = { workspaceId: stranger.workspaceId, channelId: stranger.channelId }
  await letGo()
  await hold(theirs, ours.page)
  await deliver(ours.page, 'theirs before')
  await letGo(theirs as ChannelOfWorkspace)
  await hold(channel(), ours.page)
  await deliver(ours.page, 'ours')
  await letGo()
  await hold(theirs, ours.page)
  await deliver(ours.page, 'theirs between')
  await letGo(theirs as ChannelOfWorkspace)
  await hold(channel(), ours.page)
  await deliver(ours.page, 'ours again')
  await letGo()
  await hold(theirs, ours.page)
  await deliver(ours.page, 'theirs now')
  expect(await rawOf(ours.page)).toHaveLength(20)
  expect((await remove()).status).toBe(202)
  await erase()
  const left = await rawOf(ours.page)
  expect([...new Set(left.map((said) => said.replace(/ \S+$/, '')))]).toEqual(['theirs before', 'theirs between', 'theirs now'])
  expect(left).toHaveLength(12)
  await letGo(theirs as ChannelOfWorkspace)
})

test('another name deletes nothing and is told beside the right one; without one it is asked for', async () => {
  await fill()
  expect((await remove(ours.administrator, { name: 'a page' })).body).toMatchObject({
    status: 400,
    title: 'Nothing is deleted: you typed “a page”, and the Page is called “A Page”.',
  })
  expect((await desk.call(ours.administrator, `DELETE /channels/${ours.channelId}`)).body).toMatchObject({
    code: 'invalid',
    title: 'Nothing is deleted: type the name of the Page, “A Page”, to confirm.',
  })
  expect((await channels())[0]).toMatchObject({ name: NAME, deletion: null })
  expect(desk.eraseJobs).toEqual([])
})

test('only administrators delete, each in their own workspace, and once', async () => {
  expect((await remove(ours.agent)).body.code).toBe('not-allowed')
  expect((await desk.call(ours.agent, `GET /channels/${ours.channelId}/contents`)).body.code).toBe('not-allowed')
  expect((await desk.call(ours.agent, 'GET /deleted-channels')).body.code).toBe('not-allowed')
  const missing = await remove(stranger.administrator)
  expect(missing.status).toBe(404)
  expect(missing.body).toEqual((await remove(stranger.administrator, { channelId: v7() })).body)
  expect((await desk.call(stranger.administrator, `GET /channels/${ours.channelId}/contents`)).status).toBe(404)
  const answers = await Promise.all([remove(), remove(), remove()])
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([202, 409, 409])
  expect(desk.eraseJobs).toEqual([channel()])
})

test('whoever is stopped after any step goes on where they stopped, and several at once take away everything once', async () => {
  const { first } = await fill()
  await remove()
  let steps = 0
  for (let isDone = false; !isDone; steps += 1) {
    isDone = await erase(() => Promise.reject(new Error('killed'))).then(
      () => true,
      () => false,
    )
  }
  expect(steps).toBeGreaterThan(5)
  await Promise.all([erase(), erase()])
  expect(await deleted()).toHaveLength(1)
  const { rows } = await sql<{ n: string }>`select count(*) as n from events where ticket_id = ${first.id}`.execute(desk.desk.db)
  expect(Number(rows[0]?.n)).toBe(1)
})

test('a ticket that somebody has open is not found any more, and its end is told', async () => {
  const { first } = await fill()
  await remove()
  expect((await desk.call(ours.agent, `POST /tickets/${first.id}/replies`, { body: { text: 'Too late' }, key: v7() })).body.code).toBe(
    'channel-disconnected',
  )
  await erase()
  expect((await desk.call(ours.agent, `GET /tickets/${first.id}`)).status).toBe(404)
  expect((await desk.call(ours.agent, 'GET /tickets?limit=100')).body.tickets).toEqual([])
  expect((await desk.call(ours.agent, `GET /clients/${first.client.id}`)).status).toBe(404)
  const { rows } = await sql<{ type: string }>`select type from events where ticket_id = ${first.id}`.execute(desk.desk.db)
  expect(rows).toEqual([{ type: 'ticket.removed' }])
})

test('who is known on another Page, too, stays with all that is known there', async () => {
  const here = await desk.arrive(ours, { text: word, person: '7001' })
  const there = await desk.arrive(other, { text: `Azure${pages}`, person: '8001' })
  await desk.call(ours.administrator, `POST /clients/${here.client.id}/merges`, { body: { clientId: there.client.id } })
  await desk.call(ours.administrator, `PUT /clients/${there.client.id}/note`, { body: { note: 'Rides a Crescent.', before: '' } })
  await remove()
  await erase()
  const { status, body } = await desk.call(ours.administrator, `GET /tickets/${there.id}`)
  expect(status).toBe(200)
  const client = await desk.call(ours.administrator, `GET /clients/${body.client.id}`)
  expect(client.body.note).toBe('Rides a Crescent.')
  const { rows } = await sql<{ channel_id: string }>`select channel_id from identities`.execute(desk.desk.db)
  expect(rows).toEqual([{ channel_id: other.channelId }])
})

test('what is written meanwhile is as for a Page that nobody connected; connected again it is a new channel, and stays', async () => {
  await fill()
  await remove()
  await desk.hear(textFrom({ page: ours.page, mid: 'm-meanwhile', person: '7009' }))
  expect(await desk.desk.db.selectFrom('entries').select('id').where('external_id', '=', 'm-meanwhile').execute()).toEqual([])
  const again = { ...ours, channelId: await openPage(ours, ours.page, NAME) }
  const ticket = await desk.arrive(again, { text: 'Scarlet', person: `71${ours.page}` })
  await erase()
  expect((await desk.call(ours.agent, 'GET /tickets?limit=100')).body.tickets.map(({ id }: { id: string }) => id)).toEqual([ticket.id])
  expect((await channels()).map(({ id }: { id: string }) => id)).toEqual([other.channelId, again.channelId])
})

test('a channel of many messages goes in steps that are small, and tells how far it is', async () => {
  const ticket = await desk.arrive(ours, { text: 'The first', person: '7001' })
  await sql`
    insert into entries (workspace_id, id, channel_id, conversation_id, ticket_id, thing, external_id, author_kind, text, occurred_at, created_at)
    select e.workspace_id, gen_random_uuid(), e.channel_id, e.conversation_id, e.ticket_id, 'message', 'm' || n, 'client', 'Again', now(), now()
      from entries e cross join generate_series(1, 4000) as n where e.ticket_id = ${ticket.id}`.execute(desk.desk.db)
  await remove()
  const percents = new Set<number>()
  await erase(async () => void percents.add((await channels())[0]?.deletion?.percent))
  expect([...percents]).toEqual([0, 12, 24, 37, 49, 62, 74, 87, 99])
})
