import { sql } from 'kysely'
import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createCarrier } from '#desk/acts/carry-next.ts'
import type { Outcome } from '#domain/acts/outcome.ts'
import type { ConversationId, WorkspaceId } from '#domain/ids.ts'
import { FREE_PACE } from '#test/free-pace.ts'
import { makeWorkspace } from '#test/intake-desk.ts'
import { openTicketDesk, type Company, type TicketDesk } from '#test/ticket-desk.ts'

let desk: TicketDesk
let ours: Company
let comments = 0

beforeAll(async () => {
  desk = await openTicketDesk()
  ours = await desk.setUp('1067280970047461')
})
afterAll(() => desk.close())

const feed = (value: object, at = Date.now()) => ({
  object: 'page',
  entry: [{ id: ours.page, time: Math.floor(at / 1000), changes: [{ field: 'feed', value }] }],
})

/** Somebody comments under a post of the Page. */
async function comment(message = 'How much?', post = '900') {
  comments += 1
  const id = `62${comments}`
  const value = {
    item: 'comment',
    verb: 'add',
    from: { id: `82${comments}`, name: `Jane ${comments}` },
    comment_id: `${post}_${id}`,
    post_id: `${ours.page}_${post}`,
    parent_id: `${ours.page}_${post}`,
    message,
    created_time: Math.floor(Date.now() / 1000),
  }
  await desk.hear(feed(value))
  const { id: lineId, ticket_id: ticketId } = await entryOf(id)
  const ask = (wish: object, cookie = ours.agent) =>
    desk.call(cookie, `POST /tickets/${ticketId}/messages/${lineId}/acts`, { body: wish, key: v7() })
  const reply = async (text: string) =>
    (await desk.call(ours.agent, `POST /tickets/${ticketId}/replies`, { body: { text }, key: v7() })).body.id as string
  return { ask, id, lineId, reply, ticketId: ticketId ?? '', value, author: `Jane ${comments}` }
}

function entryOf(externalId: string) {
  return desk.desk.db
    .selectFrom('entries')
    .select(['id', 'ticket_id'])
    .where('thing', '=', 'comment')
    .where('external_id', '=', externalId)
    .executeTakeFirstOrThrow()
}

/** Facebook answers the acts that wait in the conversation of a ticket. */
async function answer(ticketId: string, ...outcomes: Outcome[]): Promise<void> {
  const { conversation_id: conversationId } = await desk.desk.db
    .selectFrom('tickets')
    .select('conversation_id')
    .where('id', '=', ticketId)
    .executeTakeFirstOrThrow()
  for (const outcome of outcomes) {
    // Whatever it had to rest for is over.
    await desk.desk.db.updateTable('acts').set({ not_before: null }).where('conversation_id', '=', conversationId).execute()
    const channel = {
      ...FREE_PACE,
      keyName: 'key',
      carry: () => Promise.resolve(outcome),
      look: notAsked,
      bring: notAsked,
      show: notAsked,
      mayReplyPrivately: notAsked,
    }
    const port = { open: () => Promise.resolve({ kind: 'open', channel } as const) }
    await createCarrier(desk.desk, port).carryNext({
      workspaceId: ours.workspaceId as WorkspaceId,
      conversationId: conversationId as ConversationId,
    })
  }
}

function notAsked(): Promise<never> {
  return Promise.reject(new Error('Facebook is asked to do something, and for nothing else.'))
}

const DONE: Outcome = { kind: 'sent', externalId: undefined }
const REFUSED: Outcome = {
  kind: 'failed',
  failure: { reason: 'permission-missing', code: 200, facebookMessage: '(#200) Permissions error' },
}

async function logged(filter = '', cookie = ours.administrator) {
  return (await desk.call(cookie, `GET /moderation-log?${filter}`)).body
}

test('who hid whose words on which Page, and what Facebook said, stands in the log', async () => {
  const { ask, ticketId, author, id } = await comment('Cheap watches, write me')
  await ask({ act: 'hide' })
  expect((await logged()).entries[0]).toMatchObject({
    act: 'hide',
    by: { name: 'Bea' },
    channel: { name: 'A Page', pageId: ours.page },
    target: {
      thing: 'comment',
      facebookId: `900_${id}`,
      author: { kind: 'client', name: author },
      words: 'Cheap watches, write me',
      beside: [],
    },
    result: 'waiting',
    explanation: 'Facebook has not been asked yet.',
    answers: [],
    ticket: { id: ticketId },
  })
  await answer(ticketId, REFUSED)
  const explanation = 'Facebook has not granted this Page the permission for it. An administrator can grant it by reconnecting the Page.'
  const failure = { reason: 'permission-missing', code: 200, facebookMessage: '(#200) Permissions error' }
  expect((await logged()).entries[0]).toMatchObject({ result: 'refused', failure, explanation, answers: [{ result: 'refused', failure }] })
})

test('whoever is blocked and let in again stands in the log, and beside all that they wrote on the Page', async () => {
  const { ask, ticketId, lineId, author, value, id } = await comment('Cheap watches')
  await desk.hear(feed({ ...value, comment_id: `900_${id}1`, parent_id: `900_${id}`, message: 'Write me' }, Date.now() + 1000))
  const blocked = async () =>
    (await desk.messagesOf(ours, ticketId)).flatMap((line) => ('isAuthorBlocked' in line ? [line.isAuthorBlocked] : []))
  const elsewhere = { ...value, comment_id: `900_${id}2`, message: 'Cheap, I say' }
  await desk.hear(feed(elsewhere, Date.now() + 1500))
  const { id: otherLine, ticket_id: otherTicket } = await entryOf(`${id}2`)
  expect(otherTicket).not.toBe(ticketId)
  expect(await blocked()).toEqual([false, false])
  expect((await ask({ act: 'block' }, ours.employee)).status).toBe(403)
  expect(await ask({ act: 'block' })).toMatchObject({ status: 201, body: { acts: [{ act: 'block', state: 'queued' }] } })
  expect(await blocked()).toEqual([false, false])
  await answer(ticketId, DONE)
  expect(await blocked()).toEqual([true, true])
  expect(await desk.messagesOf(ours, otherTicket ?? '')).toMatchObject([{ isAuthorBlocked: true }])
  const told = await desk.desk.db
    .selectFrom('events')
    .select('ticket_id')
    .where(sql`payload ->> 'lineId'`, '=', otherLine)
    .execute()
  expect(told).toContainEqual({ ticket_id: otherTicket })
  expect(told).toHaveLength(2)
  const target = { thing: 'comment', author: { kind: 'client', name: author }, words: 'Cheap watches', beside: [] }
  expect((await logged('act=block')).entries).toMatchObject([{ act: 'block', target, result: 'done', ticket: { id: ticketId } }])
  await desk.hear(feed({ ...value, verb: 'remove' }, Date.now() + 2000))
  expect((await ask({ act: 'hide' })).status).toBe(409)
  await desk.call(ours.agent, `PUT /tickets/${ticketId}/status`, { body: { status: 'closed' } })
  expect((await ask({ act: 'unblock' })).status).toBe(201)
  await answer(ticketId, REFUSED)
  expect(await blocked()).toEqual([true, true])
  await ask({ act: 'unblock' })
  await answer(ticketId, DONE)
  expect(await blocked()).toEqual([false, false])
  expect((await logged('act=unblock')).entries).toMatchObject([{ result: 'done' }, { result: 'refused' }])
  expect((await desk.messagesOf(ours, ticketId)).find(({ id: line }) => line === lineId)).toMatchObject({
    acts: [{ act: 'block' }, { act: 'unblock', state: 'failed' }, { act: 'unblock', state: 'sent' }],
  })
})

test('nobody is blocked whom Facebook does not name, and nobody of the Page', async () => {
  const { ticketId, reply, value, id } = await comment()
  await desk.hear(feed({ ...value, from: undefined, comment_id: `900_${id}2`, parent_id: `900_${id}`, message: 'Guess who' }))
  const unnamed = (await desk.messagesOf(ours, ticketId)).find(({ text }) => text === 'Guess who')
  const block = async (line: string | undefined) =>
    (await desk.call(ours.agent, `POST /tickets/${ticketId}/messages/${line}/acts`, { body: { act: 'block' }, key: v7() })).body
  expect(unnamed).toMatchObject({ isAuthorBlocked: null })
  expect(await block(unnamed?.id)).toMatchObject({ status: 409, title: expect.stringContaining('does not tell who wrote this') })
  const said = await reply('Forty euro')
  await answer(ticketId, { kind: 'sent', externalId: `${id}3`, calledAs: `900_${id}3` })
  expect(await block(said)).toMatchObject({ status: 409 })
})

test('only administrators read it, and another workspace sees nothing of it', async () => {
  for (const path of ['', '/choices', '/file']) {
    expect((await desk.call(ours.agent, `GET /moderation-log${path}`)).status).toBe(403)
    expect((await desk.call(ours.employee, `GET /moderation-log${path}`)).status).toBe(403)
    expect((await desk.call('', `GET /moderation-log${path}`)).status).toBe(401)
  }
  const theirs = await desk.neighbourOf(ours, '1067280970047462')
  expect((await logged('', theirs.administrator)).entries).toEqual([])
  expect((await desk.call(theirs.administrator, 'GET /moderation-log/choices')).body).toEqual({ members: [], channels: [] })
  expect(records((await desk.call(theirs.administrator, 'GET /moderation-log/file')).body)).toHaveLength(1)
})

test('what a deletion took and an edit replaced stays in the log, whatever becomes of the comment and its author', async () => {
  const { ask, reply, ticketId, id, value } = await comment('Buy here')
  await desk.hear(feed({ ...value, verb: 'edited', message: 'Buy elsewhere' }, Date.now() + 1000))
  await ask({ act: 'remove' })
  await answer(ticketId, DONE)
  const replyId = await reply('Open until 18')
  await answer(ticketId, { kind: 'sent', externalId: '7101', calledAs: '900_7101' })
  await desk.call(ours.agent, `POST /tickets/${ticketId}/messages/${replyId}/acts`, {
    body: { act: 'edit', text: 'Open until 19' },
    key: v7(),
  })
  await answer(ticketId, DONE)
  await desk.desk.db
    .updateTable('entries')
    .set({ text: '', edited_text: null, edits: '{}' })
    .where('external_id', 'in', [id, '7101'])
    .execute()
  await desk.desk.db.updateTable('clients').set({ name: 'Somebody else' }).execute()
  const [edit, said, removal] = (await logged()).entries
  expect(removal).toMatchObject({
    act: 'remove',
    result: 'done',
    explanation: null,
    target: { words: 'Buy elsewhere', author: { name: value.from.name } },
  })
  expect(said).toMatchObject({
    act: 'reply',
    result: 'done',
    newWords: 'Open until 18',
    target: { facebookId: `900_${id}`, words: 'Buy elsewhere' },
  })
  expect(edit).toMatchObject({
    act: 'edit',
    newWords: 'Open until 19',
    target: { words: 'Open until 18', author: { kind: 'member', name: 'Bea' } },
  })
})

test('what was hidden stays by itself when its post turns out to be a visitor’s, and nothing is lost of either', async () => {
  const { ask, lineId, ticketId, value } = await comment('Off with it', '901')
  await ask({ act: 'hide' })
  const post = { item: 'post', verb: 'add', from: { id: '8301', name: 'Vera' }, post_id: value.post_id, message: 'My pots are broken' }
  await desk.hear(feed({ ...post, created_time: value.created_time - 60 }))
  expect(desk.failures).toEqual([])
  expect(await desk.desk.db.selectFrom('entries').select('ticket_id').where('id', '=', lineId).executeTakeFirst()).toEqual({
    ticket_id: ticketId,
  })
  expect(
    await desk.desk.db
      .selectFrom('entries')
      .select('author_kind')
      .where('thing', '=', 'post')
      .where('author_kind', 'is not', null)
      .execute(),
  ).toHaveLength(1)
})

test('what was done to our answer before it was known as ours was done to ours', async () => {
  const { reply, ticketId, id, value } = await comment()
  const replyId = await reply('Fifty')
  const from = { id: ours.page, name: 'A Page' }
  await desk.hear(feed({ ...value, from, comment_id: '900_7102', parent_id: `900_${id}`, message: 'Fifty' }))
  const echo = await entryOf('7102')
  await desk.call(ours.agent, `POST /tickets/${ticketId}/messages/${echo.id}/acts`, { body: { act: 'remove' }, key: v7() })
  await answer(ticketId, { kind: 'sent', externalId: '7102', calledAs: '900_7102' })
  const line = (await desk.messagesOf(ours, ticketId)).find((each) => each.id === replyId)
  expect(line).toMatchObject({ state: 'sent', acts: [{ act: 'remove', state: 'queued' }] })
  expect((await logged('limit=1')).entries[0]).toMatchObject({
    act: 'remove',
    target: { author: { kind: 'elsewhere' }, words: 'Fifty' },
    ticket: { id: ticketId },
  })
})

test('a reply that is tried again is an entry of its own, by whoever tried it, and the refusal stands', async () => {
  const { reply, ticketId } = await comment()
  const replyId = await reply('Forty')
  await answer(ticketId, REFUSED)
  await desk.call(ours.administrator, `POST /tickets/${ticketId}/messages/${replyId}/attempts`, { key: v7() })
  await answer(ticketId, { kind: 'unconfirmed', failure: { reason: 'no-answer' } })
  const [again, first] = (await logged('limit=2')).entries
  expect(first).toMatchObject({ act: 'reply', by: { name: 'Bea' }, result: 'refused', newWords: 'Forty' })
  expect(again).toMatchObject({ act: 'reply', by: { name: 'Anna Lindqvist' }, result: 'unsure', newWords: 'Forty' })
  expect(again.explanation).toBe('Facebook did not answer. It may have been done all the same.')
})

test('what Facebook said before it did it is kept, each once', async () => {
  const { ask, ticketId } = await comment()
  await ask({ act: 'like' })
  const slow: Outcome = { kind: 'retry', failure: { reason: 'rate-limited', code: 32 }, notBefore: undefined }
  await answer(ticketId, slow)
  expect((await logged('limit=1')).entries[0]).toMatchObject({
    result: 'waiting',
    explanation: 'Facebook asked this Page to slow down. The desk tries again by itself.',
  })
  await answer(ticketId, slow, DONE)
  const [{ result, failure, answers }] = (await logged('limit=1')).entries
  expect({ result, failure, answers }).toMatchObject({
    result: 'done',
    failure: null,
    answers: [
      { result: 'waiting', failure: { code: 32 } },
      { result: 'done', failure: null },
    ],
  })
})

test('it is read page by page and by each filter, and a colleague who left can be chosen', async () => {
  const whole = await logged('limit=200')
  expect(whole).toMatchObject({ count: whole.entries.length, nextCursor: null })
  const ids = whole.entries.map((entry: { id: string }) => entry.id)
  const read: string[] = []
  for (let cursor = ''; ;) {
    const page = await logged(`limit=2${cursor}`)
    read.push(...page.entries.map((entry: { id: string }) => entry.id))
    if (page.nextCursor === null) {
      break
    }
    cursor = `&cursor=${page.nextCursor}`
  }
  expect(read).toEqual(ids)
  const { members, channels } = (await desk.call(ours.administrator, 'GET /moderation-log/choices')).body
  expect([members, channels]).toMatchObject([[{ name: 'Anna Lindqvist' }, { name: 'Bea' }], [{ id: ours.channelId, name: 'A Page' }]])
  const { entries } = whole
  for (const [query, isMeant] of [
    [`by=${members[0].id}`, (entry: (typeof entries)[0]) => entry.by.name === 'Anna Lindqvist'],
    ['act=edit', (entry: (typeof entries)[0]) => entry.act === 'edit'],
    [`channelId=${ours.channelId}&result=refused`, (entry: (typeof entries)[0]) => entry.result === 'refused'],
    [`from=${entries[2].at}`, (entry: (typeof entries)[0]) => entry.at >= entries[2].at],
    [`to=${entries[2].at}`, (entry: (typeof entries)[0]) => entry.at < entries[2].at],
    [`channelId=${v7()}`, () => false],
  ] as const) {
    expect((await logged(`limit=200&${query}`)).entries).toEqual(entries.filter(isMeant))
  }
})

test('nobody changes, deletes or empties it, not at the database either', async () => {
  const { db } = desk.desk
  await expect(sql`update moderation_log set by_name = 'Nobody'`.execute(db)).rejects.toThrow('cannot be changed')
  await expect(sql`update moderation_log set result = 'refused' where result = 'done'`.execute(db)).rejects.toThrow('cannot be changed')
  await expect(sql`update moderation_log set answers = '[]' where result = 'refused'`.execute(db)).rejects.toThrow('cannot be changed')
  await expect(sql`delete from moderation_log`.execute(db)).rejects.toThrow('cannot be deleted')
  await expect(sql`truncate moderation_log`.execute(db)).rejects.toThrow('cannot be emptied')
  const { workspaceId } = await makeWorkspace(desk.desk, '1067280970047463')
  const columns = sql`id, act_id, asked_at, by, act, channel_id, channel_name, result_at`
  await sql`insert into moderation_log (workspace_id, ${columns}) select ${workspaceId}, ${columns} from moderation_log`.execute(db)
  await db.deleteFrom('workspaces').where('id', '=', workspaceId).execute()
  expect(await db.selectFrom('moderation_log').select('id').where('workspace_id', '=', workspaceId).execute()).toEqual([])
})

test('the file holds a filter’s entries as a spreadsheet reads them, and runs nothing that strangers wrote', async () => {
  const { ask } = await comment('=HYPERLINK("http://evil.example", "Click"), now\r\nor never')
  await ask({ act: 'hide' })
  const answered = await desk.call(ours.administrator, 'GET /moderation-log/file?act=hide')
  expect([answered.status, answered.type]).toEqual([200, 'text/csv; charset=utf-8; header=present'])
  const [head, newest, ...older] = records(answered.body)
  expect(answered.body.startsWith('\u{FEFF}asked_at,member,member_email,act,page,page_id,thing,author,words,')).toBe(true)
  expect(answered.body).toContain(`"'=HYPERLINK(""http://evil.example"", ""Click""), now\r\nor never"`)
  const named = Object.fromEntries(head?.map((name, index) => [name, newest?.[index]]) ?? [])
  expect(named).toMatchObject({ member: 'Bea', act: 'hide', page_id: `'${ours.page}`, result: 'waiting', facebook_code: '' })
  expect(older.at(-1)).toContain('(#200) Permissions error')
})

/** The records of a CSV of RFC 4180. */
function records(text: string): string[][] {
  const lines = text.replace('\u{FEFF}', '').match(/(?:"(?:[^"]|"")*"|[^"])*?\r\n/gu) ?? []
  return lines.map((line) =>
    [...line.slice(0, -2).matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/gu)].map(
      ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '',
    ),
  )
}
