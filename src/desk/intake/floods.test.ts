import { expect, test } from 'vitest'
import { readBacklog } from '#storage/deliveries.ts'
import { makeWorkspace, openIntakeDesk, PAGE, textFrom, type IntakeDesk } from '#test/intake-desk.ts'
import { linesOf } from '#test/lines.ts'

const NOON = Date.UTC(2026, 10, 20, 12)
const OTHERS = ['990000000000011', '990000000000012']

async function stored({ desk }: IntakeDesk): Promise<number> {
  return (await desk.db.selectFrom('facebook_deliveries').select('id').execute()).length
}

test(
  'fault 26: a thousand entries for three Pages in one POST are one row, answered before they are read, and split then',
  { timeout: 120_000 },
  async () => {
    const desk = await openIntakeDesk({ isReading: false, workers: 1 })
    const spaces = [desk, await makeWorkspace(desk.desk, OTHERS[0] ?? ''), await makeWorkspace(desk.desk, OTHERS[1] ?? '')]
    const pages = [PAGE, ...OTHERS]
    const entry = Array.from({ length: 1000 }, (_, n) => {
      const page = pages[n % 3] ?? PAGE
      const item = {
        sender: { id: String(n % 30) },
        recipient: { id: page },
        timestamp: NOON + n,
        message: { mid: `m_${n}`, text: 'words' },
      }
      return { id: page, time: NOON + n, messaging: [item] }
    })
    expect(await desk.deliver({ object: 'page', entry })).toBe(200)
    expect([await stored(desk), (await linesOf(desk.desk.db)).length]).toEqual([1, 0])
    await desk.deliver(textFrom({ mid: 'm_after', page: OTHERS[1] ?? '', at: NOON }))
    await (await desk.startReader()).idle()
    const lines = await linesOf(desk.desk.db)
    expect(spaces.map(({ workspaceId }) => lines.filter((line) => line.workspace_id === workspaceId).length)).toEqual([334, 333, 334])
  },
)

test(
  'fault 27: a thousand deliveries in a moment: each is acknowledged, the queue grows, then falls to nothing, none is lost',
  { timeout: 120_000 },
  async () => {
    const desk = await openIntakeDesk({ isReading: false })
    const statuses = await Promise.all(
      Array.from({ length: 1000 }, (_, n) => desk.deliver(textFrom({ person: String(n % 40), mid: `m_${n}`, at: NOON + n }))),
    )
    expect(new Set(statuses)).toEqual(new Set([200]))
    const before = await readBacklog(desk.desk.db)
    expect(Number(before.depth)).toBe(1000)
    expect(before.oldestAgeSeconds).toBeGreaterThan(0)
    await (await desk.startReader()).idle()
    expect(await readBacklog(desk.desk.db)).toMatchObject({ depth: 0, oldestAgeSeconds: 0, setAside: 0 })
    expect(await linesOf(desk.desk.db)).toHaveLength(1000)
  },
)

const POISON: readonly (readonly [string, string])[] = [
  ['null', 'null'],
  ['a list', '[]'],
  ['a word', '"page"'],
  ['a number', '1e400'],
  ['no entries', '{"object":"page"}'],
  ['entries that are none', '{"object":"page","entry":{"id":"1"}}'],
  ['entries of every type', `{"object":"page","entry":[null,5,"x",[],{},{"id":null,"messaging":null},{"id":"${PAGE}","messaging":{}}]}`],
  [
    'items of every type',
    `{"object":"page","entry":[{"id":"${PAGE}","time":"x","messaging":[null,5,"x",[],{}],"standby":[null],"changes":[7]}]}`,
  ],
  ['members of every type', `{"object":"page","entry":[{"id":"${PAGE}","messaging":[${itemsOfEveryType().join(',')}]}]}`],
  [
    'keys of the prototype',
    `{"object":"page","__proto__":{"x":1},"entry":[{"id":"${PAGE}","constructor":{"prototype":{"x":1}},"messaging":[{"__proto__":5}]}]}`,
  ],
  [
    'half of a sign',
    `{"object":"page","entry":[{"id":"${PAGE}","messaging":[{"sender":{"id":"\\ud800"},"message":{"mid":"\\u0000","text":"\\udfff"}}]}]}`,
  ],
  ['nesting without end', `{"object":"page","entry":${'['.repeat(50_000)}${']'.repeat(50_000)}}`],
  ['bytes that are no text', Buffer.from([0x7b, 0xff, 0xfe, 0x7d]).toString('latin1')],
  ['nothing', ''],
]

/** Each member that a reader looks into, as what it never is. */
function itemsOfEveryType(): string[] {
  const members = ['message', 'postback', 'reaction', 'read', 'delivery', 'message_edit', 'referral', 'optin', 'account_linking', 'order']
  const values = [
    'null',
    '5',
    '"x"',
    '[]',
    '{}',
    '{"mid":5}',
    '{"mid":"m","attachments":5}',
    '{"mid":"m","attachments":[null,5,{"type":5,"payload":5}]}',
  ]
  return members.flatMap((member) =>
    values.map((value) => `{"sender":{"id":"7001"},"recipient":{"id":"${PAGE}"},"timestamp":"x","${member}":${value}}`),
  )
}

test(
  'fault 29: whatever a body is, it ends as kept, understood or not, or set aside where it is seen, and its neighbours live',
  { timeout: 120_000 },
  async () => {
    const desk = await openIntakeDesk({ isReading: false, workers: 1 })
    for (const [place, [, body]] of POISON.entries()) {
      expect(await desk.deliver(textFrom({ mid: `good_${place}`, at: NOON + place }))).toBe(200)
      expect(await desk.deliver(body)).toBe(200)
    }
    await (await desk.startReader()).idle()
    const states = await desk.desk.db.selectFrom('facebook_deliveries').select(['state', 'attempts', 'failure']).execute()
    expect(states.filter(({ state, attempts }) => !['read', 'ignored', 'set-aside'].includes(state) || attempts > 0)).toEqual([])
    expect(
      states
        .filter(({ state }) => state === 'set-aside')
        .map(({ failure }) => failure ?? '')
        .toSorted(),
    ).toEqual(['nested deeper than 100 levels', 'not readable as JSON', 'not readable as JSON'])
    const lines = await linesOf(desk.desk.db)
    expect(lines.filter(({ external_id }) => external_id?.startsWith('good_'))).toHaveLength(POISON.length)
  },
)

test.each([-10, 10])('fault 25: with our clock %i minutes off the window ends when Facebook’s does', async (minutes) => {
  const desk = await openIntakeDesk()
  desk.moveClock(minutes * 60_000)
  const at = Date.now()
  await desk.hear(textFrom({ mid: 'm_1', at }), textFrom({ mid: 'm_2', at: at + minutes * 60_000 }))
  const { window_closes_at: closesAt } = await desk.desk.db.selectFrom('conversations').select('window_closes_at').executeTakeFirstOrThrow()
  expect(closesAt).toEqual(new Date(Math.max(at, at + minutes * 60_000) + 24 * 3_600_000))
})
