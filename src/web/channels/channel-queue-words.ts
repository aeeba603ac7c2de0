import type { Channel } from '../api/types.ts'
import { expectedTime } from '../ui/format-time.ts'

type Queued = { readonly count: number; readonly page: Pick<Channel, 'state' | 'pausedUntil'>; readonly now: Date }

/** How much waits, and what ends it. */
export function queueLead({ count, page, now }: Queued): string {
  if (count === 0) {
    return 'Nothing waits.'
  }
  return `Waiting: ${count}. ${endOfWait(page, now)}`
}

function endOfWait({ state, pausedUntil }: Queued['page'], now: Date): string {
  if (state === 'disconnected') {
    return 'Nothing is sent until the Page is reconnected.'
  }
  if (state === 'switched-off') {
    return 'Nothing is sent until Facebook is switched back on.'
  }
  if (pausedUntil !== null && new Date(pausedUntil) > now) {
    return `Facebook asked this Page to slow down. Sending goes on ${expectedTime(new Date(pausedUntil), now)}.`
  }
  return 'Sending goes on by itself.'
}
