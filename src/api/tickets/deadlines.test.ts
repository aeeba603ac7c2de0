import { sql } from 'kysely'
import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { deadlineOf, ENDS_SOON_MS, type Deadline } from '#domain/messaging-policy/deadline.ts'
import { privateReplyUntil } from '#domain/messaging-policy/moderation.ts'
import type { SubjectKind } from '#domain/conversations/subject.ts'
import { startDeadlineWatch } from '#jobs/deadline-watch.ts'
import type { Watch } from '#jobs/watch.ts'
import { openTicketDesk, type Company, type TicketDesk } from '#test/ticket-desk.ts'
import type { TicketSummary } from '../contract/ticket.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

let desk: TicketDesk
let ours: Company
let watch: Watch
const begun = Date.now()

beforeAll(async () => {
  desk = await openTicketDesk()
  ours = await desk.setUp('1067280970047460')
  const onFailure = (error: unknown) => void desk.failures.push(error)
  watch = startDeadlineWatch({ desk: desk.desk, tools: { publicUrl: 'http://desk.test', isSmtpConfigured: false }, onFailure })
})
afterAll(async () => {
  await watch.stop()
  expect(desk.failures).toEqual([])
  await desk.close()
})

type Said = { readonly by: string; readonly post?: string; readonly at?: number; readonly under?: string }

let comments = 0
/** Somebody comments, or answers a comment: the ticket, and the line. */
async function comment({ by, post = '900', at = begun, under }: Said) {
  const id = `61${(comments += 1)}`
  const time = Math.floor(at / 1000)
  const postId = `${ours.page}_${post}`
  const value = {
    item: 'comment',
    verb: 'add',
    from: { id: by, name: `Jane ${by}` },
    comment_id: `${post}_${id}`,
    post_id: postId,
    parent_id: under === undefined ? postId : `${post}_${under}`,
    message: 'How much?',
    created_time: time,
  }
  await desk.hear({ object: 'page', entry: [{ id: ours.page, time, changes: [{ field: 'feed', value }] }] })
  const { rows } = await sql<{ ticketId: string; lineId: string }>`
    select ticket_id as "ticketId", id as "lineId" from entries where external_id like ${`%${id}`}`.execute(desk.desk.db)
  return { id, ticketId: rows[0]?.ticketId ?? '', lineId: rows[0]?.lineId ?? '' }
}

type Row = { id: string; status: string; kind: string | null; until: Date | null }

async function kept(): Promise<Map<string, Row>> {
  const { rows } = await sql<Row>`select id, status, deadline_kind as kind, deadline_at as until from tickets`.execute(desk.desk.db)
  return new Map(rows.map((row) => [row.id, row]))
}

async function at(ms: number): Promise<Date> {
  desk.moveClock(begun + ms - Date.now())
  await watch.look()
  return desk.desk.now()
}

const list = async (query: string): Promise<TicketSummary[]> =>
  (await desk.call(ours.agent, `GET /tickets?limit=100&${query}`)).body.tickets

test('N4: at every moment the database, the folder and the screen hold the same deadline, of all three kinds', async () => {
  const asked = await desk.arrive(ours, { at: begun })
  const one = await comment({ by: '81' })
  await at(5 * HOUR)
  const later = await comment({ by: '81', at: begun + 5 * HOUR, under: one.id })
  const used = await comment({ by: '82' })
  const refused = await comment({ by: '83' })
  const gone = await comment({ by: '84' })
  const answeredFrom = 2 * DAY
  await desk.call(ours.administrator, `PUT /channels/${ours.channelId}/allowances/human-agent`, { body: { isAllowed: true } })
  await desk.call(ours.agent, `PUT /tickets/${gone.ticketId}/status`, { body: { status: 'closed' } })
  const replied = await desk.call(ours.agent, `POST /tickets/${used.ticketId}/messages/${used.lineId}/acts`, {
    body: { act: 'reply-privately', text: 'Forty.' },
    key: v7(),
  })
  expect(replied.status).toBe(201)
  await sql`
    insert into private_reply_answers (workspace_id, entry_id, asked_at, answer) values (${ours.workspaceId}, ${refused.lineId}, now(), 'cannot')`.execute(
    desk.desk.db,
  )
  expect(later.ticketId).toBe(one.ticketId)

  const soon: string[] = []
  for (const ms of [
    0,
    DAY - ENDS_SOON_MS,
    DAY - ENDS_SOON_MS + 1,
    DAY - 1,
    DAY,
    answeredFrom,
    7 * DAY - HOUR,
    7 * DAY,
    7 * DAY + 5 * HOUR,
    8 * DAY,
  ]) {
    const now = await at(ms)
    const tickets = new Map((await list('folder=all')).map((ticket) => [ticket.id, ticket]))
    const facts = (id: string, subject: SubjectKind, writtenAt: readonly number[]): Deadline | undefined => {
      const { status, window, channel } = tickets.get(id) ?? asked
      const open = window && { opensAt: new Date(window.opensAt), closesAt: new Date(window.closesAt), reason: window.reason }
      const privateReplies = writtenAt.map((each) => privateReplyUntil(new Date(Math.floor(each / 1000) * 1000)))
      return deadlineOf({ subject, status, allowances: channel.allowances, window: open ?? undefined, privateReplies }, now)
    }
    const expected: [string, Deadline | undefined][] = [
      [asked.id, facts(asked.id, 'direct', [])],
      [one.ticketId, facts(one.ticketId, 'comments', [begun, begun + 5 * HOUR])],
      [used.ticketId, facts(used.ticketId, 'comments', [])],
      [gone.ticketId, facts(gone.ticketId, 'comments', [begun])],
    ]
    const rows = await kept()
    for (const [id, deadline] of expected) {
      expect({ ms, kind: rows.get(id)?.kind, until: rows.get(id)?.until }).toEqual({
        ms,
        kind: deadline?.kind ?? null,
        until: deadline?.until ?? null,
      })
      const told = tickets.get(id)?.privateReply
      expect(told?.until ?? null).toBe(deadline?.kind === 'private-reply' ? deadline.until.toISOString() : null)
    }
    const ending = (await list('folder=ending-soon&sort=expiring')).map(({ id }) => id)
    const late = expected.filter(([, deadline]) => deadline && deadline.until.getTime() - now.getTime() < ENDS_SOON_MS)
    expect([ms, ending]).toEqual([ms, late.toSorted(([, a], [, b]) => Number(a?.until) - Number(b?.until)).map(([id]) => id)])
    soon.push(...late.flatMap(([, deadline]) => deadline?.kind ?? []))
    expect(tickets.get(used.ticketId)?.privateReply).toEqual({ state: 'used', until: null })
  }
  expect(new Set(soon)).toEqual(new Set(['reply-window', 'human-agent', 'private-reply']))
})

test('what Facebook says of a private reply, and its clock turned back, are followed', async () => {
  await at(8 * DAY)
  const { ticketId, lineId } = await comment({ by: '91', post: '901', at: begun + 8 * DAY })
  expect((await kept()).get(ticketId)?.kind).toBe('private-reply')
  await at(16 * DAY)
  expect(await kept().then((rows) => rows.get(ticketId))).toMatchObject({ kind: null, until: null })
  await at(8 * DAY + HOUR)
  expect((await kept()).get(ticketId)?.kind).toBe('private-reply')
  const answer = await desk.call(ours.agent, `POST /tickets/${ticketId}/messages/${lineId}/acts`, {
    body: { act: 'reply-privately', text: 'Forty.' },
    key: v7(),
  })
  expect(answer.status).toBe(201)
  expect((await list('folder=all')).find(({ id }) => id === ticketId)?.privateReply).toEqual({ state: 'used', until: null })
})
