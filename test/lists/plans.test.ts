import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ChannelId, ClientId, ConversationId, TicketId } from '#domain/ids.ts'
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
import { intendedPlansOf, nodesOf, plansOf, type IntendedNode, type Plan } from '#test/plans.ts'
import { bareDesk } from '../../bench/bare-desk.ts'
import { eventBody } from '../../bench/events/bodies.ts'
import { faultsOf as faultsIn, largeIndexes as indexesOf, largeTables } from './faults-of.ts'
import { openFilledDesk, type FilledDesk } from './filled-desk.ts'

/** A desk at which a plan that reads too much would be the slower one, so that the planner's choice says something. */
const SIZE = { tickets: 20_000, longConversation: 3000 }
const PAGE = 50

let desk: FilledDesk
let large: ReadonlySet<string>
let largeIndexes: ReadonlySet<string>

beforeAll(async () => {
  desk = await openFilledDesk(SIZE)
  large = await largeTables(desk.database.db)
  largeIndexes = await indexesOf(desk.database.db)
  expect(large).toEqual(new Set(['acts', 'attachments', 'clients', 'conversations', 'entries', 'identities', 'tickets']))
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
  const walks = plans.flatMap(({ text, nodes }) =>
    nodes.filter(isWalkOverAll).map((node) => `${node['Node Type']} ${node['Index Name'] ?? node['Relation Name']}: ${text}`),
  )
  expect(walks).toEqual([])
  expect(plans.length).toBeGreaterThan(10)
})

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

/** Reads a large table whole, or of a large index all that a workspace or a channel has in it. */
function isWalkOverAll(node: IntendedNode): boolean {
  const condition = node['Index Cond']
  if (condition === undefined) {
    return node['Node Type'] === 'Seq Scan' && large.has(node['Relation Name'] ?? '')
  }
  const columns = [...condition.matchAll(/(\w+)\)?(?:::\w+)? (?:=|<|>|@>|IS)/g)].map(([, column]) => column)
  return largeIndexes.has(node['Index Name'] ?? '') && columns.every((column) => column === 'workspace_id' || column === 'channel_id')
}

function toldBy(body: Buffer): Told[] {
  const reading = read(body)
  return reading.kind === 'understood' ? reading.facts.map((fact) => ({ fact, receivedAt: new Date() })) : []
}
