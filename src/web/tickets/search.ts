import { DEADLINE_KINDS, type DeadlineKind } from '#domain/messaging-policy/deadline.ts'
import { TICKET_SORTS, type TicketSort } from '#domain/tickets/folder.ts'

/** What an address may tell of a folder, beside which it is. */
export type TicketsSearch = { readonly sort?: TicketSort; readonly deadlineKind?: DeadlineKind }

export function ticketsSearch(told: Record<string, unknown>): TicketsSearch {
  const sort = TICKET_SORTS.find((each) => each === told['sort'])
  const deadlineKind = DEADLINE_KINDS.find((each) => each === told['deadlineKind'])
  return { ...(sort === undefined ? {} : { sort }), ...(deadlineKind === undefined ? {} : { deadlineKind }) }
}
