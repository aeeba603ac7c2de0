import type { ChannelPort } from '#domain/channels/channel-port.ts'
import type { Desk, ConversationJob } from '#desk/desk.ts'
import { carryNext } from '#desk/acts/carry-next.ts'

/** One turn of a conversation's queue. A throw asks the queue for another turn later, before any later message's turn. */
export async function carryInTurn(desk: Desk, channel: ChannelPort, job: ConversationJob): Promise<void> {
  const turn = await carryNext(desk, channel, job)
  if (turn.kind === 'later') {
    throw new Error(turn.why)
  }
}
