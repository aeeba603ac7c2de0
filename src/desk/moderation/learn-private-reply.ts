import type { ChannelPort } from '#domain/channels/channel-port.ts'
import { namedTarget } from '#storage/entries/lock.ts'
import { appendEvents } from '#storage/events.ts'
import { askedEntry, savePrivateReplyAnswer, type EntryKey } from '#storage/private-replies.ts'
import { noteKeyTrouble } from '../channels/mark-problem.ts'
import { doubtDeadlineOf } from '#storage/tickets/deadline.ts'
import type { Desk } from '../desk.ts'
import { NotToldYetError } from '../not-told-yet.ts'
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
        await savePrivateReplyAnswer(tx, key, sight.answer)
        await doubtDeadlineOf(tx, key, desk.now())
        await appendEvents(tx, workspaceId, ticketId === null ? [] : [{ type: 'entry.changed', ticketId, payload: { lineId: entryId } }])
      })
    case 'unclear':
      return
    case 'not-now':
      throw new NotToldYetError(sight.why)
    case 'key-dead': {
      const trouble = { ...sight.failure, kind: sight.kind, keyName: opening.channel.keyName }
      return await transact(desk, (tx) => noteKeyTrouble(tx, desk, { workspaceId, channelId, trouble }))
    }
    default:
      return sight satisfies never
  }
}
