import { deadlineOf, type Deadline } from '#domain/messaging-policy/deadline.ts'
import { subjectKindOf } from '#domain/tickets/kind.ts'
import { sentenceTime } from '../ui/format-time.ts'
import type { TalkByName } from './talk.ts'
import { humanAgentView, shownLeft, toReplyWindow, windowView, type WindowView } from './window-view.ts'

type Timed = Pick<TalkByName, 'kind' | 'status' | 'channel' | 'window' | 'privateReply'>

/** What ends next in a ticket, as the desk has it in its lists. */
export function deadlineIn({ kind, status, channel, window, privateReply }: Timed, now: Date): Deadline | undefined {
  const until = privateReply?.until ?? null
  return deadlineOf(
    {
      subject: subjectKindOf(kind),
      status,
      allowances: channel.allowances,
      window: toReplyWindow(window),
      privateReplies: until === null ? [] : [new Date(until)],
    },
    now,
  )
}

/** How that shows, named after its reason; where nothing ends, what became of it. Undefined: nothing here ever ends. */
export function deadlineView(ticket: Timed, now: Date): WindowView | undefined {
  const deadline = deadlineIn(ticket, now)
  if (deadline?.kind === 'human-agent' && ticket.window !== null) {
    return humanAgentView(ticket.window, now)
  }
  if (deadline?.kind === 'private-reply') {
    return { ...shownLeft(deadline, now, 'Private reply '), when: `closes ${sentenceTime(deadline.until, now)}`, isByAd: false }
  }
  return ticket.privateReply === null ? viewOfWindow(ticket, now) : PRIVATE_REPLY_OVER[ticket.privateReply.state]
}

const NO_TIME_LEFT = { level: 'closed', share: 0, isByAd: false } as const
const PRIVATE_REPLY_OVER: Readonly<Record<'open' | 'used' | 'none', WindowView>> = {
  open: { ...NO_TIME_LEFT, label: 'Private reply ended', when: 'ended' },
  used: { ...NO_TIME_LEFT, level: 'done', label: 'Replied privately', when: 'was used' },
  none: { ...NO_TIME_LEFT, label: 'No private reply', when: 'is not possible' },
}

function viewOfWindow({ kind, window }: Timed, now: Date): WindowView | undefined {
  return subjectKindOf(kind) === 'direct' ? windowView(window, now) : undefined
}

/** The sentence for hover, of what everybody reads. */
export function privateReplyTitle({ privateReply }: Timed, view: WindowView): string {
  switch (privateReply?.state) {
    case 'used':
      return 'A private reply was sent. Facebook allows one to a comment.'
    case 'none':
      return 'Facebook allows no private reply here any more. A public reply has no time limit.'
    default:
      return `The private reply ${view.when}. Facebook allows one to a comment, for 7 days. A public reply has no time limit.`
  }
}
