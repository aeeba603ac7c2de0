import type { Turn } from '#desk/acts/begin.ts'
import type { Carrier, ConversationOfWorkspace } from '#desk/acts/carry-next.ts'
import type { Desk } from '#desk/desk.ts'
import { transact } from '#desk/transact.ts'

/** A rest may end before its time: somebody reconnects, or the sandbox's clock is moved. */
const LOOKS_AGAIN_MS = 60_000

export type ConversationTurn = ConversationOfWorkspace & {
  /** Whether it may carry what is next, too: others wait for theirs, or the process stops. */
  mayGoOn(): boolean
  /** Waits without taking the room of others that could go on. */
  waitAside<T>(awaited: Promise<T>): Promise<T>
  /** The turns that were asked for by now end with this one, unless it throws. */
  takeAlong(): Promise<void>
}

/** Whoever has carried so many is in a conversation in which much waits, and takes the turns of that along. */
const MANY = 2

/**
 * One turn of a conversation's queue. What is to rest gets its turn when the rest is over, and no later message has one before. A throw asks the queue
 * for another turn as soon as it gives one. Whatever ends a turn, what is left has one to come: that of its own, or another that is asked for here.
 */
export async function carryInTurn(desk: Desk, carrier: Carrier, job: ConversationTurn): Promise<void> {
  const { mayGoOn, waitAside: waitFor, takeAlong, ...conversation } = job
  let carried = 0
  // What is next is begun with the end of the last, but where others are taken along between the two.
  const how = { waitFor, goesOn: () => carried + 1 !== MANY && mayGoOn() }
  let turn = await carrier.carryNext(conversation, how)
  while (turn.kind === 'done' && (turn.next !== undefined || mayGoOn())) {
    carried += 1
    if (carried === MANY) {
      // First: so what they were asked for is seen to by what comes next.
      await takeAlong()
    }
    turn = await carrier.carryNext(conversation, { ...how, begun: turn.next })
  }
  if (turn.kind === 'later') {
    await comeAgain(desk, conversation, turn)
  } else if (turn.kind === 'done' && carried >= MANY) {
    await transact(desk, (tx) => desk.jobs.sendMessages(tx, conversation))
  }
}

async function comeAgain(
  desk: Desk,
  conversation: ConversationOfWorkspace,
  { at, why }: Extract<Turn, { readonly kind: 'later' }>,
): Promise<void> {
  if (at === undefined) {
    throw new Error(why)
  }
  const afterMs = Math.min(at.getTime() - desk.now().getTime(), LOOKS_AGAIN_MS)
  await transact(desk, (tx) => desk.jobs.sendMessages(tx, conversation, { afterMs }))
}
