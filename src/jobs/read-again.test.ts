import { expect, test } from 'vitest'
import type { Fact } from '#domain/facts/fact.ts'
import { readAgain, readMessageAgain } from '#facebook/reading/read-again.ts'
import { READER_VERSION } from '#facebook/reading/version.ts'
import { openIntakeDesk, pageDelivery, PAGE, textFrom } from '#test/intake-desk.ts'
import { linesOf } from '#test/lines.ts'
import { readAgainByNewer, type NewerReader } from './read-again.ts'

const NOON = Date.UTC(2026, 10, 20, 12)

/** As the next version may be: it knows games that are played and appointments, and all else like this one. */
const newer: NewerReader = {
  version: READER_VERSION + 1,
  read: (piece) => readAgain(piece).map((fact): Fact => (fact.act === 'not-understood' ? withGame(fact) : fact)),
  readMessage: (message) => readMessageAgain(message).map(withAppointment),
}

function withGame(fact: Extract<Fact, { act: 'not-understood' }>): Fact {
  const { channel, time, piece, subject } = fact
  if (fact.label !== 'game play' || !subject) {
    return fact
  }
  const reaction = { name: 'wow', emoji: undefined }
  return { channel, time, piece, act: 'reacted', thing: 'message', externalId: 'm_1', subject, by: '7001', reaction }
}

function withAppointment(fact: Fact): Fact {
  if (fact.act !== 'added' || fact.content.unread?.label !== 'attachment: appointment_booking') {
    return fact
  }
  const parts = [...fact.content.parts, { kind: 'link', title: 'Appointment' } as const]
  return { ...fact, content: { ...fact.content, parts, unread: undefined } }
}

const parties = { sender: { id: '7001' }, recipient: { id: PAGE } }
const game = pageDelivery({ ...parties, timestamp: NOON + 1000, game_play: { game_id: '5' } })
const lead = pageDelivery({ ...parties, timestamp: NOON + 2000, lead: { ref: 'x' } })

async function openDeskWithPieces() {
  const intake = await openIntakeDesk()
  await intake.hear(textFrom({ mid: 'm_1', at: NOON }), game, lead)
  const failures: unknown[] = []
  return {
    ...intake,
    failures,
    readAgain: (reader?: NewerReader) => readAgainByNewer(intake.desk, (error) => failures.push(error), reader),
    pieces: () => intake.desk.db.selectFrom('not_understood').select(['label', 'reader', 'understood_at']).orderBy('label').execute(),
  }
}

test('what a newer reader knows is taken in by itself, and what it does not know waits for the next', async () => {
  const { channelId, desk, readAgain: again, pieces, failures } = await openDeskWithPieces()
  const told = () => desk.db.selectFrom('events').select('payload').where('type', '=', 'not-understood.changed').execute()
  const before = await told()
  const { id: lineId } = await desk.db.selectFrom('not_understood').select('id').where('label', '=', 'game play').executeTakeFirstOrThrow()
  const { id: ticketId } = await desk.db.selectFrom('tickets').select('id').executeTakeFirstOrThrow()
  await again(newer)
  expect((await told()).slice(before.length)).toEqual([{ payload: { channelId } }])
  const gone = await desk.db.selectFrom('events').select(['ticket_id', 'payload']).where('type', '=', 'piece.understood').execute()
  expect(gone).toEqual([{ ticket_id: ticketId, payload: { lineId } }])
  await again(newer)
  expect(await told()).toHaveLength(before.length + 1)
  expect(failures).toEqual([])
  expect((await linesOf(desk.db))[0]).toMatchObject({
    reactions: { '7001': { value: { name: 'wow' }, at: new Date(NOON + 1000).toISOString() } },
  })
  expect(await pieces()).toEqual([
    { label: 'game play', reader: newer.version, understood_at: expect.any(Date) },
    { label: 'lead', reader: newer.version, understood_at: null },
  ])
})

test('the reader that kept a piece does not read it again', async () => {
  const { readAgain: again, pieces } = await openDeskWithPieces()
  const before = await pieces()
  await again()
  expect(await pieces()).toEqual(before)
})

test('while the extension is switched off, pieces wait', async () => {
  const { desk, readAgain: again, pieces } = await openDeskWithPieces()
  await desk.db.updateTable('extensions').set({ enabled_at: null }).execute()
  await again(newer)
  expect((await pieces()).map(({ reader }) => reader)).toEqual([READER_VERSION, READER_VERSION])
  await desk.db.updateTable('extensions').set({ enabled_at: new Date() }).execute()
  await again(newer)
  expect((await pieces()).map(({ reader }) => reader)).toEqual([newer.version, newer.version])
})

test('a piece at which the newer reader fails is told, left as it is, and holds back nobody', async () => {
  const { desk, readAgain: again, pieces, failures } = await openDeskWithPieces()
  const fault = new Error('not this one')
  await again({
    ...newer,
    read: (piece) => {
      if (JSON.stringify(piece.item).includes('lead')) {
        throw fault
      }
      return newer.read(piece)
    },
  })
  expect(failures).toEqual([fault])
  expect(await pieces()).toMatchObject([
    { label: 'game play', reader: newer.version, understood_at: expect.any(Date) },
    { label: 'lead', reader: newer.version, understood_at: null },
  ])
  expect((await linesOf(desk.db))[0]).toMatchObject({ reactions: { '7001': { value: { name: 'wow' } } } })
})

test('a piece is read again as it stood: in its list, in its envelope, or around all of them', async () => {
  const { hear, desk, readAgain: again } = await openDeskWithPieces()
  const standby = { ...parties, timestamp: NOON + 3000, message_request: 'accept' }
  const change = { field: 'feed', value: { item: 'poll', verb: 'add', post_id: '1_2' } }
  await hear({ object: 'page', entry: [{ id: PAGE, time: NOON, standby: [standby], changes: [change], hop_context: [{ app_id: 1 }] }] })
  const labels = new Map<string, string[]>()
  await again({
    ...newer,
    read: (piece) => {
      const facts = readAgain(piece)
      labels.set(
        piece.id,
        facts.map((fact) => (fact.act === 'not-understood' ? fact.label : fact.act)),
      )
      return facts
    },
  })
  const kept = await desk.db.selectFrom('not_understood').select(['id', 'label']).execute()
  expect(kept).toHaveLength(5)
  expect(kept.map(({ id, label }) => [label, labels.get(id)])).toEqual(kept.map(({ label }) => [label, [label]]))
})

test('a message of which a part was not understood says all of it, in its place and under its name', async () => {
  const { hear, desk, readAgain: again } = await openDeskWithPieces()
  const appointment = { type: 'appointment_booking', payload: { appointment_id: '31' } }
  const booked = { mid: 'm_2', text: 'Yes', attachments: [appointment, { type: 'image' }], reply_to: { mid: 'm_1' } }
  const unnamed = { text: 'No', attachments: [appointment] }
  const elsewhere = { mid: 'm_4', text: 'Fine', is_echo: true, app_id: 5, coupon: {} }
  await hear(
    pageDelivery({ ...parties, timestamp: NOON + 3000, message: booked }),
    pageDelivery({ ...parties, timestamp: NOON + 4000, message: unnamed }),
    pageDelivery({ sender: { id: PAGE }, recipient: { id: '7001' }, timestamp: NOON + 5000, message: elsewhere }),
    pageDelivery({ ...parties, timestamp: NOON + 6000, postback: { title: 'Start', payload: 'GS', coupon: {} } }),
  )
  const before = await linesOf(desk.db)
  const shapeOf = (lines: typeof before) =>
    lines.map(({ id, external_id, author_kind, occurred_at }) => [id, external_id, author_kind, occurred_at])
  await again(newer)
  const after = await linesOf(desk.db)
  expect(shapeOf(after)).toEqual(shapeOf(before))
  expect(after.map(({ text, detail: { label } }) => [text, label])).toEqual([
    ['words of m_1', undefined],
    ['Yes', undefined],
    ['No', undefined],
    ['Fine', 'coupon'],
    ['Start', 'coupon'],
  ])
  // What was understood before stays, and what is new stands beside it.
  expect(after[1]).toMatchObject({ replies_to: 'm_1', content: { parts: [{ what: 'picture' }, { title: 'Appointment' }] } })
  expect(after[4]).toMatchObject({ content: { parts: [{ kind: 'tap', payload: 'GS' }] } })
  expect(after.slice(3).map(({ unread }) => unread)).toMatchObject([{ reader: newer.version }, { reader: newer.version }])
  const { unanswered_count } = await desk.db.selectFrom('tickets').select('unanswered_count').executeTakeFirstOrThrow()
  expect(unanswered_count).toBe(1)
})
