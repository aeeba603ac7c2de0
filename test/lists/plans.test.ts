import { sql, type RawBuilder } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ChannelId, ClientId, ConversationId, TicketId } from '#domain/ids.ts'
import { DEADLINE_KINDS } from '#domain/messaging-policy/deadline.ts'
import { readCameFrom } from '#storage/clients/came-from.ts'
import { FOLDER_CONTENTS, FOLDERS, TICKET_SORTS } from '#domain/tickets/folder.ts'
import { countFolders } from '#storage/tickets/counts.ts'
import { STRETCHES, ticketsOfFolder } from '#storage/tickets/folders.ts'
import { readTicket } from '#storage/tickets/read.ts'
import { linesMarked } from '#storage/lines-marked.ts'
import { doubtfulEntries } from '#storage/entries/lock.ts'
import { newestLines } from '#storage/timeline.ts'
import { read } from '#facebook/reading/read.ts'
import { takeIn, type Told } from '#desk/intake/take-in.ts'
import { intendedPlansOf, nodesOf, plansOf, type IntendedPlan, type Plan } from '#test/plans.ts'
import { bareDesk } from '../../bench/bare-desk.ts'
import { eventBody } from '../../bench/events/bodies.ts'
import { faultsOf as faultsIn, largeTables } from './faults-of.ts'
import { openFilledDesk, type FilledDesk } from './filled-desk.ts'
import { walksOverAll } from './walks-over-all.ts'

/** A desk at which a plan that reads too much would be the slower one, so that the planner's choice says something. */
const SIZE = { tickets: 20_000, longConversation: 3000, posts: 2000, commentsOfOne: 1000 }
const PAGE = 50

let desk: FilledDesk
let large: ReadonlySet<string>
let isWalkOverAll: Awaited<ReturnType<typeof walksOverAll>>

beforeAll(async () => {
  desk = await openFilledDesk(SIZE)
  large = await largeTables(desk.database.db)
  isWalkOverAll = await walksOverAll(desk.database.db)
  expect(large).toEqual(
    new Set(['acts', 'attachments', 'clients', 'conversations', 'drafts', 'entries', 'identities', 'posts', 'threads', 'tickets']),
  )
}, 120_000)

afterAll(() => desk.close())

const faultsOf = (plans: readonly Plan[], bounds: { sorted: number; passedOver: number }) => faultsIn(plans, { large, ...bounds })

/** A walk by reply window passes over the day's customers once, and one by activity over whose window is open; never over what is closed. */
const IN_WORK = 1500

test.each(FOLDERS.flatMap((folder) => TICKET_SORTS.map((sort) => [folder, sort] as const)))(
  'a page of %s by %s is read along an index, at the beginning and far in',
  async (folder, sort) => {
    const page = { folder, sort, limit: PAGE }
    // A page of each status is merged to one.
    const sorted = FOLDER_CONTENTS[folder].statuses.length * (PAGE + 1)
    const at = new Date(desk.question.now.getTime() - 3 * 24 * 60 * 60 * 1000)
    const deep = { stretch: STRETCHES[sort].at(-1) ?? 'all', at, id: 'ffffffff-ffff-ffff-ffff-ffffffffffff' }
    for (const after of [undefined, deep]) {
      const plans = await plansOf(desk.database, (db) => ticketsOfFolder(db, desk.question, { ...page, after }))
      expect(faultsOf(plans, { sorted, passedOver: IN_WORK })).toEqual([])
    }
  },
)

test.each(DEADLINE_KINDS)('what ends soon as %s is read along an index that passes over nothing else', async (deadlineKind) => {
  const page = { folder: 'ending-soon', sort: 'expiring', limit: PAGE, after: undefined } as const
  const plans = await plansOf(desk.database, (db) => ticketsOfFolder(db, { ...desk.question, deadlineKind }, page))
  expect(faultsOf(plans, { sorted: FOLDER_CONTENTS['ending-soon'].statuses.length * (PAGE + 1), passedOver: 0 })).toEqual([])
})

test('the numbers of all folders come from one look along indexes', async () => {
  const plans = await plansOf(desk.database, (db) => countFolders(db, desk.question))
  expect(plans).toHaveLength(2)
  expect(faultsOf(plans, { sorted: 0, passedOver: 0 })).toEqual([])
})

test('a ticket and each page of its conversation are read along indexes', async () => {
  const { id } = await desk.database.db
    .selectFrom('tickets')
    .select('id')
    .where('number', '=', SIZE.tickets + 1)
    .$narrowType<{ id: TicketId }>()
    .executeTakeFirstOrThrow()
  const { workspaceId } = desk.question
  const page = (before?: { at: Date; id: string }) => ({ ticketId: id, limit: PAGE, before })
  const newest = await newestLines(desk.database.db, workspaceId, page())
  const plans = [
    ...(await plansOf(desk.database, (db) => readTicket(db, workspaceId, id))),
    ...(await plansOf(desk.database, (db) => newestLines(db, workspaceId, page()))),
    ...(await plansOf(desk.database, (db) => newestLines(db, workspaceId, page(newest.at(-1))))),
  ]
  // A page of messages, internal comments, changes and what is not understood is merged to one; lines of the cursor's moment are passed over.
  expect(faultsOf(plans, { sorted: 4 * PAGE, passedOver: 4 })).toEqual([])
})

test('what led a client here is read along indexes, however much was said', async () => {
  const { id } = await desk.database.db
    .selectFrom('tickets')
    .select('client_id as id')
    .where('number', '=', SIZE.tickets + 1)
    .$narrowType<{ id: ClientId }>()
    .executeTakeFirstOrThrow()
  const plans = await plansOf(desk.database, (db) => readCameFrom(db, desk.question.workspaceId, [id]))
  expect(faultsOf(plans, { sorted: 2, passedOver: 0 })).toEqual([])
})

test('what marks moved over is read along indexes, for many conversations in one question', async () => {
  const tickets = await desk.database.db
    .selectFrom('tickets')
    .select('id')
    .orderBy('number', 'desc')
    .limit(100)
    .$narrowType<{ id: TicketId }>()
    .execute()
  const { workspaceId, now } = desk.question
  const moved = tickets.map(({ id }) => ({ asked: id, ticketId: id, after: now, until: now, deliveredBefore: now }))
  const plans = await plansOf(desk.database, (db) => linesMarked(db, workspaceId, moved))
  expect(plans).toHaveLength(2)
  // What has no echo may have been sent long after it was written, so all that we said in a ticket is passed over.
  expect(faultsOf(plans, { sorted: 50, passedOver: SIZE.longConversation })).toEqual([])
})

test('what comes, in private and in public, is taken in along indexes: nothing is looked for among all that was ever said', async () => {
  const told = Array.from({ length: 400 }, (_, index) => toldBy(eventBody(index, Date.now() - 100_000, '1'))).flat()
  const plans = await intendedPlansOf(desk.database, (db) => db.transaction().execute((tx) => takeIn(tx, bareDesk(db), told)))
  expect(walksIn(plans)).toEqual([])
  expect(plans.length).toBeGreaterThan(10)
})

test.each<[string, (of: { workspaceId: string; channelId: string }) => RawBuilder<unknown>]>([
  ['a table without an index', () => sql`select id from entries where text = ${'x'}`],
  ['a table of which nothing is there yet', () => sql`select id from notes where reader > 3`],
  ['all that a workspace has', ({ workspaceId }) => sql`select id from entries where workspace_id = ${workspaceId} and text = ${'x'}`],
  ['an index to its end, for its order', () => sql`select workspace_id, id from entries order by workspace_id, id`],
  [
    'all comments of a channel',
    ({ workspaceId, channelId }) =>
      sql`select id from entries where workspace_id = ${workspaceId} and channel_id = ${channelId} and thing = 'comment' and length(text) > 3`,
  ],
  [
    'what stands far behind in an index',
    ({ workspaceId }) => sql`select id from entries where workspace_id = ${workspaceId} and external_id = ${'1'}`,
  ],
  ['all threads', ({ workspaceId }) => sql`select conversation_id from threads where workspace_id = ${workspaceId} and lines > 5`],
])('a plan that walks over %s is found out', async (_what, query) => {
  const { workspaceId } = desk.question
  const { id: channelId } = await desk.database.db
    .selectFrom('channels')
    .select('id')
    .where('workspace_id', '=', workspaceId)
    .executeTakeFirstOrThrow()
  const plans = await intendedPlansOf(desk.database, (db) => query({ workspaceId, channelId }).execute(db))
  expect(walksIn(plans)).toEqual([expect.any(String)])
})

test('a plan that finds one by its name is none that walks', async () => {
  const { workspaceId } = desk.question
  const plans = await intendedPlansOf(desk.database, (db) =>
    sql`select e.id from tickets t join entries e on e.workspace_id = t.workspace_id and e.ticket_id = t.id
         where t.workspace_id = ${workspaceId} and t.id = ${workspaceId} and (e.occurred_at, e.id) < (now(), ${workspaceId}::uuid)`.execute(
      db,
    ),
  )
  expect(walksIn(plans)).toEqual([])
})

function walksIn(plans: readonly IntendedPlan[]): string[] {
  return plans.flatMap(({ text, nodes }) =>
    nodes.filter(isWalkOverAll).map((node) => `${node['Node Type']} ${node['Index Name'] ?? node['Relation Name']}: ${text}`),
  )
}

test('what the Page says is compared with what is in doubt, and with no other act', async () => {
  const { workspaceId } = desk.question
  const conversations = await desk.database.db
    .selectFrom('conversations')
    .select(['id', 'channel_id as channelId'])
    .where('workspace_id', '=', workspaceId)
    .limit(100)
    .$narrowType<{ id: ConversationId; channelId: ChannelId }>()
    .execute()
  const ids = conversations.map(({ id }) => id)
  const scope = { workspaceId, channelId: conversations[0]?.channelId ?? ('' as ChannelId) }
  const plans = await plansOf(desk.database, (db) => db.transaction().execute((tx) => doubtfulEntries(tx, scope, ids)))
  expect(faultsOf(plans, { sorted: 0, passedOver: 0 })).toEqual([])
  for (const plan of plans) {
    expect(
      nodesOf(plan)
        .filter((node) => node['Index Name']?.startsWith('acts'))
        .map((node) => node['Index Name']),
    ).toEqual(['acts_in_doubt'])
  }
})

function toldBy(body: Buffer): Told[] {
  const reading = read(body)
  return reading.kind === 'understood' ? reading.facts.map((fact) => ({ fact, receivedAt: new Date() })) : []
}
