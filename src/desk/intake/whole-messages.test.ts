import { expect, test } from 'vitest'
import type { ChannelId, MemberId, TicketId, UserId } from '#domain/ids.ts'
import { replaceProblems } from '#storage/channel-problems.ts'
import { newestLines } from '#storage/timeline.ts'
import { followPassedDeadlines } from '../deadlines/follow-passed.ts'
import { recordAllowance } from '../channels/record-allowance.ts'
import { echoTo, openIntakeDesk, pageDelivery, PAGE, textFrom, writeOwnReply, type IntakeDesk } from '#test/intake-desk.ts'

const NOON = Date.UTC(2026, 10, 20, 12)
const person = { sender: { id: '7001' }, recipient: { id: PAGE } }
const said = (at: number, message: object) => pageDelivery({ ...person, timestamp: NOON + at, message }, { time: NOON + at })
const did = (at: number, act: object) => pageDelivery({ ...person, timestamp: NOON + at, ...act }, { time: NOON + at })

const tickets = ({ desk }: IntakeDesk) => desk.db.selectFrom('tickets').selectAll().orderBy('number').execute()
const conversation = ({ desk }: IntakeDesk) => desk.db.selectFrom('conversations').selectAll().executeTakeFirstOrThrow()
const events = async ({ desk }: IntakeDesk) =>
  (await desk.db.selectFrom('events').select('type').orderBy('id').execute()).map(({ type }) => type)

/** The lines of the only ticket, oldest first. */
async function lines(intake: IntakeDesk) {
  const [ticket] = await tickets(intake)
  const page = { ticketId: ticket?.id as TicketId, limit: 100, before: undefined }
  return (await newestLines(intake.desk.db, intake.workspaceId, page)).toReversed()
}

const ORDERS = [
  ['in order', (bodies: readonly object[]) => bodies],
  ['reversed', (bodies: readonly object[]) => bodies.toReversed()],
] as const

test.each(ORDERS)(
  'B11: told %s, a message shows its last words, its history, the reaction, and that it was taken back',
  async (_how, inOrder) => {
    const desk = await openIntakeDesk()
    const bodies = [
      said(0, { mid: 'm_1', text: 'See you at ten' }),
      did(1000, { reaction: { mid: 'm_1', action: 'react', emoji: '👍', reaction: 'like' } }),
      did(2000, { message_edit: { mid: 'm_1', text: 'See you at eleven', num_edit: 1 } }),
      said(3000, { mid: 'm_1', is_deleted: true }),
    ]
    await desk.hear(...inOrder(bodies), ...bodies.map((body) => ({ ...body, again: true })))
    expect(await lines(desk)).toMatchObject([
      {
        line: 'customer-message',
        text: 'See you at eleven',
        versions: [{ text: 'See you at ten' }, { text: 'See you at eleven', at: new Date(NOON + 2000) }],
        reactions: [{ by: '7001', name: 'like', emoji: '👍', at: new Date(NOON + 1000) }],
        afterwards: 'taken-back',
      },
    ])
    expect(await tickets(desk)).toMatchObject([{ unanswered_count: 0 }])
    expect(await desk.desk.db.selectFrom('not_understood').select('label').execute()).toEqual([])
  },
)

test.each(ORDERS)('B05: told %s, an ad and the message after it make one conversation that was opened by the ad', async (_how, inOrder) => {
  const desk = await openIntakeDesk()
  const ads_context_data = { ad_title: 'Blue city bike', photo_url: 'https://cdn.example/ad.jpg' }
  const referral = { ref: 'spring-ad', ad_id: '6045246000001', source: 'ADS', type: 'OPEN_THREAD', ads_context_data }
  await desk.hear(...inOrder([did(0, { referral }), said(1000, { mid: 'm_1', text: 'Is the blue one left?' })]))
  expect(await lines(desk)).toMatchObject([
    { line: 'note', note: { what: 'referral', adTitle: 'Blue city bike', source: 'ADS', ref: 'spring-ad' } },
    { line: 'customer-message', text: 'Is the blue one left?' },
  ])
  expect(await conversation(desk)).toMatchObject({ window_reason: 'ad', window_closes_at: new Date(NOON + 1000 + 86_400_000) })
})

const DAY_MS = 86_400_000

/** An administrator says whether ads open a week in the Page. */
function recordAdWeek({ desk, workspaceId, channelId }: IntakeDesk, isAllowed: boolean): Promise<void> {
  const actor = { workspaceId, userId: desk.newId<UserId>(), memberId: desk.newId<MemberId>(), role: 'administrator' } as const
  return recordAllowance(desk, actor, { channelId, allowance: 'ad-week', isAllowed })
}

test.each(ORDERS)('S13: told %s, where ads open a week an ad keeps open what a later message does not', async (_how, inOrder) => {
  const desk = await openIntakeDesk()
  await recordAdWeek(desk, true)
  const referral = { ad_id: '6045246000001', source: 'ADS', type: 'OPEN_THREAD' }
  const since = Date.now() - 3 * DAY_MS - NOON
  const bodies = [
    said(since, { mid: 'm_1', text: 'Is the blue one left?', referral }),
    said(since + 2 * DAY_MS, { mid: 'm_2', text: 'Hello?' }),
  ]
  await desk.hear(...inOrder(bodies), ...bodies.map((body) => ({ ...body, again: true })))
  const [opens, closes] = [new Date(NOON + since + 2 * DAY_MS), new Date(NOON + since + 7 * DAY_MS)]
  expect(await conversation(desk)).toMatchObject({ window_opens_at: opens, window_closes_at: closes })
  expect(await tickets(desk)).toMatchObject([{ deadline_at: closes, deadline_kind: 'reply-window' }])
})

test('S13: open windows follow at once when an administrator says what an ad opens, and others stay', async () => {
  const desk = await openIntakeDesk()
  const at = Date.now() - 2 * DAY_MS - NOON
  const referral = { ad_id: '6045246000001', source: 'ADS', type: 'OPEN_THREAD' }
  await desk.hear(
    said(at, { mid: 'm_1', text: 'Is the blue one left?', referral }),
    textFrom({ mid: 'm_2', at: NOON + at, person: '7002' }),
  )
  const [byAd, other] = await tickets(desk)
  await recordAdWeek(desk, true)
  expect(await tickets(desk)).toMatchObject([
    { id: byAd?.id, deadline_at: new Date(NOON + at + 7 * DAY_MS) },
    { id: other?.id, deadline_at: null },
  ])
  expect((await events(desk)).slice(-2)).toEqual(['ticket.changed', 'channel.changed'])
  await recordAdWeek(desk, false)
  await followPassedDeadlines(desk.desk)
  expect(await tickets(desk)).toMatchObject([{ deadline_at: null }, { deadline_at: null }])
})

test.each(ORDERS)(
  'B07: told %s, what the Page wrote to somebody who never wrote stands in the ticket that their first message makes',
  async (_how, inOrder) => {
    const desk = await openIntakeDesk()
    const attachments = [{ title: 'Spring sale on tyres', url: null, type: 'template', payload: null }]
    const post = echoTo({ mid: 'e_1', at: NOON, more: { text: undefined, attachments } })
    await desk.hear(...inOrder([post, textFrom({ mid: 'm_1', at: NOON + 60_000, text: 'Is this still on?' })]))
    expect(await tickets(desk)).toMatchObject([{ status: 'new', unanswered_count: 1 }])
    expect(await lines(desk)).toMatchObject([
      { line: 'our-message', parts: [{ kind: 'template', title: 'Spring sale on tyres' }] },
      { text: 'Is this still on?' },
    ])
  },
)

test('B07: while the person has not written there is no ticket', async () => {
  const desk = await openIntakeDesk()
  await desk.hear(echoTo({ mid: 'e_1', at: NOON }))
  expect(await tickets(desk)).toEqual([])
  expect(await events(desk)).toEqual([])
})

test('a reaction on our answer opens the window, waits for no answer, and the screens hear of it', async () => {
  const desk = await openIntakeDesk()
  await desk.hear(textFrom({ mid: 'm_1', at: NOON }))
  await writeOwnReply(desk, { at: new Date(NOON + 1000), state: 'sent', externalId: 'own_1' })
  await desk.hear(echoTo({ mid: 'own_1', at: NOON + 1000 }))
  const before = (await events(desk)).length
  await desk.hear(did(5000, { reaction: { mid: 'own_1', action: 'react', emoji: '❤', reaction: 'love' } }))
  expect((await events(desk)).slice(before)).toEqual(['entry.changed'])
  expect((await lines(desk))[1]).toMatchObject({ line: 'our-message', reactions: [{ by: '7001', name: 'love' }] })
  expect(await tickets(desk)).toMatchObject([{ unanswered_count: 0 }])
  expect(await conversation(desk)).toMatchObject({ window_reason: 'reaction', window_opens_at: new Date(NOON + 5000) })
})

test.each(ORDERS)('told %s, an answer quotes the message that it answers', async (_how, inOrder) => {
  const desk = await openIntakeDesk()
  await desk.hear(
    ...inOrder([said(0, { mid: 'm_1', text: 'Which one?' }), said(1000, { mid: 'm_2', text: 'This one', reply_to: { mid: 'm_1' } })]),
  )
  const [question, answer] = await lines(desk)
  expect(answer).toMatchObject({ quote: { message: { id: question?.id, authorKind: 'client', text: 'Which one?' } } })
})

test.each(ORDERS)(
  'told %s, what is not understood stands in the conversation of its person, though that begins later',
  async (_how, inOrder) => {
    const desk = await openIntakeDesk()
    await desk.hear(...inOrder([did(0, { game_play: { game_id: '5' } }), said(1000, { mid: 'm_1', text: 'Did you see?' })]))
    expect(await lines(desk)).toMatchObject([{ line: 'not-understood', label: 'game play' }, { line: 'customer-message' }])
  },
)

test('parts of news that are not understood are kept for each person and each moment', async () => {
  const desk = await openIntakeDesk()
  const edit = (person: string, at: number) => {
    const message_edit = { mid: `m_${person}`, text: `words ${at}`, num_edit: 1 }
    return pageDelivery({ sender: { id: person }, recipient: { id: PAGE }, timestamp: NOON + at, message_edit, mood: 'cheerful' })
  }
  await desk.hear(edit('7001', 1000), edit('7001', 2000), edit('7002', 1000), { ...edit('7002', 1000), again: true })
  const pieces = await desk.desk.db
    .selectFrom('not_understood')
    .select(['label', 'subject_key', 'occurred_at'])
    .where('label', '=', 'mood')
    .orderBy('subject_key')
    .orderBy('occurred_at')
    .execute()
  expect(pieces.map(({ subject_key, occurred_at }) => [subject_key, occurred_at.getTime() - NOON])).toEqual([
    ['direct:7001', 1000],
    ['direct:7001', 2000],
    ['direct:7002', 1000],
  ])
})

test.each(ORDERS)('told %s, what has no moment of its own and comes twice is of the earlier envelope', async (_how, inOrder) => {
  const desk = await openIntakeDesk()
  const linked = (more: object) => ({ ...person, account_linking: { status: 'linked', ...more } })
  const items = [{ ...person, game_play: {} }, linked({}), linked({ since: 1 }), linked({ since: 2 })]
  const envelope = (time: number, messaging: readonly object[]) => ({ object: 'page', entry: [{ id: PAGE, time, messaging }] })
  await desk.hear(
    ...inOrder([envelope(NOON, items), envelope(NOON + 1000, items), ...items.map((item, n) => envelope(NOON + 2000 + n, [item]))]),
  )
  const { db } = desk.desk
  expect(await db.selectFrom('notes').select(['what', 'rest', 'occurred_at as at']).execute()).toEqual([
    { what: 'account-linked', rest: { since: 2 }, at: new Date(NOON) },
  ])
  expect(await db.selectFrom('not_understood').select(['label', 'occurred_at as at']).execute()).toEqual([
    { label: 'game play', at: new Date(NOON) },
  ])
})

test.each(ORDERS)('told %s, a ticket began with the first thing that the customer wrote in it', async (_how, inOrder) => {
  const desk = await openIntakeDesk()
  await desk.hear(...inOrder([said(0, { mid: 'm_1', text: 'Hello' }), said(1000, { mid: 'm_2', text: 'Anybody?' })]))
  expect(await tickets(desk)).toMatchObject([{ created_at: new Date(NOON), last_activity_at: new Date(NOON + 1000) }])
})

test.each([
  ['an m.me link with a reference', { referral: { ref: 'spring', source: 'SHORTLINK' } }, 'note.added'],
  ['a reaction to a message that is not heard of', { reaction: { mid: 'm_0', action: 'react', emoji: '👍' } }, 'ticket.changed'],
])('%s opens the window of the ticket in lists, too, and the screens hear of it', async (_what, act, event) => {
  const desk = await openIntakeDesk()
  const since = Date.now() - 3_600_000 - NOON
  await desk.hear(said(since, { mid: 'm_1', text: 'Hello' }))
  const before = (await events(desk)).length
  await desk.hear(did(since + 5000, act))
  expect(await tickets(desk)).toMatchObject([{ deadline_at: new Date(NOON + since + 5000 + DAY_MS) }])
  expect((await events(desk)).slice(before)).toEqual([event])
})

test('a message that is not heard of yet is quoted as such', async () => {
  const desk = await openIntakeDesk()
  await desk.hear(said(0, { mid: 'm_2', text: 'This one', reply_to: { mid: 'm_0' } }))
  expect(await lines(desk)).toMatchObject([{ quote: { message: undefined } }])
})

test('files are noted once, each with its place', async () => {
  const desk = await openIntakeDesk()
  const attachments = [
    { type: 'image', payload: { url: 'https://cdn.example/1.jpg' } },
    { type: 'file', payload: { url: 'https://cdn.example/invoice%20118.pdf' } },
  ]
  await desk.hear(said(0, { mid: 'm_1', attachments }), { ...said(0, { mid: 'm_1', attachments }), again: true })
  expect(await desk.desk.db.selectFrom('attachments').select(['position', 'what', 'name', 'state']).orderBy('position').execute()).toEqual([
    { position: 0, what: 'picture', name: null, state: 'waiting' },
    { position: 1, what: 'file', name: 'invoice 118.pdf', state: 'waiting' },
  ])
  expect((await lines(desk))[0]).toMatchObject({
    files: new Map(
      [
        [0, { what: 'picture' }],
        [1, { what: 'file' }],
      ].map(([k, v]) => [k, expect.objectContaining(v as object)]) as never,
    ),
  })
})

test('another app answers: it is told as such until the conversation is handed over', async () => {
  const desk = await openIntakeDesk()
  const standby = (at: number, item: object) => ({
    object: 'page',
    entry: [{ id: PAGE, time: NOON + at, standby: [{ ...person, timestamp: NOON + at, ...item }] }],
  })
  await desk.hear(standby(0, { message: { mid: 'm_1', text: 'Where is my parcel?' } }))
  const byApp = { sender: { id: PAGE }, recipient: { id: '7001' }, message: { mid: 'e_1', is_echo: true, app_id: 5, text: 'On its way' } }
  await desk.hear(standby(1000, byApp))
  expect(await conversation(desk)).toMatchObject({ owner_is_us: false, owner_app_id: '5', window_opens_at: new Date(NOON) })
  expect(await tickets(desk)).toMatchObject([{ status: 'pending', unanswered_count: 0 }])
  await desk.hear(did(2000, { pass_thread_control: { previous_owner_app_id: '5', new_owner_app_id: '1' } }))
  expect(await conversation(desk)).toMatchObject({ owner_is_us: true })
  expect((await lines(desk)).map(({ line }) => line)).toEqual(['customer-message', 'our-message', 'note'])
})

test('what was told of the Page or of nobody yet is kept and stands in no conversation', async () => {
  const desk = await openIntakeDesk()
  const alone = (item: object) => pageDelivery({ recipient: { id: PAGE }, timestamp: NOON, ...item })
  await desk.hear(alone({ policy_enforcement: { action: 'warning', reason: 'x' } }), alone({ optin: { ref: 'n', user_ref: 'u' } }))
  const notes = await desk.desk.db.selectFrom('notes').select(['what', 'conversation_id']).orderBy('what').execute()
  expect(notes).toEqual([
    { what: 'opt-in', conversation_id: null },
    { what: 'policy', conversation_id: null },
  ])
  expect(await tickets(desk)).toEqual([])
})

test.each(ORDERS)(
  'told %s, a channel is blocked by Facebook since and until when it was, and no new key ends that',
  async (_how, inOrder) => {
    const desk = await openIntakeDesk()
    const told = (at: number, action: string, reason?: string) =>
      pageDelivery({ recipient: { id: PAGE }, timestamp: NOON + at, policy_enforcement: { action, reason } })
    const bodies = [told(0, 'warning', 'Reports'), told(1000, 'block', 'Spam'), told(2000, 'unblock'), told(3000, 'block', 'More spam')]
    await desk.hear(...inOrder(bodies), ...bodies.map((body) => ({ ...body, again: true })))
    const problems = async () =>
      (await desk.desk.db.selectFrom('channel_problems').select(['kind', 'detail', 'since', 'mended_at']).orderBy('since').execute()).map(
        ({ kind, detail, since, mended_at: mendedAt }) => [kind, detail, since.getTime() - NOON, mendedAt && mendedAt.getTime() - NOON],
      )
    const found = [
      ['warned', { reason: 'Reports' }, 0, 0],
      ['sending-blocked', { reason: 'Spam' }, 1000, 2000],
      ['sending-blocked', { reason: 'More spam' }, 3000, null],
    ]
    expect(await problems()).toEqual(found)
    expect((await events(desk)).filter((type) => type === 'channel.changed')).not.toEqual([])
    const { id } = await desk.desk.db.selectFrom('channels').select('id').executeTakeFirstOrThrow()
    await desk.desk.db
      .transaction()
      .execute((tx) =>
        replaceProblems(tx, { workspaceId: desk.workspaceId, channelId: id as ChannelId }, { problems: [], at: new Date(NOON + 4000) }),
      )
    expect(await problems()).toEqual(found)
  },
)

test('a note after a ticket was closed stands in the next one', async () => {
  const desk = await openIntakeDesk()
  await desk.hear(textFrom({ mid: 'm_1', at: NOON }))
  await desk.desk.db
    .updateTable('tickets')
    .set({ status: 'closed', decided_status: 'closed', closed_at: new Date(NOON + 1000), decided_at: new Date(NOON + 1000) })
    .execute()
  await desk.hear(did(2000, { referral: { ref: 'spring', source: 'SHORTLINK' } }), textFrom({ mid: 'm_2', at: NOON + 3000 }))
  const [first, second] = await tickets(desk)
  const linesOf = async (id: string | undefined) =>
    (await newestLines(desk.desk.db, desk.workspaceId, { ticketId: id as TicketId, limit: 9, before: undefined })).map(({ line }) => line)
  expect([await linesOf(first?.id), await linesOf(second?.id)]).toEqual([['customer-message'], ['customer-message', 'note']])
})
