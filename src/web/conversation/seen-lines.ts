import type { Line } from '../api/types.ts'

/** The newest lines that a screen shows of a ticket, and those that it showed when the text was last changed. */
type Seen = { readonly shown: readonly string[]; readonly writtenOn: readonly string[] | undefined }

/** As many as tell what had arrived: what is told late stands further up. */
const NEWEST = 10

const SAID: ReadonlySet<Line['line']> = new Set(['customer-message', 'our-message', 'internal-comment'])

const byTicket = new Map<string, Seen>()

/** Somebody has these lines before them, down to the newest. */
export function noteShown(ticketId: string, lines: readonly Pick<Line, 'id' | 'line'>[]): void {
  const shown = lines
    .filter(({ line }) => SAID.has(line))
    .slice(-NEWEST)
    .map(({ id }) => id)
  byTicket.set(ticketId, { shown, writtenOn: byTicket.get(ticketId)?.writtenOn })
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
