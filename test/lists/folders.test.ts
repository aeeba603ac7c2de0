import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ENDS_SOON_MS } from '#domain/messaging-policy/deadline.ts'
import { COUNT_UP_TO, FOLDER_CONTENTS, FOLDERS, TICKET_SORTS, type Folder, type TicketSort } from '#domain/tickets/folder.ts'
import { FINAL_STATUSES, STATUSES_IN_WORK, TICKET_STATUSES, type TicketStatus } from '#domain/tickets/status.ts'
import { countFolders } from '#storage/tickets/counts.ts'
import { ticketsOfFolder, type FolderPosition } from '#storage/tickets/folders.ts'
import { openFilledDesk, type FilledDesk } from './filled-desk.ts'

let desk: FilledDesk
let tickets: readonly Known[]

beforeAll(async () => {
  desk = await openFilledDesk({ tickets: 5000, longConversation: 0 })
  tickets = await knownTickets()
})

afterAll(() => desk.close())

type Known = {
  id: string
  status: TicketStatus
  assignee: string | null
  activity: Date
  closes: Date | null
  isUnanswered: boolean
  unsettledBy: string[]
}

async function knownTickets(): Promise<readonly Known[]> {
  return desk.database.db
    .selectFrom('tickets')
    .select(['id', 'status', 'assignee_id as assignee', 'last_activity_at as activity', 'deadline_at as closes'])
    .select(sql<boolean>`unanswered_count > 0`.as('isUnanswered'))
    .select(
      sql<
        string[]
      >`array(select by::text from unsettled_acts u where u.workspace_id = tickets.workspace_id and u.ticket_id = tickets.id)`.as(
        'unsettledBy',
      ),
    )
    .where('workspace_id', '=', desk.question.workspaceId)
    .$narrowType<{ status: TicketStatus }>()
    .execute()
}

/** What the domain says of a folder, without an index and without a page. */
function inOrder(folder: Folder, sort: TicketSort): string[] {
  const { statuses, assignee, ends, unsettled } = FOLDER_CONTENTS[folder]
  const { memberId, userId, now, backAt } = desk.question
  const endsWithin = ends === 'soon' ? ENDS_SOON_MS : Number(backAt) - now.getTime()
  const left = (ticket: Known) => (ticket.closes === null ? 0 : ticket.closes.getTime() - now.getTime())
  const wanted = assignee === 'me' ? memberId : null
  const inside = tickets.filter(
    (ticket) =>
      statuses.includes(ticket.status) &&
      (assignee === undefined || ticket.assignee === wanted) &&
      (!unsettled || (unsettled === 'mine' ? ticket.unsettledBy.includes(userId) : ticket.unsettledBy.length > 0)) &&
      (!ends || (left(ticket) > 0 && left(ticket) < endsWithin)),
  )
  const byActivity = inside.toSorted((a, b) => b.activity.getTime() - a.activity.getTime() || compare(b.id, a.id))
  const open = inside.filter((ticket) => left(ticket) > 0).toSorted((a, b) => left(a) - left(b) || compare(a.id, b.id))
  const ordered = sort === 'activity' ? byActivity : [...open, ...byActivity.filter((ticket) => left(ticket) <= 0)]
  return ordered.map(({ id }) => id)
}

function compare(a: string, b: string): number {
  return a < b ? -1 : 1
}

async function walked(folder: Folder, sort: TicketSort): Promise<string[]> {
  const ids: string[] = []
  for (let after: FolderPosition | undefined; ;) {
    const page = await ticketsOfFolder(desk.database.db, desk.question, { folder, sort, limit: 40, after })
    ids.push(...page.tickets.map(({ id }) => id))
    if (!page.next) {
      return ids
    }
    after = page.next
  }
}

test.each(FOLDERS.flatMap((folder) => TICKET_SORTS.map((sort) => [folder, sort] as const)))(
  'the folder %s by %s holds what it says, in its order, over all pages',
  async (folder, sort) => {
    const expected = inOrder(folder, sort)
    expect(expected.length).toBeGreaterThan(10)
    expect(await walked(folder, sort)).toEqual(expected)
  },
)

test('each folder tells how many it holds, and none more than a thousand', async () => {
  const counted = await countFolders(desk.database.db, desk.question)
  const held = FOLDERS.map((folder) => ({ folder, count: Math.min(COUNT_UP_TO, inOrder(folder, 'activity').length) }))
  expect(counted.folders).toEqual(held)
  expect(held.filter(({ count }) => count === COUNT_UP_TO).length).toBeGreaterThan(1)
  const inWork: readonly TicketStatus[] = STATUSES_IN_WORK
  const waiting = tickets.filter(({ status, isUnanswered }) => isUnanswered && inWork.includes(status))
  expect(counted.unansweredTickets).toBe(waiting.length)
})

test('the database knows the statuses of the domain, and which of them are final', async () => {
  const { rows: checks } = await sql<{ said: string }>`
    select pg_get_constraintdef(oid) as said from pg_constraint where conname = 'tickets_status_check'`.execute(desk.database.db)
  expect(checks.map(({ said }) => quoted(said))).toEqual([[...TICKET_STATUSES]])
  const { rows: indexes } = await sql<{ said: string }>`
    select pg_get_expr(indpred, indrelid) as said from pg_index
     where indrelid = 'tickets'::regclass and pg_get_expr(indpred, indrelid) like '%status%'`.execute(desk.database.db)
  expect(indexes.map(({ said }) => quoted(said))).toEqual([[...FINAL_STATUSES]])
})

function quoted(said: string): string[] {
  return [...said.matchAll(/'([^']+)'::text/g)].map(([, word]) => word ?? '')
}
