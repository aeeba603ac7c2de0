import { setTimeout } from 'node:timers/promises'
import type { Line } from '#api/conversation/contract.ts'
import type { ConnectedDesk } from '#test/connected-desk.ts'

/** A line that somebody said, as agents see it. */
export type Spoken = Extract<Line, { readonly line: 'customer-message' | 'our-message' }>

export const AGAIN_MS = 50

/** All that was said in a ticket. Asks until the desk is there. */
export async function readSpoken(desk: ConnectedDesk, ticketId: string): Promise<Spoken[]> {
  for (; ; await setTimeout(AGAIN_MS)) {
    const answer = await desk.call(`GET /tickets/${ticketId}/messages?limit=200`).catch(() => undefined)
    if (answer?.ok) {
      return ((await answer.json()) as { messages: Line[] }).messages.filter(isSpoken)
    }
  }
}

function isSpoken(line: Line): line is Spoken {
  return line.line === 'customer-message' || line.line === 'our-message'
}

/** Of which reply of several messages it is one, and where it stands in it. */
export function seriesOf(line: Spoken) {
  return line.line === 'our-message' ? line.series : null
}
