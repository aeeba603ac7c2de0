import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { DEADLINE_KINDS, ENDS_SOON_MS } from '#domain/messaging-policy/deadline.ts'
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
  kind: string | null
  isUnanswered: boolean
  unsettledBy: string[]
  /** Of whoever looks. */
  draftedAt: Date | null
}

async function knownTickets(): Promise<readonly Known[]> {
  return desk.database.db
    .selectFrom('tickets')
    .select(['id', 'status', 'assignee_id as assignee', 'last_activity_at as activity', 'deadline_at as closes', 'deadline_kind as kind'])
    .select(sql<boolean>`unanswered_count > 0`.as('isUnanswered'))
    .select(
      sql<
        string[]
      >`array(select by::text from unsettled_acts u where u.workspace_id = tickets.workspace_id and u.ticket_id = tickets.id)`.as(
        'unsettledBy',
      ),
    )
    .select(
      sql<Date | null>`(
        select max(saved_at) from drafts d
         where d.workspace_id = tickets.workspace_id and d.ticket_id = tickets.id and d.user_id = ${desk.question.userId} and d.is_begun)`.as(
        'draftedAt',
      ),
    )
    .where('workspace_id', '=', desk.question.workspaceId)
    .$narrowType<{ status: TicketStatus }>()
    .execute()
}

/** What the domain says of a folder, without an index and without a page. */
function inOrder(folder: Folder, sort: TicketSort): string[] {
  const { statuses, assignee, ends, unsettled, drafted } = FOLDER_CONTENTS[folder]
  const { memberId, userId, now, backAt } = desk.question
  const endsWithin = ends === 'soon' ? ENDS_SOON_MS : Number(backAt) - now.getTime()
  const left = (ticket: Known) => (ticket.closes === null ? 0 : ticket.closes.getTime() - now.getTime())
  const wanted = assignee === 'me' ? memberId : null
  const inside = tickets.filter(
    (ticket) =>
      statuses.includes(ticket.status) &&
      (assignee === undefined || ticket.assignee === wanted) &&
      (!unsettled || (unsettled === 'mine' ? ticket.unsettledBy.includes(userId) : ticket.unsettledBy.length > 0)) &&
      (!drafted || ticket.draftedAt !== null) &&
      (!ends || (left(ticket) > 0 && left(ticket) < endsWithin)),
  )
  const newest = ({ draftedAt, activity }: Known) => Number(drafted ? draftedAt : activity)
  const byActivity = inside.toSorted((a, b) => newest(b) - newest(a) || compare(b.id, a.id))
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

test.each(DEADLINE_KINDS)('of what ends soon only the %s is looked at, over all pages', async (deadlineKind) => {
  const question = { ...desk.question, deadlineKind }
  for (const folder of ['ending-soon', 'before-back'] as const) {
    const kinds = new Map(tickets.map(({ id, kind }) => [id, kind]))
    const expected = inOrder(folder, 'expiring').filter((id) => kinds.get(id) === deadlineKind)
    expect(expected.length).toBeGreaterThan(2)
    const page = { folder, sort: 'expiring', limit: 2 } as const
    const first = await ticketsOfFolder(desk.database.db, question, { ...page, after: undefined })
    const rest = await ticketsOfFolder(desk.database.db, question, { ...page, limit: 500, after: first.next })
    expect([...first.tickets, ...rest.tickets].map(({ id }) => id)).toEqual(expected)
  }
})

test('each folder tells how many it holds, and none more than a thousand', async () => {
  const counted = await countFolders(desk.database.db, desk.question)
  const held = FOLDERS.map((folder) => ({ folder, count: Math.min(COUNT_UP_TO, inOrder(folder, 'activity').length) }))
  expect(counted.folders.map(({ folder, count }) => ({ folder, count }))).toEqual(held)
  expect(held.filter(({ count }) => count === COUNT_UP_TO).length).toBeGreaterThan(1)
  const inWork: readonly TicketStatus[] = STATUSES_IN_WORK
  const waiting = tickets.filter(({ status, isUnanswered }) => isUnanswered && inWork.includes(status))
  expect(counted.unansweredTickets).toBe(waiting.length)
})

test('of what ends the number of each kind is told, and of no other folder', async () => {
  const { folders } = await countFolders(desk.database.db, desk.question)
  const kindOf = new Map(tickets.map(({ id, kind }) => [id, kind]))
  const held = FOLDERS.map((folder) => ({
    folder,
    kinds:
      FOLDER_CONTENTS[folder].ends &&
      DEADLINE_KINDS.map((kind) => ({ kind, count: inOrder(folder, 'expiring').filter((id) => kindOf.get(id) === kind).length })),
  }))
  expect(folders.map(({ folder, kinds }) => ({ folder, kinds }))).toEqual(held)
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
