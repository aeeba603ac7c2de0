import { expect, test } from 'vitest'
import type { MessageId } from '#domain/ids.ts'
import { echoTo, PAGE, textFrom } from '#test/intake-desk.ts'
import { refusal } from '#test/odd-graph.ts'
import { openSendingDesk } from '#test/sending-desk.ts'
import { react } from '../moderation/react.ts'

const PERSON = '7001'
const DAY_MS = 24 * 3_600_000
const TAKEN = { status: 200, body: { recipient_id: PERSON } }

/** A customer wrote, and somebody here reacts to it. */
async function openReactingDesk() {
  const sending = await openSendingDesk()
  const { desk, actor, ticketId, intake, graph } = sending
  const named = (mid: string) => desk.db.selectFrom('entries').selectAll().where('external_id', '=', mid).executeTakeFirstOrThrow()
  const question = await named('m-question')
  return {
    ...sending,
    idOf: async (mid: string) => (await named(mid)).id as MessageId,
    reactTo: (messageId: MessageId, reaction: string | undefined) => react(desk, actor, { ticketId, messageId, reaction }),
    react: (reaction: string | undefined) => react(desk, actor, { ticketId, messageId: question.id as MessageId, reaction }),
    carry: async () => {
      graph.answers.push(TAKEN)
      return await sending.turn()
    },
    /** As Facebook tells of it afterwards. */
    hearOurs: (reaction: object) =>
      intake.hear({
        object: 'page',
        entry: [
          {
            id: PAGE,
            time: Date.now(),
            messaging: [
              { sender: { id: PAGE }, recipient: { id: PERSON }, timestamp: Date.now(), reaction: { mid: 'm-question', ...reaction } },
            ],
          },
        ],
      }),
    stands: async () => Object.entries((await named('m-question')).reactions as Record<string, { value?: object }>),
    acts: () => desk.db.selectFrom('acts').select(['kind', 'state', 'failure']).orderBy('created_at').orderBy('id').execute(),
  }
}

test('a reaction goes as Facebook wants it and stands there as the Page’s; what Facebook tells of it doubles nothing', async () => {
  const { graph, react: reacts, carry, hearOurs, stands, acts } = await openReactingDesk()
  await reacts('👍')
  expect(await acts()).toMatchObject([{ kind: 'react', state: 'queued' }])
  expect(await carry()).toEqual({ kind: 'done' })
  expect(graph.calls).toMatchObject([
    { recipient: { id: PERSON }, sender_action: 'react', payload: { message_id: 'm-question', reaction: '👍' } },
  ])
  expect(graph.calls[0]).not.toHaveProperty('message')
  expect(graph.calls[0]).not.toHaveProperty('messaging_type')
  expect(await stands()).toMatchObject([['page', { value: { emoji: '👍' } }]])
  await hearOurs({ action: 'react', emoji: '👍', reaction: 'like' })
  expect(await stands()).toMatchObject([['page', { value: { emoji: '👍' } }]])
})

test('a change of mind replaces it, and it is taken back without an emoji', async () => {
  const { graph, react: reacts, carry, stands } = await openReactingDesk()
  await reacts('👍')
  await reacts('❤️')
  await carry()
  await carry()
  expect(await stands()).toMatchObject([['page', { value: { emoji: '❤️' } }]])
  await reacts(undefined)
  await carry()
  expect(graph.calls.at(-1)).toMatchObject({ sender_action: 'unreact', payload: { message_id: 'm-question' } })
  expect(graph.calls.at(-1)).not.toHaveProperty('payload.reaction')
  const [[, ours] = []] = await stands()
  expect(ours).not.toHaveProperty('value')
})

test('it answers nothing: the ticket waits on, and is in the moderation log of nobody', async () => {
  const { desk, react: reacts, carry } = await openReactingDesk()
  await reacts('👍')
  await carry()
  expect(await desk.db.selectFrom('tickets').select(['status', 'unanswered_count']).execute()).toEqual([
    { status: 'open', unanswered_count: 1 },
  ])
  expect(await desk.db.selectFrom('moderation_log').selectAll().execute()).toEqual([])
})

test('what Facebook refuses is refused with its reason, and needs attention until it is asked for anew', async () => {
  const { desk, graph, react: reacts, turn, carry, acts, stands } = await openReactingDesk()
  const unsettled = () => desk.db.selectFrom('unsettled_acts').select('ticket_id').execute()
  await reacts('👍')
  graph.answers.push(refusal(551, 1_545_041))
  await turn()
  expect(await acts()).toMatchObject([{ state: 'failed', failure: { reason: 'person-unavailable', code: 551 } }])
  expect(await stands()).toEqual([])
  expect(await unsettled()).toHaveLength(1)
  await reacts('👍')
  await carry()
  expect(await unsettled()).toEqual([])
})

test('after the 24 hours nobody reacts, and what waited until then is not sent', async () => {
  const { clock, desk, graph, react: reacts, turn, acts } = await openReactingDesk()
  await reacts('👍')
  clock.now = new Date(desk.now().getTime() + DAY_MS + 60_000)
  await turn()
  expect(graph.calls).toEqual([])
  expect(await acts()).toMatchObject([{ state: 'failed', failure: { reason: 'window-closed' } }])
  await expect(reacts('❤️')).rejects.toMatchObject({ code: 'reply-window-closed' })
})

test('nobody reacts to what was taken back, to what the Page said, or to what stands in another ticket', async () => {
  const { intake, idOf, react: reacts, reactTo, desk, actor, ticketId } = await openReactingDesk()
  await intake.hear(echoTo({ mid: 'm-ours', text: 'Forty' }))
  await expect(reactTo(await idOf('m-ours'), '👍')).rejects.toMatchObject({ code: 'conflict' })
  await intake.hear(textFrom({ person: '7002', mid: 'm-of-another' }))
  await expect(reactTo(await idOf('m-of-another'), '👍')).rejects.toMatchObject({ code: 'not-found' })
  const messageId = await idOf('m-question')
  const employee = { ...actor, role: 'employee' } as const
  await expect(react(desk, employee, { ticketId, messageId, reaction: '👍' })).rejects.toMatchObject({ code: 'not-allowed' })
  await desk.db.updateTable('entries').set({ removed_at: new Date() }).where('id', '=', messageId).execute()
  await expect(reacts('👍')).rejects.toMatchObject({ code: 'conflict' })
})

test('one that nobody answered for is asked for again, for twice is as once', async () => {
  const { clock, desk, graph, react: reacts, turn, carry, acts, stands } = await openReactingDesk()
  await reacts('👍')
  graph.answers.push('cut')
  expect(await turn()).toMatchObject({ kind: 'later' })
  clock.now = new Date(desk.now().getTime() + 60_000)
  await carry()
  expect(await acts()).toMatchObject([{ state: 'sent' }])
  expect(await stands()).toMatchObject([['page', { value: { emoji: '👍' } }]])
})

test('one that stays in doubt is looked for on Facebook, where it stands on the message or does not', async () => {
  const { clock, desk, graph, intake, react: reacts, settle, acts } = await openReactingDesk()
  const inDoubt = () => desk.db.updateTable('acts').set({ state: 'unconfirmed', state_at: desk.now() }).execute()
  const look = async () => {
    const { id } = await desk.db.selectFrom('acts').select('id').executeTakeFirstOrThrow()
    await settle({ workspaceId: intake.workspaceId, actId: id as never })
  }
  await reacts('❤️')
  await inDoubt()
  graph.inbox.push({ id: 'm-question', reactions: { data: [{ reaction: '👍', users: [{ id: PAGE }] }] } })
  clock.now = new Date(desk.now().getTime() + 5 * 60_000)
  await look()
  expect(await acts()).toMatchObject([{ state: 'failed', failure: { reason: 'no-answer' } }])
  await desk.db.updateTable('acts').set({ failure: null }).execute()
  await inDoubt()
  graph.inbox.splice(0, 1, { id: 'm-question', reactions: { data: [{ reaction: '❤', users: [{ id: PAGE }] }] } })
  await look()
  expect(await acts()).toMatchObject([{ state: 'sent' }])
})
