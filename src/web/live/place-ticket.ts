import { compareIn, liesIn, type Looker, type Order, type Placing } from '#domain/tickets/lies-in.ts'
import type { Ticket } from '../api/types.ts'
import { deadlineIn } from '../conversation/deadline-view.ts'
import type { TicketPage, TicketPages } from '../tickets/tickets-queries.ts'

type List = Looker & Order

/** A held list with a ticket in its place: changed, moved, come or gone. What lies beyond the pages that are held is not shown. */
export function placeTicket(held: TicketPages, ticket: Ticket, list: List): TicketPages {
  const pages = [...withoutTicket(held, ticket.id).pages]
  const place = placing(ticket, list)
  if (liesIn(list.folder, place, list) && isWithin(held, place, list)) {
    const compare = compareIn(list, list.now)
    const comesBefore = (other: Ticket): boolean => compare(place, placing(other, list)) < 0
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
function isWithin({ pages }: TicketPages, place: Placing, list: List): boolean {
  const last = pages.at(-1)
  if (!last || last.nextCursor === null) {
    return last !== undefined
  }
  return last.end !== undefined && compareIn(list, list.now)(place, placing(last.end, list)) <= 0
}

function without(tickets: readonly Ticket[], ticketId: string): readonly Ticket[] {
  return tickets.some(({ id }) => id === ticketId) ? tickets.filter(({ id }) => id !== ticketId) : tickets
}

function withTickets(page: TicketPage, tickets: readonly Ticket[]): TicketPage {
  return tickets === page.tickets ? page : { ...page, tickets }
}

function placing(ticket: Ticket, { now, userId }: Looker): Placing {
  const { id, status, assignee, lastActivityAt, unsettled, drafts } = ticket
  const deadline = deadlineIn(ticket, now)
  const draft = drafts.find((each) => each.userId === userId)
  return {
    id,
    status,
    assigneeId: assignee?.memberId,
    deadlineAt: deadline?.until,
    deadlineKind: deadline?.kind,
    lastActivityAt: new Date(lastActivityAt),
    unsettledBy: unsettled.map(({ by }) => by.id),
    draftedAt: draft && new Date(draft.savedAt),
  }
}
