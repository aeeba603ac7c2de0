import type { ChannelPort } from '#domain/channels/channel-port.ts'
import { deadKey } from '#domain/channels/key-trouble.ts'
import { lockConversationsOfTickets } from '#storage/conversations/lock.ts'
import { namedTarget } from '#storage/entries/lock.ts'
import { appendEvents } from '#storage/events.ts'
import { askedEntry, savePrivateReplyAnswer, type EntryKey } from '#storage/private-replies.ts'
import { noteKeyTrouble } from '../channels/mark-problem.ts'
import type { Desk } from '../desk.ts'
import { NotToldYetError } from '../not-told-yet.ts'
import { followSaid, movedEvents } from '../tickets/follow-said.ts'
import { transact } from '../transact.ts'

/** Learns whether something can be answered privately, and tells who looks at it. Throws where there was no answer for the moment. */
export async function learnPrivateReply(desk: Desk, port: ChannelPort, key: EntryKey): Promise<void> {
  const { workspaceId, entryId } = key
  const asked = await askedEntry(desk.db, key)
  const target = await namedTarget(desk.db, workspaceId, entryId)
  if (!asked?.isConnected || !target) {
    return
  }
  const { channelId, ticketId } = asked
  const opening = await port.open({ workspaceId, channelId })
  if (opening.kind === 'key-unreadable') {
    return await transact(desk, (tx) => noteKeyTrouble(tx, desk, { workspaceId, channelId, trouble: opening }))
  }
  if (opening.kind === 'no-key') {
    return
  }
  const sight = await opening.channel.mayReplyPrivately(target)
  switch (sight.kind) {
    case 'told':
      return await transact(desk, async (tx) => {
        const tickets = ticketId === null ? [] : [ticketId]
        await lockConversationsOfTickets(tx, workspaceId, tickets)
        await savePrivateReplyAnswer(tx, key, sight.answer)
        const moves = await followSaid(tx, workspaceId, { tickets, now: desk.now() })
        const lines = tickets.map((id) => ({ type: 'entry.changed', ticketId: id, payload: { lineId: entryId } }) as const)
        await appendEvents(tx, workspaceId, [...movedEvents(moves), ...lines])
      })
    case 'unclear':
      return
    case 'not-now':
      throw new NotToldYetError(sight.why)
    case 'key-dead': {
      const trouble = deadKey(opening.channel.keyName, sight)
      return await transact(desk, (tx) => noteKeyTrouble(tx, desk, { workspaceId, channelId, trouble }))
    }
    default:
      return sight satisfies never
  }
}
