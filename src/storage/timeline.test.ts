import { sql } from 'kysely'
import { v7 } from 'uuid'
import { expect, test } from 'vitest'
import type { InternalCommentId, TicketChangeId, TicketId, UserId } from '#domain/ids.ts'
import { echoTo, openIntakeDesk, pageDelivery, PAGE, textFrom, writeOwnReply, type IntakeDesk } from '#test/intake-desk.ts'
import { insertInternalComment } from './internal-comments.ts'
import type { Line } from './lines.ts'
import { insertTicketChange } from './ticket-changes.ts'
import { fromEdge, newestLines, timelineQuery } from './timeline.ts'

const NOON = Date.UTC(2026, 10, 20, 12)
const FROM_CHANNEL = ['b', 'c', 'a', 'd']

async function ticketOf({ desk }: IntakeDesk): Promise<TicketId> {
  const { id } = await desk.db.selectFrom('tickets').select('id').executeTakeFirstOrThrow()
  return id as TicketId
}

/** The whole conversation, newest first, in pages of a size. */
async function linesOf(desk: IntakeDesk, limit: number): Promise<Line[]> {
  const ticketId = await ticketOf(desk)
  const lines: Line[] = []
  for (let page: Line[] | undefined; page === undefined || page.length === limit;) {
    page = await newestLines(desk.desk.db, desk.workspaceId, { ticketId, limit, before: page?.at(-1) })
    lines.push(...page)
  }
  return lines
}

/** In one and the same moment come messages, answers from elsewhere, notes and what is not understood, in the order of these names. */
async function openMoment(names: readonly string[]): Promise<IntakeDesk> {
  const desk = await openIntakeDesk()
  await desk.hear(textFrom({ mid: 'm_first', at: NOON - 1 }))
  const parties = { sender: { id: '7001' }, recipient: { id: PAGE }, timestamp: NOON }
  for (const name of names) {
    const game = pageDelivery({ ...parties, game_play: { game_id: name } })
    const referral = pageDelivery({ ...parties, referral: { ref: name, source: 'SHORTLINK' } })
    await desk.hear(echoTo({ mid: `e_${name}`, at: NOON }), textFrom({ mid: `m_${name}`, at: NOON }), game, referral)
  }
  expect(desk.failures).toEqual([])
  return desk
}

/** And colleagues wrote and worked in that moment, too. */
async function workInThatMoment(desk: IntakeDesk): Promise<void> {
  const at = new Date(NOON)
  const key = { workspaceId: desk.workspaceId, ticketId: await ticketOf(desk), at }
  const userId = v7() as UserId
  for (const to of ['pending', 'open', 'solved'] as const) {
    await writeOwnReply(desk, { at })
    await desk.desk.db.transaction().execute(async (tx) => {
      await insertInternalComment(tx, { ...key, id: v7() as InternalCommentId, text: `about ${to}`, authorId: userId })
      await insertTicketChange(tx, { ...key, id: v7() as TicketChangeId, change: { kind: 'status', from: 'open', to }, actorId: userId })
    })
  }
}

test('lines of one moment keep one order, whichever of them arrived first', async () => {
  const wordOf = (line: Line) => ('text' in line ? line.text : line.line)
  const [one, other] = [await openMoment(FROM_CHANNEL), await openMoment(FROM_CHANNEL.toReversed())]
  const words = (await linesOf(one, 100)).map(wordOf)
  expect(words).toHaveLength(17)
  expect((await linesOf(other, 100)).map(wordOf)).toEqual(words)
})

test('a conversation reads the same in pages of any size, though all its lines are of one moment', async () => {
  const desk = await openMoment(FROM_CHANNEL)
  await workInThatMoment(desk)
  const ids = (await linesOf(desk, 100)).map(({ id }) => id)
  expect(new Set(ids).size).toBe(17 + 9)
  for (const limit of [1, 2, 3, 7]) {
    expect((await linesOf(desk, limit)).map(({ id }) => id)).toEqual(ids)
  }
})

test('what colleagues wrote and did in one moment stands in the order in which they did it', async () => {
  const desk = await openMoment([])
  await workInThatMoment(desk)
  const lines = (await linesOf(desk, 100)).flatMap((line) => (line.line === 'ticket-change' ? [line.change.to] : []))
  expect(lines).toEqual(['solved', 'open', 'pending'])
})

type Plan = { readonly 'Actual Rows': number; readonly Plans?: readonly Plan[] }

const rowsIn = (plan: Plan): number[] => [plan['Actual Rows'], ...(plan.Plans ?? []).flatMap(rowsIn)]

test('a page of a long conversation reads about as many lines as it shows, whatever they are', async () => {
  const intake = await openMoment([])
  const { desk, workspaceId } = intake
  const ticketId = await ticketOf(intake)
  const long = sql`generate_series(1, 5000) i`
  await sql`insert into entries (workspace_id, id, ticket_id, conversation_id, channel_id, thing, external_id, author_kind, occurred_at, content_at, created_at)
    select workspace_id, gen_random_uuid(), ticket_id, conversation_id, channel_id, 'message', 'm_' || i, 'client', now() + make_interval(secs => i),
           now(), now()
      from entries, ${long}`.execute(desk.db)
  await sql`insert into internal_comments (workspace_id, id, ticket_id, text, author_id, written_at)
    select workspace_id, gen_random_uuid(), id, 'x', gen_random_uuid(), now() + make_interval(secs => i) from tickets, ${long}`.execute(
    desk.db,
  )
  await sql`insert into ticket_changes (workspace_id, id, ticket_id, kind, change, actor_id, changed_at)
    select workspace_id, gen_random_uuid(), id, 'type', '{}', gen_random_uuid(), now() + make_interval(secs => i) from tickets, ${long}`.execute(
    desk.db,
  )
  await sql`insert into not_understood (workspace_id, id, channel_id, subject_key, digest, label, piece, place, reader, occurred_at, created_at)
    select workspace_id, gen_random_uuid(), channel_id, subject_key, sha256(i::text::bytea), 'reaction', '{}', 'messaging', 1, now() + make_interval(secs => i), now()
      from conversations, ${long}`.execute(desk.db)
  await sql`insert into notes (workspace_id, id, channel_id, conversation_id, what, digest, detail, reader, occurred_at, created_at)
    select workspace_id, gen_random_uuid(), channel_id, conversation_id, 'referral', sha256(i::text::bytea), '{}', 1, now() + make_interval(secs => i), now()
      from tickets, ${long}`.execute(desk.db)
  await sql`analyze`.execute(desk.db)
  const newest = await newestLines(desk.db, workspaceId, { ticketId, limit: 100, before: undefined })
  const middle = { at: new Date(Date.now() + 2_500_000), id: newest[0]?.id ?? '' }
  for (const before of [undefined, middle]) {
    const page = timelineQuery(fromEdge(workspaceId, { ticketId, limit: 100, before }))
    const { rows } = await sql<{ 'QUERY PLAN': readonly [{ Plan: Plan }] }>`explain (analyze, format json) ${page}`.execute(desk.db)
    expect(Math.max(...rows.flatMap((row) => rowsIn(row['QUERY PLAN'][0].Plan)))).toBeLessThan(200)
  }
})
