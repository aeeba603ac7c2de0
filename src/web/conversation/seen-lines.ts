import type { Line } from '../api/types.ts'

/** The newest lines that a screen shows of a ticket, those that it showed when the text was last changed, and the internal comments among what was shown. */
type Seen = { readonly shown: readonly string[]; readonly writtenOn: readonly string[] | undefined; readonly internally: readonly string[] }

/** As many as tell what had arrived: what is told late stands further up. */
const NEWEST = 10

const SAID: ReadonlySet<Line['line']> = new Set(['customer-message', 'our-message', 'internal-comment'])

const byTicket = new Map<string, Seen>()

type Shown = readonly Pick<Line, 'id' | 'line'>[]

/** Somebody has these lines before them, down to the newest. */
export function noteShown(ticketId: string, lines: Shown): void {
  const newest = newestOf(lines)
  const internally = newest.filter(({ line }) => line === 'internal-comment').map(({ id }) => id)
  byTicket.set(ticketId, { shown: newest.map(({ id }) => id), writtenOn: byTicket.get(ticketId)?.writtenOn, internally })
}

/** A thread outside its ticket, where nobody sees what is commented internally: of that they have seen what the ticket showed them. */
export function noteThreadShown(ticketId: string, lines: Shown): void {
  const { writtenOn, internally = [] } = byTicket.get(ticketId) ?? {}
  const shown = [...newestOf(lines).map(({ id }) => id), ...internally]
  byTicket.set(ticketId, { shown, writtenOn, internally })
}

function newestOf(lines: Shown): Shown {
  return lines.filter(({ line }) => SAID.has(line)).slice(-NEWEST)
}

/** They write on: what they have before them now they answer. */
export function noteWriting(ticketId: string): void {
  const seen = byTicket.get(ticketId)
  if (seen) {
    byTicket.set(ticketId, { ...seen, writtenOn: seen.shown })
  }
}

/** What was seen when the text of a ticket was written, which is sent now. Undefined: no screen shows the ticket. */
export function takeSeen(ticketId: string): readonly string[] | undefined {
  const seen = byTicket.get(ticketId)
  if (seen === undefined) {
    return undefined
  }
  byTicket.set(ticketId, { ...seen, writtenOn: undefined })
  return seen.writtenOn ?? seen.shown
}
