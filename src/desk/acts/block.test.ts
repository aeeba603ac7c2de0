import { expect, test } from 'vitest'
import type { Act } from '#domain/acts/act.ts'
import type { ChannelPort } from '#domain/channels/channel-port.ts'
import type { ConversationId, MessageId, TicketId } from '#domain/ids.ts'
import { saveTicketSwitch } from '#storage/ticket-switches.ts'
import { FREE_PACE } from '#test/free-pace.ts'
import { PAGE } from '#test/intake-desk.ts'
import { openSendingDesk } from '#test/sending-desk.ts'
import { moderate } from '../moderation/moderate.ts'
import { createCarrier } from './carry-next.ts'

/** A channel that does all it is asked for. */
function takingAll(carried: Act[]): ChannelPort {
  const refuse = () => Promise.reject(new Error('Nobody looks.'))
  const carry = (act: Act) => {
    carried.push(act)
    return Promise.resolve({ kind: 'sent', externalId: undefined } as const)
  }
  const channel = { ...FREE_PACE, keyName: 'key', bring: refuse, show: refuse, carry, look: refuse, mayReplyPrivately: refuse }
  return { open: () => Promise.resolve({ kind: 'open', channel }) }
}

const KIM = { id: '8177', name: 'Kim' }

/** Kim wrote a comment, which has a ticket, and writes another one under the same post. */
async function twoThreads({ withTicket = true } = {}) {
  const sending = await openSendingDesk()
  const { desk, intake, actor } = sending
  const carried: Act[] = []
  const turnIn = (conversationId: string) =>
    createCarrier(desk, takingAll(carried)).carryNext({ workspaceId: intake.workspaceId, conversationId: conversationId as ConversationId })
  const first = await sending.comment(KIM)
  if (!withTicket) {
    const off = { kind: 'comment', isOn: false, by: actor.userId, at: new Date() } as const
    await desk.db.transaction().execute((tx) => saveTicketSwitch(tx, intake, off))
  }
  const time = Math.floor(Date.now() / 1000)
  const at = { item: 'comment', verb: 'add', post_id: `${PAGE}_900`, parent_id: `${PAGE}_900`, comment_id: '900_71', created_time: time }
  const value = { ...at, from: KIM, message: 'And again' }
  await intake.hear({ object: 'page', entry: [{ id: PAGE, time, changes: [{ field: 'feed', value }] }] })
  const other = await desk.db.selectFrom('entries').selectAll().where('external_id', '=', '71').executeTakeFirstOrThrow()
  const [head] = await first.entries()
  return {
    desk,
    carried,
    first: { ...first, turn: () => turnIn(head?.conversation_id ?? '') },
    other: {
      ...other,
      ask: (isBlocked: boolean) =>
        moderate(desk, actor, {
          ticketId: other.ticket_id as TicketId,
          messageId: other.id as MessageId,
          act: { kind: 'block', isBlocked },
        }),
      turn: () => turnIn(other.conversation_id),
    },
  }
}

test('whoever is blocked in one thread and let in in another is let in: what was asked for first is done first', async () => {
  const { first, other, carried, desk } = await twoThreads()
  await first.moderate({ kind: 'block', isBlocked: true })
  await other.ask(false)
  expect(await other.turn()).toMatchObject({ kind: 'later' })
  expect(carried).toEqual([])
  await first.turn()
  expect(await desk.db.selectFrom('blocked_authors').select('external_id').execute()).toEqual([{ external_id: KIM.id }])
  expect(await other.turn()).toEqual({ kind: 'done' })
  expect(carried).toMatchObject([{ isBlocked: true }, { isBlocked: false }])
  expect(await desk.db.selectFrom('blocked_authors').selectAll().execute()).toEqual([])
})

test('who looks at what a blocked person wrote and no ticket holds is told, too', async () => {
  const { first, other, desk } = await twoThreads({ withTicket: false })
  expect(other.ticket_id).toBe(null)
  const told = () => desk.db.selectFrom('events').select('payload').where('type', '=', 'thread.changed').orderBy('id').execute()
  const before = await told()
  await first.moderate({ kind: 'block', isBlocked: true })
  await first.turn()
  expect(await told()).toEqual([...before, { payload: { conversationId: other.conversation_id } }])
})
