import type { Database } from '#storage/database.ts'
import type { TicketId } from '#domain/ids.ts'
import { FOLDERS, TICKET_SORTS, type Folder, type TicketSort } from '#domain/tickets/folder.ts'
import type { Position } from '#storage/position.ts'
import { countFolders } from '#storage/tickets/counts.ts'
import { ticketsOfFolder, type FolderPosition } from '#storage/tickets/folders.ts'
import { readTicket } from '#storage/tickets/read.ts'
import { newestLines } from '#storage/timeline.ts'
import { encodeCursor, encodeStretchCursor } from '#api/server/cursor.ts'
import type { Look, Seat } from './look.ts'
import { looksAtPosts } from './looks-at-posts.ts'

const PAGE = 50
const LINES = 100
const DEEP_PAGE = 40

export async function looksOf(database: Database, seat: Seat): Promise<Look[]> {
  const looks: Look[] = []
  for (const folder of FOLDERS) {
    for (const sort of TICKET_SORTS) {
      looks.push(await pageOf(database, seat, { folder, sort, pages: 1 }), await pageOf(database, seat, { folder, sort, pages: DEEP_PAGE }))
    }
  }
  return [...looks, countsOf(database, seat), ...(await conversationOf(database, seat)), ...(await looksAtPosts(database, seat))]
}

/** That page of the folder, or its last one. */
async function pageOf({ db }: Database, seat: Seat, of: { folder: Folder; sort: TicketSort; pages: number }): Promise<Look> {
  const { folder, sort, pages } = of
  let after: FolderPosition | undefined
  let page = await ticketsOfFolder(db, seat, { folder, sort, limit: PAGE, after })
  for (let walked = 1; walked < pages && page.next; walked += 1) {
    after = page.next
    page = await ticketsOfFolder(db, seat, { folder, sort, limit: PAGE, after })
  }
  return {
    name: `${folder} by ${sort}, ${pages === 1 ? 'first page' : `page ${pages}`}`,
    ask: () => ticketsOfFolder(db, seat, { folder, sort, limit: PAGE, after }),
    path: `/api/v1/tickets?folder=${folder}&sort=${sort}&limit=${PAGE}${after ? `&cursor=${encodeStretchCursor(after)}` : ''}`,
    known: { table: 'tickets', ids: page.tickets.map(({ id }) => id) },
  }
}

function countsOf({ db }: Database, seat: Seat): Look {
  return { name: 'counts', ask: () => countFolders(db, seat), path: '/api/v1/ticket-folders', known: { table: 'tickets', ids: [] } }
}

/** The ticket with the long conversation was filled in last; its lines are looked at in its newest page and in its middle. */
async function conversationOf({ db }: Database, { workspaceId }: Seat): Promise<Look[]> {
  const { id } = await db
    .selectFrom('tickets')
    .innerJoin('conversations', (join) =>
      join.onRef('conversations.workspace_id', '=', 'tickets.workspace_id').onRef('conversations.id', '=', 'tickets.conversation_id'),
    )
    .select('tickets.id')
    .where('tickets.workspace_id', '=', workspaceId)
    .where('subject_kind', '=', 'direct')
    .orderBy('number', 'desc')
    .limit(1)
    .$narrowType<{ id: TicketId }>()
    .executeTakeFirstOrThrow()
  const said = await db
    .selectFrom('entries')
    .select(['id', 'occurred_at as at'])
    .where('workspace_id', '=', workspaceId)
    .where('ticket_id', '=', id)
    .orderBy('occurred_at')
    .orderBy('id')
    .$narrowType<{ at: Date }>()
    .execute()
  const middle = said[said.length >> 1]
  const lines = async (place: string, before: Position | undefined): Promise<Look> => ({
    name: `a long conversation, ${place}`,
    ask: () => newestLines(db, workspaceId, { ticketId: id, limit: LINES + 1, before }),
    path: `/api/v1/tickets/${id}/messages?limit=${LINES}${before ? `&cursor=${encodeCursor(before)}` : ''}`,
    known: { table: 'entries', ids: (await newestLines(db, workspaceId, { ticketId: id, limit: LINES, before })).map((line) => line.id) },
  })
  const one: Look = {
    name: 'one ticket',
    ask: () => readTicket(db, workspaceId, id),
    path: `/api/v1/tickets/${id}`,
    known: { table: 'tickets', ids: [id] },
  }
  return [one, await lines('newest page', undefined), await lines('middle page', middle)]
}
