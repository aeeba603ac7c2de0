import type { LiveEvent } from '#api/events/contract.ts'
import type { EventOf } from '#domain/events.ts'
import { clockTime } from '../ui/format-time.ts'
import { showToast } from '../ui/toast-store.ts'
import { shortName } from '../clients/client-name.ts'

type Reminded = EventOf<'ticket.reminded', LiveEvent>

const KIND_WORDS: Readonly<Record<Reminded['payload']['kind'], string>> = {
  'reply-window': 'The reply window ends',
  'human-agent': 'The time to answer as a human agent ends',
  'private-reply': 'The time for a private reply ends',
}

/** Whether this browser lets the desk notify. `unknown`: nobody asked it yet. */
export function leaveToNotify(): 'yes' | 'no' | 'unknown' {
  if (!('Notification' in window)) {
    return 'no'
  }
  return window.Notification.permission === 'default' ? 'unknown' : window.Notification.permission === 'granted' ? 'yes' : 'no'
}

/** Asks the person, who presses in the browser's own question. */
export async function askLeave(): Promise<boolean> {
  return leaveToNotify() === 'unknown' ? (await window.Notification.requestPermission()) === 'granted' : leaveToNotify() === 'yes'
}

/**
 * Tells that the time to answer ends: by the browser where it lets us, else by a word on the screen. Every tab of the browser hears it, and a notification of one
 * tag is shown once. What has ended meanwhile, or is told to somebody else, is not.
 */
export function notifyOfEnd(
  event: Reminded,
  { userId, now, onOpen }: { userId: string; now: Date; onOpen: (ticketId: string) => void },
): void {
  const { ticketId, ticket, payload } = event
  const until = new Date(payload.until)
  if (ticketId === null || until <= now || !payload.userIds.some((id) => id === userId)) {
    return
  }
  const title = `${KIND_WORDS[payload.kind]} at ${clockTime(until)}`
  const body =
    ticket === undefined ? 'Open the ticket in Pagedesk.' : `#${ticket.number}, ${shortName(ticket.client)}, ${ticket.channel.name}`
  if (leaveToNotify() !== 'yes') {
    showToast({ message: `${title}. ${body}`, isLasting: true })
    return
  }
  const shown = new window.Notification(title, { body, tag: `${ticketId} ${payload.until}` })
  shown.addEventListener('click', () => {
    window.focus()
    shown.close()
    onOpen(ticketId)
  })
}
