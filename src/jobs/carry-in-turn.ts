import type { ChannelPort } from '#domain/channels/channel-port.ts'
import type { Desk, ConversationJob } from '#desk/desk.ts'
import { carryNext } from '#desk/acts/carry-next.ts'
import { transact } from '#desk/transact.ts'

/** A rest may end before its time: somebody reconnects, or the sandbox's clock is moved. */
const LOOKS_AGAIN_MS = 60_000

/**
 * One turn of a conversation's queue. What is to rest gets its turn when the rest is over, and no later message has one before. A throw asks the queue
 * for another turn as soon as it gives one.
 */
export async function carryInTurn(desk: Desk, channel: ChannelPort, job: ConversationJob): Promise<void> {
  const turn = await carryNext(desk, channel, job)
  if (turn.kind !== 'later') {
    return
  }
  if (turn.at === undefined) {
    throw new Error(turn.why)
  }
  const afterMs = Math.min(turn.at.getTime() - desk.now().getTime(), LOOKS_AGAIN_MS)
  await transact(desk, (tx) => desk.jobs.sendMessages(tx, job, { afterMs }))
}
