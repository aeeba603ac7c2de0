import type { Carrier, ConversationOfWorkspace } from '#desk/acts/carry-next.ts'
import type { Desk } from '#desk/desk.ts'
import { transact } from '#desk/transact.ts'

/** A rest may end before its time: somebody reconnects, or the sandbox's clock is moved. */
const LOOKS_AGAIN_MS = 60_000

export type ConversationTurn = ConversationOfWorkspace & {
  /** Whether it may carry what is next, too: others wait for theirs, or the process stops. */
  mayGoOn(): boolean
}

/**
 * One turn of a conversation's queue. What is to rest gets its turn when the rest is over, and no later message has one before. A throw asks the queue
 * for another turn as soon as it gives one.
 */
export async function carryInTurn(desk: Desk, carrier: Carrier, { mayGoOn, ...conversation }: ConversationTurn): Promise<void> {
  let turn = await carrier.carryNext(conversation)
  while (turn.kind === 'done' && mayGoOn()) {
    turn = await carrier.carryNext(conversation)
  }
  if (turn.kind !== 'later') {
    return
  }
  if (turn.at === undefined) {
    throw new Error(turn.why)
  }
  const afterMs = Math.min(turn.at.getTime() - desk.now().getTime(), LOOKS_AGAIN_MS)
  await transact(desk, (tx) => desk.jobs.sendMessages(tx, conversation, { afterMs }))
}
