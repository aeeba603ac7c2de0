import type { TicketSort } from './folders.ts'

export function ticketsSearch({ sort }: Record<string, unknown>): { readonly sort?: TicketSort } {
  return sort === 'expiring' || sort === 'activity' ? { sort } : {}
}
