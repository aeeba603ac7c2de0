import { isFinal, type TicketStatus } from './status.ts'

/** What a person decided last of a ticket. A ticket that nobody decided anything of is `new`. */
export type Decision = {
  readonly status: TicketStatus
  /** Undefined while nobody decided. */
  readonly at: Date | undefined
  /** What had arrived by then has lower numbers: whoever decided could see it. */
  readonly arrival: number
}

/** What was said in a ticket, counted. Arrivals are numbered in each conversation in the order in which they came. */
export type Tally = {
  /** What the customer said and nobody answered. */
  readonly unanswered: number
  /** The last of these to arrive. */
  readonly askedArrival: number | undefined
  /** Our last answer from this desk that the channel has: one that waits, failed, or is in doubt is no answer. */
  readonly answeredArrival: number | undefined
  /** When somebody last answered elsewhere, by Facebook's time. */
  readonly answeredElsewhereAt: Date | undefined
}

/**
 * When does a ticket reopen, and when is it answered? The status follows from what a person decided last and from what was
 * said since, never from the order in which that was told:
 * a customer's message that arrived after the decision and is not answered reopens the ticket (it stays New while nobody
 * ever answered); an answer since then makes it Pending; else the decision holds. Whoever decided here saw what had
 * arrived, so a message that was written before and arrived after still reopens. Whoever answered elsewhere is judged by
 * Facebook's time. Closed and Deleted are for good, and Spam stays spam.
 */
export function statusOf(decision: Decision, tally: Tally): TicketStatus {
  const { status } = decision
  if (isFinal(status) || status === 'spam') {
    return status
  }
  const isAnswered = hasAnswerSince(decision, tally)
  if (tally.askedArrival !== undefined && tally.askedArrival > decision.arrival) {
    return status === 'new' && !isAnswered ? 'new' : 'open'
  }
  return isAnswered ? 'pending' : status
}

function hasAnswerSince(decision: Decision, { answeredArrival, answeredElsewhereAt }: Tally): boolean {
  const isAnsweredHere = answeredArrival !== undefined && answeredArrival > decision.arrival
  const isAnsweredElsewhere = answeredElsewhereAt !== undefined && (decision.at === undefined || answeredElsewhereAt > decision.at)
  return isAnsweredHere || isAnsweredElsewhere
}

/** Any work on a new ticket (an internal comment, an assignee, a type) opens it; it decides nothing else. */
export function workedOn(decision: Decision): Decision {
  return decision.status === 'new' ? { ...decision, status: 'open' } : decision
}
