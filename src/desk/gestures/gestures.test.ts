import { expect, test } from 'vitest'
import type { MessageId } from '#domain/ids.ts'
import { saveShownGestures } from '#storage/gestures.ts'
import { textFrom } from '#test/intake-desk.ts'
import { refusal } from '#test/odd-graph.ts'
import { openSendingDesk } from '#test/sending-desk.ts'
import { createGestures, type GestureWish } from './gestures.ts'

const DAY_MS = 86_400_000

async function openGestures() {
  const sending = await openSendingDesk()
  const { desk, actor, ticketId, graph, channelVia, clock, intake } = sending
  const gestures = createGestures(desk, channelVia(graph.url))
  const start = new Date()
  clock.now = start
  return {
    ...sending,
    wait: (ms: number) => (clock.now = new Date((clock.now ?? start).getTime() + ms)),
    show: (wish: Omit<GestureWish, 'ticketId'>, by = actor) => gestures.show(by, { ticketId, ...wish }),
    /** What Facebook was asked for. */
    asked: () => graph.calls.map((call) => JSON.parse(JSON.stringify(call)) as { recipient: { id: string }; sender_action: string }),
    newest: async () =>
      (
        await desk.db
          .selectFrom('entries')
          .select('id')
          .where('workspace_id', '=', intake.workspaceId)
          .where('author_kind', '=', 'client')
          .orderBy('arrival', 'desc')
          .executeTakeFirstOrThrow()
      ).id as MessageId,
  }
}

const actions = (calls: readonly { readonly sender_action: string }[]) => calls.map(({ sender_action: action }) => action)

test('who types is shown to the customer, and that they stopped, once each', async () => {
  const { show, asked, wait } = await openGestures()
  await show({ gesture: 'typing' })
  await show({ gesture: 'typing' })
  wait(15_000)
  await show({ gesture: 'typing' })
  await show({ gesture: 'stopped' })
  await show({ gesture: 'stopped' })
  expect(actions(asked())).toEqual(['typing_on', 'typing_on', 'typing_off'])
  expect(asked()[0]).toMatchObject({ recipient: { id: '7001' } })
})

test('nothing is written down, and nobody has answered', async () => {
  const { show, newest, desk, ticketId } = await openGestures()
  const kept = async () => [
    await desk.db.selectFrom('acts').select('id').execute(),
    await desk.db.selectFrom('entries').select('id').execute(),
    await desk.db.selectFrom('events').select('id').execute(),
    await desk.db.selectFrom('tickets').selectAll().where('id', '=', ticketId).execute(),
  ]
  const before = await kept()
  await show({ gesture: 'typing' })
  await show({ gesture: 'seen', upTo: await newest() })
  expect(await kept()).toEqual(before)
})

test('seen is told of what is the newest, and of that only', async () => {
  const { show, asked, newest, intake } = await openGestures()
  const first = await newest()
  await show({ gesture: 'seen', upTo: first })
  await show({ gesture: 'seen', upTo: first })
  expect(actions(asked())).toEqual(['mark_seen'])
  await intake.hear(textFrom({ mid: 'm-more', text: 'And in green?', at: Date.now() }))
  await show({ gesture: 'seen', upTo: first })
  expect(actions(asked())).toEqual(['mark_seen'])
  await show({ gesture: 'seen', upTo: await newest() })
  expect(actions(asked())).toEqual(['mark_seen', 'mark_seen'])
})

test('what the workspace has switched off is not shown, nor anything once the window is closed', async () => {
  const { show, asked, newest, wait, desk, actor } = await openGestures()
  await desk.db.transaction().execute((tx) => saveShownGestures(tx, actor.workspaceId, { typing: false, seen: true }))
  await show({ gesture: 'typing' })
  expect(asked()).toEqual([])
  wait(DAY_MS)
  await show({ gesture: 'seen', upTo: await newest() })
  expect(asked()).toEqual([])
})

test('what Facebook refuses troubles nobody, and is not tried again for a minute', async () => {
  const { show, asked, graph, wait, channel } = await openGestures()
  graph.answers.push(refusal(551, 1545041), 'cut')
  await show({ gesture: 'typing' })
  wait(20_000)
  await show({ gesture: 'typing' })
  expect(asked()).toHaveLength(1)
  wait(40_000)
  await show({ gesture: 'typing' })
  wait(60_000)
  await show({ gesture: 'typing' })
  expect(asked()).toHaveLength(3)
  expect(await channel()).toMatchObject({ state: 'connected', paused_until: null })
})

test('a key that Facebook calls dead is told on the channel, and nothing is shown with it', async () => {
  const { show, asked, graph, channel, wait } = await openGestures()
  graph.answers.push(refusal(190, 460))
  await show({ gesture: 'typing' })
  expect(await channel()).toMatchObject({ state: 'disconnected' })
  wait(120_000)
  await show({ gesture: 'typing' })
  expect(asked()).toHaveLength(1)
})

test('a limit that Facebook tells the end of has all of the Page rest', async () => {
  const { show, asked, graph, channel, wait } = await openGestures()
  const usage = JSON.stringify({ 1067280970047460: [{ type: 'messenger', call_count: 100, estimated_time_to_regain_access: 5 }] })
  graph.answers.push(refusal(80_006, undefined, { headers: { 'x-business-use-case-usage': usage } }))
  await show({ gesture: 'typing' })
  expect((await channel()).paused_until).not.toBeNull()
  wait(4 * 60_000)
  await show({ gesture: 'typing' })
  expect(asked()).toHaveLength(1)
})

test('who may not reply shows nothing', async () => {
  const { show, actor, asked } = await openGestures()
  await expect(show({ gesture: 'typing' }, { ...actor, role: 'employee' })).rejects.toMatchObject({ code: 'not-allowed' })
  expect(asked()).toEqual([])
})
