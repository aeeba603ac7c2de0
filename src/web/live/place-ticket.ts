import { compareIn, liesIn, type Looker, type Placing } from '#domain/tickets/lies-in.ts'
import type { Folder, TicketSort } from '#domain/tickets/folder.ts'
import type { Ticket } from '../api/types.ts'
import { deadlineIn } from '../conversation/deadline-view.ts'
import type { TicketPage, TicketPages } from '../tickets/tickets-queries.ts'

type List = Looker & { readonly folder: Folder; readonly sort: TicketSort }

/** A held list with a ticket in its place: changed, moved, come or gone. What lies beyond the pages that are held is not shown. */
export function placeTicket(held: TicketPages, ticket: Ticket, list: List): TicketPages {
  const pages = [...withoutTicket(held, ticket.id).pages]
  const place = placing(ticket, list.now)
  if (liesIn(list.folder, place, list) && isWithin(held, place, list)) {
    const compare = compareIn(list.sort, list.now)
    const comesBefore = (other: Ticket): boolean => compare(place, placing(other, list.now)) < 0
    const at = pages.findIndex(({ tickets }) => tickets.some(comesBefore))
    const page = pages.at(at)
    if (page) {
      const before = page.tickets.findIndex(comesBefore)
      const cut = before === -1 ? page.tickets.length : before
      pages.splice(at, 1, withTickets(page, page.tickets.toSpliced(cut, 0, ticket)))
    }
  }
  return { ...held, pages }
}

/** A held list without a ticket. */
export function withoutTicket(held: TicketPages, ticketId: string): TicketPages {
  return { ...held, pages: held.pages.map((page) => withTickets(page, without(page.tickets, ticketId))) }
}

/** The last page tells where it ended when it was fetched: its last ticket may have gone elsewhere since. */
function isWithin({ pages }: TicketPages, place: Placing, { sort, now }: List): boolean {
  const last = pages.at(-1)
  if (!last || last.nextCursor === null) {
    return last !== undefined
  }
  return last.end !== undefined && compareIn(sort, now)(place, placing(last.end, now)) <= 0
}

function without(tickets: readonly Ticket[], ticketId: string): readonly Ticket[] {
  return tickets.some(({ id }) => id === ticketId) ? tickets.filter(({ id }) => id !== ticketId) : tickets
}

function withTickets(page: TicketPage, tickets: readonly Ticket[]): TicketPage {
  return tickets === page.tickets ? page : { ...page, tickets }
}

function placing(ticket: Ticket, now: Date): Placing {
  const { id, status, assignee, lastActivityAt, unsettled } = ticket
  return {
    id,
    status,
    assigneeId: assignee?.memberId,
    deadlineAt: deadlineIn(ticket, now)?.until,
    lastActivityAt: new Date(lastActivityAt),
    unsettledBy: unsettled.map(({ by }) => by.id),
  }
}
