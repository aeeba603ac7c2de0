import type { QueryClient } from '@tanstack/react-query'
import { STATUSES_IN_WORK } from '#domain/tickets/status.ts'
import { keys } from '../api/query-client.ts'
import type { Ticket } from '../api/types.ts'
import type { Command } from '../keys/command.ts'
import { ticketName } from '../tickets/ticket-name.ts'
import type { TicketPages } from '../tickets/tickets-queries.ts'

const IN_WORK: ReadonlySet<Ticket['status']> = new Set(STATUSES_IN_WORK)

/** The tickets in work that this browser holds, found by number and by customer. Nothing is asked of the desk. */
export function ticketCommands(queryClient: QueryClient, open: (ticketId: string) => void): readonly Command[] {
  const lists = queryClient.getQueriesData<TicketPages>({ queryKey: keys.ticketLists })
  const held = lists.flatMap(([, list]) => list?.pages.flatMap((page) => page.tickets) ?? [])
  const byId = new Map(held.filter((ticket) => IN_WORK.has(ticket.status)).map((ticket) => [ticket.id, ticket]))
  return [...byId.values()].map((ticket) => ({
    id: `ticket-${ticket.id}`,
    group: 'Tickets',
    label: `#${ticket.number} ${ticketName(ticket)}`,
    keys: [],
    isNameOfPerson: true,
    run: () => open(ticket.id),
  }))
}
