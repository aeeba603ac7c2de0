import { expect, test } from 'vitest'
import type { MessageId } from '#domain/ids.ts'
import { giveKey, trouble } from '#test/channels.ts'
import { freePort } from '#test/free-port.ts'
import { deliveryBy, echoTo, readBy } from '#test/intake-desk.ts'
import { refusal, type OddAnswer, type SendCall } from '#test/odd-graph.ts'
import { stopMessage } from './stop.ts'
import { openSendingDesk } from '#test/sending-desk.ts'
import { channelKeyContext } from '#storage/secrets.ts'
import { readTicket } from '#storage/tickets/read.ts'
import { checkSeals } from '../channels/check-seals.ts'
import { resumeActs } from './resume.ts'

const DAY_MS = 86_400_000

const echoOf = (call: SendCall, more: object = { metadata: call.message.metadata }) =>
  echoTo({ mid: call.messageId, text: call.message.text, more: { ...more } })

test('messages go out one a turn, oldest first, each with a name of ours that the echo brings back', async () => {
  const { reply, turn, graph, outgoing } = await openSendingDesk()
  const [first, second] = [await reply('First'), await reply('Second')]
  expect([await turn(), await turn(), await turn()]).toEqual([{ kind: 'done' }, { kind: 'done' }, { kind: 'idle' }])
  expect(graph.calls).toMatchObject([
    { recipient: { id: '7001' }, message: { text: 'First', metadata: `desk:${first}` } },
    { recipient: { id: '7001' }, message: { text: 'Second', metadata: `desk:${second}` } },
  ])
  expect(await outgoing()).toMatchObject([
    { text: 'First', state: 'sent', external_id: 'mid-1', failure: null },
    { text: 'Second', state: 'sent', external_id: 'mid-2', failure: null },
  ])
})

test.each<[string, OddAnswer, { reason: string; code: number; subcode?: number }]>([
  ['the window is closed', refusal(10, 2018278), { reason: 'window-closed', code: 10, subcode: 2018278 }],
  ['the person is not available', refusal(551, 1545041), { reason: 'person-unavailable', code: 551, subcode: 1545041 }],
  ['a permission is missing', refusal(200), { reason: 'permission-missing', code: 200 }],
  ['something is wrong with its file', refusal(100, 2018109), { reason: 'file-refused', code: 100, subcode: 2018109 }],
])('when Facebook says that %s the message failed for that reason, and the next one goes', async (_why, answer, failure) => {
  const { reply, turn, graph, outgoing } = await openSendingDesk()
  await reply('Refused')
  await reply('Next')
  graph.answers.push(answer)
  expect([await turn(), await turn(), await turn()]).toEqual([{ kind: 'done' }, { kind: 'done' }, { kind: 'idle' }])
  expect(await outgoing()).toMatchObject([
    { state: 'failed', failure },
    { state: 'sent', failure: null },
  ])
})

test('a failed message that is tried again goes out once, and no longer shows a failure', async () => {
  const { reply, turn, retry, graph, outgoing } = await openSendingDesk()
  const id = await reply('Hello')
  graph.answers.push(refusal(551))
  await turn()
  await retry(id)
  expect(await turn()).toEqual({ kind: 'done' })
  expect(await outgoing()).toMatchObject([{ state: 'sent', failure: null }])
  await expect(retry(id)).rejects.toMatchObject({ code: 'conflict' })
})

test('asked to slow down, the Page pauses for the time told, and the message keeps its place', async () => {
  const { reply, turn, graph, outgoing, channel, clock } = await openSendingDesk()
  await reply('First')
  await reply('Second')
  const usage = JSON.stringify({ '1': [{ type: 'messenger', call_count: 100, estimated_time_to_regain_access: 3 }] })
  graph.answers.push(refusal(613, undefined, { headers: { 'x-business-use-case-usage': usage } }))
  const now = new Date()
  clock.now = now
  expect(await turn()).toMatchObject({ kind: 'later' })
  expect(await outgoing()).toMatchObject([{ state: 'queued', failure: { reason: 'rate-limited', code: 613 } }, { state: 'queued' }])
  expect((await channel()).paused_until).toEqual(new Date(now.getTime() + 3 * 60_000))
  expect(await turn()).toMatchObject({ kind: 'later' })
  expect(graph.calls).toHaveLength(1)
  clock.now = new Date(now.getTime() + 3 * 60_000)
  expect([await turn(), await turn()]).toEqual([{ kind: 'done' }, { kind: 'done' }])
  expect(graph.calls.map(({ message }) => message.text)).toEqual(['First', 'First', 'Second'])
})

test('asked to slow down without a time, the Page rests a little longer each time, until the window is closed', async () => {
  const { reply, turn, graph, outgoing, channel, clock } = await openSendingDesk()
  await reply('First')
  const rests: number[] = []
  for (let tries = 0; tries < 4; tries += 1) {
    const now = clock.now ?? new Date()
    clock.now = now
    graph.answers.push(refusal(4))
    await turn()
    const until = (await channel()).paused_until ?? now
    rests.push(until.getTime() - now.getTime())
    clock.now = until
  }
  rests.forEach((rest, tries) => {
    expect(rest).toBeGreaterThanOrEqual(1_000 * 2 ** tries)
    expect(rest).toBeLessThanOrEqual(2_000 * 2 ** tries)
  })
  clock.now = new Date(Date.now() + 25 * 3_600_000)
  expect(await turn()).toEqual({ kind: 'done' })
  expect(await outgoing()).toMatchObject([{ state: 'failed', failure: { reason: 'window-closed' } }])
})

test('a Page that Facebook says is throttled after a message was taken sends no more before the time told', async () => {
  const { reply, turn, graph, outgoing, clock, intake } = await openSendingDesk()
  await reply('First')
  await reply('Second')
  const usage = JSON.stringify({ '1': [{ type: 'messenger', call_count: 100, estimated_time_to_regain_access: 2 }] })
  graph.answers.push({ status: 200, body: { message_id: 'mid-1' }, headers: { 'x-business-use-case-usage': usage } })
  const now = new Date()
  clock.now = now
  expect(await turn()).toEqual({ kind: 'done' })
  expect(await turn()).toMatchObject({ kind: 'later', at: new Date(now.getTime() + 2 * 60_000) })
  expect(await outgoing()).toMatchObject([{ state: 'sent' }, { state: 'queued' }])
  const events = await intake.desk.db.selectFrom('events').select('type').execute()
  expect(events.map(({ type }) => type)).toContain('channel.changed')
})

test('a message that rests is stopped in words, what waits behind it goes, and it may be tried again', async () => {
  const { reply, retry, turn, graph, outgoing, desk, actor, ticketId, jobs } = await openSendingDesk()
  const [first] = [await reply('First'), await reply('Second')]
  graph.answers.push(refusal(100, 2_018_321))
  await turn()
  expect(await turn()).toMatchObject({ kind: 'later' })
  jobs.length = 0
  await stopMessage(desk, actor, { ticketId, messageId: first })
  expect(jobs).toHaveLength(1)
  expect(await turn()).toEqual({ kind: 'done' })
  expect(await outgoing()).toMatchObject([
    { text: 'First', state: 'failed', failure: { reason: 'stopped' } },
    { text: 'Second', state: 'sent' },
  ])
  await stopMessage(desk, actor, { ticketId, messageId: first })
  const [, second] = await outgoing()
  await expect(stopMessage(desk, actor, { ticketId, messageId: second?.id as MessageId })).rejects.toMatchObject({ code: 'conflict' })
  await retry(first)
  expect(await turn()).toEqual({ kind: 'done' })
  expect(graph.calls.map(({ message }) => message.text)).toEqual(['First', 'Second', 'First'])
})

test('where nobody answers the door the message was surely not sent: it waits and goes later', async () => {
  const { reply, turn, outgoing, clock, channel } = await openSendingDesk()
  await reply('Hello')
  const now = new Date()
  clock.now = now
  const rested = await turn(`http://127.0.0.1:${await freePort()}`)
  expect(rested).toMatchObject({ kind: 'later', at: expect.any(Date) })
  expect(await outgoing()).toMatchObject([{ state: 'queued', failure: { reason: 'facebook-unwell' } }])
  expect((await channel()).paused_until).toBeNull()
  expect(await turn()).toEqual({ ...rested, why: expect.any(String) })
  clock.now = new Date(now.getTime() + 2_000)
  expect(await turn()).toEqual({ kind: 'done' })
  expect(await outgoing()).toMatchObject([{ state: 'sent', failure: null }])
})

test.each<[string, OddAnswer]>([
  ['no answer', 'cut'],
  ['half an answer', { status: 200, body: '{"recipient_id":"7001","mess' }],
  ['an answer without an id', { status: 200, body: {} }],
  ['a page for people', { status: 502, body: '<html>Sorry</html>', headers: { 'content-type': 'text/html' } }],
  ['a server in trouble', refusal(2, undefined, { status: 500 })],
  ['"unexpected, retry later"', refusal(2)],
  ['429 without a body', { status: 429, body: '' }],
  ['429 with words', refusal(2, undefined, { status: 429 })],
])('R6: after %s nobody knows: the message is unconfirmed, is not sent again, and its echo settles it', async (_what, answer) => {
  const { reply, turn, retry, graph, outgoing, intake } = await openSendingDesk()
  const id = await reply('Perhaps')
  graph.answers.push(answer)
  expect([await turn(), await turn()]).toEqual([{ kind: 'done' }, { kind: 'idle' }])
  expect(await outgoing()).toMatchObject([{ state: 'unconfirmed' }])
  await expect(retry(id)).rejects.toMatchObject({ code: 'conflict' })
  const [call] = graph.calls
  await intake.hear(...(call ? [echoOf(call)] : []))
  expect(await outgoing()).toMatchObject([{ id, state: 'sent', external_id: 'mid-1', failure: null, author_kind: 'member' }])
  expect(graph.calls).toHaveLength(1)
})

test('a message that a dead process left while sending is never sent again; what waits behind it goes', async () => {
  const { reply, turn, graph, outgoing, desk } = await openSendingDesk()
  const left = await reply('In doubt')
  await reply('Behind it')
  await desk.db.updateTable('acts').set({ state: 'sending' }).where('entry_id', '=', left).execute()
  expect([await turn(), await turn(), await turn()]).toEqual([{ kind: 'done' }, { kind: 'done' }, { kind: 'idle' }])
  expect(graph.calls.map(({ message }) => message.text)).toEqual(['Behind it'])
  expect(await outgoing()).toMatchObject([{ state: 'unconfirmed', failure: { reason: 'no-answer' } }, { state: 'sent' }])
})

test('R5: with another encryption key nothing is called, the channel says so, and the reply waits until the right key is back', async () => {
  const { reply, turn, graph, outgoing, channel, desk, jobs, sealer, anotherSealer } = await openSendingDesk()
  await reply('Waiting')
  expect(await turn(graph.url, anotherSealer)).toEqual({ kind: 'idle' })
  expect(graph.calls).toEqual([])
  expect(await outgoing()).toMatchObject([{ state: 'queued', failure: null }])
  expect(await channel()).toMatchObject({ state: 'disconnected', problem: { kind: 'key-unreadable' } })

  expect(await checkSeals(desk, anotherSealer)).toEqual({ unreadable: 1 })
  jobs.length = 0
  expect(await checkSeals(desk, sealer)).toEqual({ unreadable: 0 })
  expect(await channel()).toMatchObject({ state: 'connected', problem: null })
  expect(jobs).toHaveLength(1)
  expect(await turn()).toEqual({ kind: 'done' })
  expect(await outgoing()).toMatchObject([{ state: 'sent' }])
})

test('R5: a desk that starts with another encryption key says so on its channels before anything is to be sent', async () => {
  const { channel, desk, intake, sealer, anotherSealer } = await openSendingDesk()
  const [missing, since] = [{ kind: 'permission-missing', permission: 'pages_read_engagement' } as const, '2026-11-20T00:00:00.000Z']
  const problem = { ...missing, since }
  await trouble(desk, intake, { problem: missing, since })
  expect(await checkSeals(desk, anotherSealer)).toEqual({ unreadable: 1 })
  expect(await channel()).toMatchObject({ state: 'disconnected', problem: { kind: 'key-unreadable' } })
  await checkSeals(desk, sealer)
  expect(await channel()).toMatchObject({ state: 'connected', problem })
})

test.each([200, 10, 230])(
  'R16: answers refused with code %i mark the channel once with the missing permission, until one passes',
  async (code) => {
    const { reply, turn, graph, outgoing, channel, desk, intake } = await openSendingDesk()
    const [missing, since] = [{ kind: 'permission-missing', permission: 'pages_read_user_content' } as const, '2026-11-20T00:00:00.000Z']
    const comments = { ...missing, since }
    await trouble(desk, intake, { problem: missing, since })
    for (const text of ['Refused', 'Refused again']) {
      await reply(text)
      graph.answers.push(refusal(code))
      await turn()
    }
    const refused = { state: 'failed', failure: { reason: 'permission-missing' } }
    expect(await outgoing()).toMatchObject([refused, refused])
    expect(await desk.db.selectFrom('events').select('id').where('type', '=', 'channel.changed').execute()).toHaveLength(1)
    expect(await channel()).toMatchObject({
      state: 'connected',
      problem: { kind: 'permission-missing', permission: 'pages_messaging, pages_read_user_content' },
    })
    await reply('Passes')
    await turn()
    expect(await channel()).toMatchObject({ state: 'connected', problem: comments })
  },
)

test('a Page that lacks a permission when its key dies has both problems, and the first is there still', async () => {
  const { reply, turn, graph, channel, desk, intake } = await openSendingDesk()
  const missing = { kind: 'permission-missing', permission: 'pages_read_user_content' } as const
  await trouble(desk, intake, { problem: missing, since: '2026-11-20T00:00:00.000Z' })
  await reply('Hello')
  graph.answers.push(refusal(190, 460))
  await turn()
  expect(await channel()).toMatchObject({
    problem: { kind: 'key-dead', code: 190, subcode: 460 },
    problems: [missing, { kind: 'key-dead' }],
  })
})

test('a key that somebody renewed while Facebook refused the old one is not called dead, and the message goes with the new one', async () => {
  const { reply, turn, graph, outgoing, channel, desk, sealer, intake, jobs, conversation } = await openSendingDesk()
  await reply('Hello')
  graph.answers.push(refusal(190, 460))
  graph.hooks.beforeAnswer = async () => {
    const key = sealer.seal('a new key', channelKeyContext({ workspaceId: intake.workspaceId, id: intake.channelId }))
    await giveKey(desk, intake, key)
    jobs.length = 0
    await desk.db.transaction().execute((tx) => resumeActs(tx, desk, { workspaceId: intake.workspaceId, channelId: intake.channelId }))
  }
  await turn()
  expect(jobs).toEqual([conversation])
  expect(await channel()).toMatchObject({ state: 'connected', problem: null })
  graph.hooks.beforeAnswer = undefined
  expect(await turn()).toEqual({ kind: 'done' })
  expect(await outgoing()).toMatchObject([{ state: 'sent', failure: null }])
})

test('with a dead key the channel says so, everything waits, and after a reconnection all of it goes, in order', async () => {
  const { reply, turn, graph, outgoing, channel, desk, intake, jobs } = await openSendingDesk()
  for (const text of ['One', 'Two', 'Three']) {
    await reply(text)
  }
  graph.answers.push(refusal(190, 460))
  expect([await turn(), await turn(), await turn()]).toEqual([{ kind: 'idle' }, { kind: 'idle' }, { kind: 'idle' }])
  expect(graph.calls).toHaveLength(1)
  expect(await channel()).toMatchObject({ state: 'disconnected', problem: { kind: 'key-dead', code: 190, subcode: 460 } })
  expect((await outgoing()).map(({ state }) => state)).toEqual(['queued', 'queued', 'queued'])

  await desk.db.updateTable('channels').set({ state: 'connected' }).execute()
  jobs.length = 0
  await desk.db.transaction().execute((tx) => resumeActs(tx, desk, { workspaceId: intake.workspaceId, channelId: intake.channelId }))
  for (const _job of jobs) {
    await turn()
  }
  expect((await outgoing()).map(({ state }) => state)).toEqual(['sent', 'sent', 'sent'])
  expect(graph.calls.slice(1).map(({ message }) => message.text)).toEqual(['One', 'Two', 'Three'])
})

test('while Facebook is switched off nothing goes', async () => {
  const { reply, turn, graph, outgoing, desk } = await openSendingDesk()
  await reply('Hello')
  await desk.db.updateTable('extensions').set({ enabled_at: null }).execute()
  expect(await turn()).toEqual({ kind: 'idle' })
  expect(await outgoing()).toMatchObject([{ state: 'queued' }])
  expect(graph.calls).toEqual([])
})

test('a window that closes while the message waits stops it with that reason, unasked', async () => {
  const { reply, turn, graph, outgoing, clock } = await openSendingDesk()
  await reply('Waiting')
  clock.now = new Date(Date.now() + DAY_MS + 1000)
  expect(await turn()).toEqual({ kind: 'done' })
  expect(await outgoing()).toMatchObject([{ state: 'failed', failure: { reason: 'window-closed' } }])
  expect(graph.calls).toEqual([])
})

test.each([
  ['naming our message', true],
  ['naming nothing', false],
])('an echo %s that is faster than the answer leaves one line, as far as its receipts came', async (_what, isNamed) => {
  const { reply, turn, graph, outgoing, intake, ticketId, desk, actor } = await openSendingDesk()
  const id = await reply('Quick')
  graph.hooks.beforeAnswer = async (call) => {
    await intake.hear(echoOf(call, isNamed ? { metadata: call.message.metadata } : {}))
    const later = Date.now() + 1000
    await intake.hear(deliveryBy({ mids: [call.messageId], until: later }), readBy({ until: later }))
  }
  expect(await turn()).toEqual({ kind: 'done' })
  expect(await outgoing()).toMatchObject([{ id, state: 'read', external_id: 'mid-1', author_kind: 'member', failure: null }])
  const ticket = await readTicket(desk.db, intake.workspaceId, ticketId)
  expect(ticket?.lastLine).toMatchObject({ line: 'our-message', text: 'Quick', author: { id: actor.userId } })
})

test.each([
  ['naming our message', true],
  ['naming nothing', false],
])('an echo %s that is slower than the answer adds nothing', async (_what, isNamed) => {
  const { reply, turn, graph, outgoing, intake } = await openSendingDesk()
  const id = await reply('Quick')
  await turn()
  for (const call of graph.calls) {
    await intake.hear(echoOf(call, isNamed ? { metadata: call.message.metadata } : {}), echoOf(call, {}))
  }
  expect(await outgoing()).toMatchObject([{ id, state: 'sent', external_id: 'mid-1' }])
})

test('an echo in the very moment of the answer leaves one line, in whatever order they are written down', async () => {
  const { reply, turn, graph, outgoing, intake } = await openSendingDesk()
  const heard: Promise<void>[] = []
  graph.hooks.beforeAnswer = async (call) => void heard.push(intake.hear(echoOf(call, {})))
  const texts = Array.from({ length: 12 }, (_, index) => `Message ${index}`)
  for (const text of texts) {
    await reply(text)
    expect(await turn()).toEqual({ kind: 'done' })
  }
  await Promise.all(heard)
  expect((await outgoing()).map(({ text, state }) => [text, state])).toEqual(texts.map((text) => [text, 'sent']))
  expect(intake.failures).toEqual([])
})

test('R1: a message left behind while being sent, whose echo settles it while the next turn waits for it, is not sent again', async () => {
  const { reply, turn, graph, outgoing, desk, intake } = await openSendingDesk()
  const id = await reply('Hello')
  await desk.db.updateTable('acts').set({ state: 'sending' }).where('entry_id', '=', id).execute()
  const echo = Promise.withResolvers<void>()
  const isHeld = Promise.withResolvers<void>()
  const settling = desk.db.transaction().execute(async (tx) => {
    await tx.updateTable('entries').set({ external_id: 'mid-1' }).where('id', '=', id).execute()
    await tx.updateTable('acts').set({ state: 'sent' }).where('entry_id', '=', id).execute()
    isHeld.resolve()
    await echo.promise
  })
  await isHeld.promise
  const next = turn()
  await expect
    .poll(async () => {
      const { rows } = await intake.database.pool.query("select from pg_locks where not granted and locktype in ('transactionid', 'tuple')")
      return rows.length
    })
    .toBeGreaterThan(0)
  echo.resolve()
  await settling
  expect(await next).toEqual({ kind: 'idle' })
  expect(graph.calls).toEqual([])
  expect(await outgoing()).toMatchObject([{ state: 'sent' }])
})
