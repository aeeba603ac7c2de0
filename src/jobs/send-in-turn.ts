import type { ChannelPort } from '#domain/channels/channel-port.ts'
import type { Desk, ConversationJob } from '#desk/desk.ts'
import { sendNextMessage } from '#desk/messages/send-next.ts'

/** One turn of a conversation's queue. A throw asks the queue for another turn later, before any later message's turn. */
export async function sendInTurn(desk: Desk, channel: ChannelPort, job: ConversationJob): Promise<void> {
  const turn = await sendNextMessage(desk, channel, job)
  if (turn.kind === 'later') {
    throw new Error(turn.why)
  }
}
