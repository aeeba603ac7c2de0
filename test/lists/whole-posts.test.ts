import { sql } from 'kysely'
import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { followSaid } from '#desk/tickets/follow-said.ts'
import type { ConversationId, TicketId } from '#domain/ids.ts'
import { recountThreads } from '#storage/posts/recount.ts'
import { nodesOf, plansOf, type Plan } from '#test/plans.ts'
import { countedOtherwise } from '#test/whole-posts.ts'
import { openFilledDesk, type FilledDesk } from './filled-desk.ts'

/** A post of so many comments whose Page makes one ticket of all of them. */
const SIZE = { tickets: 100, longConversation: 0, posts: 1, commentsOfOne: 2000 }
const POST = `8${SIZE.posts + 1}`

let desk: FilledDesk
let ticket: TicketId
let thread: ConversationId
let lines: number

beforeAll(async () => {
  desk = await openFilledDesk(SIZE)
  ticket = v7() as TicketId
  ;({ thread, lines } = await holdInOneTicket(desk, ticket))
  expect(lines).toBeGreaterThan(SIZE.commentsOfOne)
}, 120_000)

afterAll(() => desk.close())

test('what one comment more changes under a post of thousands is counted in its own thread', async () => {
  const { workspaceId } = desk.question
  const plans = await plansOf(desk.database, (db) => db.transaction().execute((tx) => recountThreads(tx, workspaceId, [thread])))
  expect(Math.max(...plans.flatMap(nodesOf).map(rowsOf))).toBeLessThan(100)
})

test('a ticket of thousands of comments is gone through once for one more', async () => {
  const { workspaceId } = desk.question
  const said = { tickets: [ticket], conversations: [thread], now: new Date() }
  const plans = await plansOf(desk.database, (db) => db.transaction().execute((tx) => followSaid(tx, workspaceId, said)))
  const goingThrough = plans.filter((plan) => nodesOf(plan).some((node) => rowsOf(node) >= lines))
  // With these values, and with any.
  expect(goingThrough).toHaveLength(2)
  for (const plan of goingThrough) {
    const read = nodesOf(plan).filter((node) => node['Relation Name'] === 'entries')
    expect(read.map(rowsOf).reduce((all, rows) => all + rows, 0)).toBeLessThan(lines + 100)
    expect(Math.max(...nodesOf(plan).map(rowsOf))).toBeLessThanOrEqual(lines)
  }
})

test('each of its threads awaits the same, counted alone and among all', async () => {
  expect(await countedOtherwise(desk.database.db)).toEqual([])
})

function rowsOf(node: Plan): number {
  return (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops']
}

/** As the intake leaves it where one ticket is made of each post. Answers one of its threads, and how many lines the ticket holds. */
async function holdInOneTicket({ database: { db }, question: { workspaceId } }: FilledDesk, id: TicketId) {
  const conversationId = v7()
  await sql`
    insert into conversations (workspace_id, id, channel_id, subject, subject_key, created_at)
    select workspace_id, ${conversationId}, channel_id, jsonb_build_object('kind', 'whole-post', 'postId', ${POST}::text), 'comments:' || ${POST} || '/', now()
      from conversations where workspace_id = ${workspaceId} and subject ->> 'postId' = ${POST} limit 1`.execute(db)
  await sql`
    insert into tickets (workspace_id, id, number, channel_id, conversation_id, client_id, status, decided_status, tags, unanswered_count, last_activity_at, created_at)
    select workspace_id, ${id}, 1000000, channel_id, ${conversationId}, client_id, 'open', 'new', array['Facebook:Comment'], 0, now(), now()
      from tickets where workspace_id = ${workspaceId} limit 1`.execute(db)
  const { rows: threads } = await sql<{ id: ConversationId }>`
    select id from conversations where workspace_id = ${workspaceId} and subject_kind = 'comments' and subject ->> 'postId' = ${POST} order by id`.execute(
    db,
  )
  const ids = threads.map((each) => each.id)
  await sql`update entries set ticket_id = ${id} where workspace_id = ${workspaceId} and conversation_id = any(${ids}::uuid[])`.execute(db)
  await sql`delete from tickets where workspace_id = ${workspaceId} and conversation_id = any(${ids}::uuid[])`.execute(db)
  await sql`
    update conversations co set answered_until = (
      select max(e.occurred_at) from entries e where e.workspace_id = co.workspace_id and e.conversation_id = co.id and e.thing <> 'message' and e.author_kind = 'elsewhere')
     where workspace_id = ${workspaceId} and id = any(${ids}::uuid[])`.execute(db)
  await sql`vacuum analyze`.execute(db)
  await db.transaction().execute((tx) => followSaid(tx, workspaceId, { tickets: [id], now: new Date() }))
  const { rows } = await sql<{ lines: number }>`
    select count(*)::int as lines from entries where workspace_id = ${workspaceId} and ticket_id = ${id}`.execute(db)
  return { thread: ids[0] as ConversationId, lines: rows[0]?.lines ?? 0 }
}
