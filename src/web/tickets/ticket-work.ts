import { useMutation, useQueryClient, type QueryClient } from '@tanstack/react-query'
import { ask } from '../api/client.ts'
import { tellFailure } from '../api/tell-failure.ts'
import { keys } from '../api/query-client.ts'
import type { Ticket, TicketPriority, TicketStatus, TicketType } from '../api/types.ts'
import type { TicketPages } from './tickets-queries.ts'

/** One change of a ticket, felt at once and put back if the desk refuses it. */
export type TicketChange =
  | { readonly kind: 'status'; readonly status: TicketStatus }
  | { readonly kind: 'assignee'; readonly assignee: Ticket['assignee'] }
  | { readonly kind: 'priority'; readonly priority: TicketPriority }
  | { readonly kind: 'type'; readonly type: TicketType }

export function useChangeTicket(ticketId: string) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (change: TicketChange) => put(ticketId, change),
    onMutate: (change) => {
      const before = queryClient.getQueryData<Ticket>(keys.ticket(ticketId))
      if (before !== undefined) {
        holdTicket(queryClient, changed(before, change))
      }
      return before
    },
    onError: (failure, _change, before) => {
      if (before !== undefined) {
        holdTicket(queryClient, before)
      }
      tellFailure(failure)
    },
    onSuccess: (ticket) => holdTicket(queryClient, ticket),
    onSettled: () =>
      Promise.all([
        queryClient.invalidateQueries({ queryKey: keys.tickets }),
        queryClient.invalidateQueries({ queryKey: keys.messages(ticketId) }),
      ]),
  })
}

/** Puts a ticket wherever it shows. */
function holdTicket(queryClient: QueryClient, ticket: Ticket): void {
  queryClient.setQueryData(keys.ticket(ticket.id), ticket)
  queryClient.setQueriesData<TicketPages>({ queryKey: keys.ticketLists }, (held) =>
    held === undefined
      ? held
      : {
          ...held,
          pages: held.pages.map((page) => ({ ...page, tickets: page.tickets.map((each) => (each.id === ticket.id ? ticket : each)) })),
        },
  )
}

function put(ticketId: string, change: TicketChange): Promise<Ticket> {
  const params = { ticketId }
  switch (change.kind) {
    case 'status':
      return ask('PUT /api/v1/tickets/:ticketId/status', { params, body: { status: change.status } })
    case 'assignee':
      return ask('PUT /api/v1/tickets/:ticketId/assignee', { params, body: { memberId: change.assignee?.memberId ?? null } })
    case 'priority':
      return ask('PUT /api/v1/tickets/:ticketId/priority', { params, body: { priority: change.priority } })
    case 'type':
      return ask('PUT /api/v1/tickets/:ticketId/type', { params, body: { type: change.type } })
  }
}

function changed(ticket: Ticket, change: TicketChange): Ticket {
  switch (change.kind) {
    case 'status':
      return { ...ticket, status: change.status }
    case 'assignee':
      return { ...ticket, assignee: change.assignee }
    case 'priority':
      return { ...ticket, priority: change.priority }
    case 'type':
      return { ...ticket, type: change.type }
  }
}
