import { TICKET_SORTS, type TicketSort } from '#domain/tickets/folder.ts'

export function ticketsSearch({ sort: told }: Record<string, unknown>): { readonly sort?: TicketSort } {
  const sort = TICKET_SORTS.find((each) => each === told)
  return sort === undefined ? {} : { sort }
}
