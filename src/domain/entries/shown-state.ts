import type { Receipts } from '../conversations/marks.ts'
import { laterOf } from '../facts/time.ts'
import type { Entry } from './entry.ts'
import type { MessageState } from '../acts/state.ts'

/** Something of ours on its way, as it is kept: what became of sending it, and what the channel told of it since. */
export type OnItsWay = {
  readonly state: MessageState
  readonly stateAt: Date
  readonly writtenAt: Date
  readonly echoedAt: Date | undefined
  readonly deliveredAt: Date | undefined
}

/** How far an answer came, and since when. */
type Shown = { readonly state: MessageState; readonly at: Date }

/**
 * How far an answer came, as it is shown. Delivered and read are kept nowhere: they follow from the conversation's marks,
 * so that no order of answer, echo and receipts can leave them wrong.
 */
export function shownState(entry: OnItsWay, { deliveredUntil, readUntil }: Receipts): Shown {
  if (entry.state !== 'sent') {
    return { state: entry.state, at: entry.stateAt }
  }
  if (readUntil && isCovered(entry, readUntil)) {
    return { state: 'read', at: readUntil }
  }
  if (entry.deliveredAt) {
    return { state: 'delivered', at: entry.deliveredAt }
  }
  return deliveredUntil && isCovered(entry, deliveredUntil)
    ? { state: 'delivered', at: deliveredUntil }
    : { state: 'sent', at: entry.stateAt }
}

function isCovered(entry: OnItsWay, until: Date): boolean {
  return coveredFrom(entry) <= until
}

/**
 * The first mark that reaches what was sent. Before its echo it carries our own time, so the moment in which the answer came
 * must lie before the mark, too: the echo settles the rest.
 */
export function coveredFrom({ writtenAt, echoedAt, stateAt }: OnItsWay): Date {
  return echoedAt === undefined && stateAt > writtenAt ? stateAt : writtenAt
}

/**
 * The same once the marks have moved, of what they did not move over: its moment goes with the mark that told it. Not to be asked of what
 * a receipt named in the very moment of the delivery mark, which stays at that moment.
 */
export function movedAlong(shown: Shown, before: Receipts, now: Receipts): Shown {
  switch (shown.state) {
    case 'read':
      return { ...shown, at: laterOf(shown.at, now.readUntil) ?? shown.at }
    case 'delivered':
      return isSameMoment(shown.at, before.deliveredUntil) ? { ...shown, at: laterOf(shown.at, now.deliveredUntil) ?? shown.at } : shown
    default:
      return shown
  }
}

function isSameMoment(one: Date, other: Date | undefined): boolean {
  return one.getTime() === other?.getTime()
}

/**
 * The same of an entry, with how far carrying it came. Undefined where there is nothing to tell: of what a customer said, and
 * of what nobody told yet. What was written elsewhere was said when it was written.
 */
export function shownStateOf(
  { author, writtenAt, echoedAt, deliveredAt }: Pick<Entry, 'author' | 'writtenAt' | 'echoedAt' | 'deliveredAt'>,
  carrying: Pick<OnItsWay, 'state' | 'stateAt'> | undefined,
  marks: Receipts,
): Shown | undefined {
  if (writtenAt === undefined || author === undefined || author.kind === 'client') {
    return undefined
  }
  const { state, stateAt } = carrying ?? { state: 'sent', stateAt: writtenAt }
  return shownState({ state, stateAt, writtenAt, echoedAt, deliveredAt }, marks)
}
