import { ENDS_SOON_MS, type DeadlineKind } from '../messaging-policy/deadline.ts'
import { FOLDER_CONTENTS, type Folder, type TicketSort } from './folder.ts'
import { isFinal, type TicketStatus } from './status.ts'

/** What decides where a ticket stands in lists. */
export type Placing = {
  readonly id: string
  readonly status: TicketStatus
  readonly assigneeId: string | undefined
  /** When ends what ends next in it: `deadlineOf`. */
  readonly deadlineAt: Date | undefined
  readonly deadlineKind: DeadlineKind | undefined
  readonly lastActivityAt: Date
  /** Whose requests to the channel need attention in it, by their user ids. */
  readonly unsettledBy: readonly string[]
  /** When whoever looks wrote last what they have not sent there. */
  readonly draftedAt: Date | undefined
}

export type Looker = {
  readonly memberId: string
  readonly userId: string
  readonly now: Date
  /** When people are back, where that is told: `backAt`. */
  readonly backAt?: Date | undefined
  /** In a folder of what ends they look at this kind only. */
  readonly deadlineKind?: DeadlineKind | undefined
}

/** In which order a folder is shown. */
export type Order = { readonly folder: Folder; readonly sort: TicketSort }

/** Whether a ticket lies in a folder of somebody: the same that the lists' queries ask. */
export function liesIn(folder: Folder, ticket: Placing, looker: Looker): boolean {
  const { memberId, userId, now } = looker
  const { statuses, assignee, ends, unsettled, drafted } = FOLDER_CONTENTS[folder]
  const isInHands = assignee === undefined || ticket.assigneeId === (assignee === 'me' ? memberId : undefined)
  const { unsettledBy } = ticket
  const isMeant = unsettled === undefined || (unsettled === 'mine' ? unsettledBy.includes(userId) : unsettledBy.length > 0)
  const isBegun = drafted === undefined || ticket.draftedAt !== undefined
  const isInTime = ends === undefined || (isOfKind(ticket, looker) && endsBefore(ticket, endOf(ends, looker), now))
  return statuses.includes(ticket.status) && isInHands && isMeant && isBegun && isInTime
}

function isOfKind({ deadlineKind }: Placing, { deadlineKind: wanted }: Looker): boolean {
  return wanted === undefined || deadlineKind === wanted
}

/** Before when something has to end to lie in such a folder; undefined: nothing lies there now. */
export function endOf(ends: 'soon' | 'before-back', { now, backAt }: Pick<Looker, 'now' | 'backAt'>): Date | undefined {
  return ends === 'soon' ? new Date(now.getTime() + ENDS_SOON_MS) : backAt
}

function endsBefore(ticket: Placing, end: Date | undefined, now: Date): boolean {
  const until = lateFrom(ticket, now)
  return end !== undefined && until !== undefined && until < end
}

/**
 * Which of two tickets stands first: below zero the first one. By activity the newest; by deadline what ends first,
 * and after that what has none, by activity. Of drafts it is one's own activity that counts.
 */
export function compareIn({ folder, sort }: Order, now: Date): (a: Placing, b: Placing) => number {
  const newest = ({ draftedAt, lastActivityAt }: Placing): number =>
    ((FOLDER_CONTENTS[folder].drafted && draftedAt) || lastActivityAt).getTime()
  return (a, b) => {
    const [ofA, ofB] = sort === 'expiring' ? [lateFrom(a, now), lateFrom(b, now)] : []
    if (ofA && ofB) {
      return ofA.getTime() - ofB.getTime() || compareText(a.id, b.id)
    }
    if (ofA || ofB) {
      return ofA ? -1 : 1
    }
    return newest(b) - newest(a) || compareText(b.id, a.id)
  }
}

/** A ticket that takes no reply has nothing to be late for. */
function lateFrom({ status, deadlineAt }: Placing, now: Date): Date | undefined {
  return !isFinal(status) && deadlineAt && deadlineAt > now ? deadlineAt : undefined
}

function compareText(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1
}
