import type { Kept } from '../acts/compare-acts.ts'
import type { ReceivedMail } from './mailbox.ts'

/** A ticket in which something ended or ends, and what the desk's database holds of it. */
export type Ending = {
  readonly ticketId: string
  /** Nothing of it was over while the desk could have told. */
  readonly isLong: boolean
  readonly reminders: number
  readonly events: number
  /** What it holds has passed, and nobody looked after it. */
  readonly isPassed: boolean
}

export type Reminding = {
  readonly endings: readonly Ending[]
  readonly received: readonly ReceivedMail[]
  /** How often the desk was killed while a mail server had a mail that it had not answered for, or whose answer was not written down. */
  readonly killsAtMail: number
}

/** Whether each reminder was told once, and nothing that ends was forgotten. */
export function compareReminders({ endings, received, killsAtMail }: Reminding): Kept[] {
  const long = endings.filter(({ isLong }) => isLong)
  const mails = new Map(received.map((mail) => [mail.messageId, mail]))
  const mailed = ({ ticketId }: Ending) => [...mails.values()].filter(({ text }) => text.includes(ticketId)).length
  const again = received.length - mails.size
  return [
    {
      promise: 'whatever ends was noted once, told in browsers once, and written of in one mail',
      count: long.length,
      differences: long.flatMap((ending) => wrong(ending, mailed(ending), (times) => times === 1)),
    },
    {
      promise: 'what ended while the desk was killed was told once at most',
      count: endings.length - long.length,
      differences: endings.filter(({ isLong }) => !isLong).flatMap((ending) => wrong(ending, mailed(ending), (times) => times <= 1)),
    },
    {
      promise: 'the same mail came again only where the desk was killed before it knew that it had gone',
      count: received.length,
      differences: again > killsAtMail ? [`${again} mails came again, after ${killsAtMail} such kills`] : [],
    },
    {
      promise: 'no deadline that has passed is held',
      count: endings.length,
      differences: endings.flatMap(({ ticketId, isPassed }) => (isPassed ? [`ticket ${ticketId} holds one that has passed`] : [])),
    },
  ]
}

function wrong({ ticketId, reminders, events }: Ending, mails: number, isRight: (times: number) => boolean): string[] {
  return [reminders, events, mails].every(isRight)
    ? []
    : [`ticket ${ticketId}: ${reminders} times noted, ${events} times in browsers, in ${mails} mails`]
}
