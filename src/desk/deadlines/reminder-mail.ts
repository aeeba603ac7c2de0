import type { TicketId } from '#domain/ids.ts'
import type { DeadlineKind } from '#domain/messaging-policy/deadline.ts'
import { oneLine, timeOf } from '../mails/mail-text.ts'

type Ending = {
  readonly ticketId: TicketId
  readonly number: number
  readonly clientName: string | undefined
  readonly channelName: string
  readonly kind: DeadlineKind
  readonly until: Date
}

export type ReminderLetter = { readonly ending: readonly Ending[]; readonly now: Date; readonly publicUrl: string }

const KIND_WORDS: Readonly<Record<DeadlineKind, string>> = {
  'reply-window': 'the reply window ends',
  'human-agent': 'the time to answer as a human agent ends',
  'private-reply': 'the time for a private reply ends',
}

/** Plain text: what somebody calls themselves is one line of it. */
export function reminderMail({ ending, now, publicUrl }: ReminderLetter): { readonly subject: string; readonly bodyText: string } {
  const [first] = ending
  const subject =
    ending.length === 1 && first !== undefined
      ? `#${first.number} ${nameOf(first)}: ${KIND_WORDS[first.kind]} in ${leftOf(first, now)}`
      : `${ending.length} tickets can be answered for a short time only`
  const lines = ending.map(
    (each) =>
      `#${each.number} ${nameOf(each)}, ${oneLine(each.channelName)}: ${KIND_WORDS[each.kind]} in ${leftOf(each, now)}, ${timeOf(each.until)}.\n${publicUrl}/tickets/ending-soon/${each.ticketId}`,
  )
  return {
    subject,
    bodyText: [...lines, 'You asked for this under your name in Pagedesk, Reminders. You can change it there.', 'Pagedesk'].join('\n\n'),
  }
}

function nameOf({ clientName }: Ending): string {
  return clientName === undefined ? 'somebody whom Facebook does not name' : oneLine(clientName)
}

/** Rounded down, as on the screen. */
function leftOf({ until }: Ending, now: Date): string {
  const minutes = Math.max(1, Math.floor((until.getTime() - now.getTime()) / 60_000))
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60]
  return [hours > 0 ? `${hours} h` : '', rest > 0 ? `${rest} min` : ''].filter((part) => part !== '').join(' ')
}
