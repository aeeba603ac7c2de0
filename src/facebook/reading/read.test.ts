import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { nameOf } from '#domain/facts/names.ts'
import { read } from './read.ts'
import { READER_VERSION } from './version.ts'

const PAGE = '1067280970047460'
const PERSON = '9007199254740993001'
const AT = 1_790_000_000_000

function readJson(body: unknown) {
  const reading = read(Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)))
  if (reading.kind === 'unreadable') {
    throw new Error(reading.reason)
  }
  return {
    facts: reading.facts.filter(({ act }) => act !== 'not-understood'),
    raw: reading.facts.flatMap((fact) => (fact.act === 'not-understood' ? [fact] : [])),
  }
}

function item(more: Record<string, unknown>, key = 'messaging') {
  return {
    object: 'page',
    entry: [{ id: PAGE, time: AT, [key]: [{ sender: { id: PERSON }, recipient: { id: PAGE }, timestamp: AT, ...more }] }],
  }
}

const CHANNEL = { kind: 'facebook', externalId: PAGE }
const subject = { kind: 'direct', personId: PERSON }
const client = { kind: 'client' }
const added = { act: 'added', thing: 'message', author: client }

test.each([26390203743090, 263902037430900, '26390203743090', '263902037430900'])(
  'B22: an echo of the app %s was written in Business Suite',
  (appId) => {
    const message = { mid: 'm_1', text: 'yes', is_echo: true, app_id: appId }
    const { facts } = readJson(item({ sender: { id: PAGE }, recipient: { id: PERSON }, message }))
    expect(facts).toMatchObject([{ act: 'added', author: { kind: 'page', appId: String(appId), appName: 'Meta Business Suite' } }])
  },
)

test.each<[string, Record<string, unknown>, Record<string, unknown>]>([
  [
    'a text',
    { message: { mid: 'm_1', text: 'hi' } },
    { ...added, externalId: 'm_1', opens: 'message', content: expect.objectContaining({ text: 'hi', parts: [], unread: undefined }) },
  ],
  [
    'words beside what nobody knows',
    { message: { mid: 'm_1', text: 'look', attachments: [{ type: 'coupon' }, { type: 'coupon' }, { type: 'file' }], coupon: 5 } },
    {
      ...added,
      content: expect.objectContaining({
        text: 'look',
        parts: [{ kind: 'file', what: 'file' }],
        unread: {
          label: 'attachment: coupon ×2, coupon',
          raw: { attachments: [{ type: 'coupon' }, { type: 'coupon' }], coupon: 5 },
          reader: READER_VERSION,
        },
      }),
    },
  ],
  [
    'a message without content',
    { message: { mid: 'm_1' } },
    {
      ...added,
      content: expect.objectContaining({ text: '', parts: [], unread: expect.objectContaining({ label: 'message without content' }) }),
    },
  ],
  [
    'a postback',
    { postback: { title: 'Start', payload: 'GS', mid: 'm_2' } },
    { ...added, opens: 'postback', externalId: 'm_2', content: expect.objectContaining({ text: 'Start' }) },
  ],
  ['a delivery with names', { delivery: { mids: ['m_1'], watermark: AT } }, { act: 'delivered', externalIds: ['m_1'], upTo: new Date(AT) }],
  ['a delivery with a watermark only', { delivery: { watermark: AT } }, { act: 'delivered', externalIds: [], upTo: new Date(AT) }],
  ['a read', { read: { watermark: AT } }, { act: 'read', upTo: new Date(AT) }],
])('%s is understood', (_what, more, fact) => {
  const { facts, raw } = readJson(item(more))
  expect(facts).toEqual([expect.objectContaining({ channel: CHANNEL, subject, ...fact })])
  expect(raw).toEqual([])
})

test('an echo has the Page as its sender and tells which app wrote it', () => {
  const message = { mid: 'm_1', text: 'yes', is_echo: true, app_id: 26390203743090, metadata: 'desk:1' }
  const { facts } = readJson({
    object: 'page',
    entry: [{ id: PAGE, time: AT, messaging: [{ sender: { id: PAGE }, recipient: { id: PERSON }, timestamp: AT, message }] }],
  })
  expect(facts).toMatchObject([
    {
      ...added,
      channel: CHANNEL,
      subject,
      author: { kind: 'page', appId: '26390203743090', appName: 'Meta Business Suite', mark: 'desk:1' },
      content: { text: 'yes' },
    },
  ])
})

test.each<[string, unknown, string]>([
  ['a reaction that tells nothing', item({ reaction: { mid: 'm_1', action: 'react' } }), 'reaction'],
  ['a reaction to nothing', item({ reaction: { action: 'unreact' } }), 'reaction removed'],
  ['an edit without words', item({ message_edit: { mid: 'm_1', num_edit: '2' } }), 'message edit'],
  ['an unsent message without a name', item({ message: { is_deleted: 'true' } }), 'message unsent'],
  ['a game', item({ game_play: { game_id: '5' } }), 'game play'],
  ['a read without a watermark', item({ read: { mid: 'm_1' } }), 'read'],
  ['a message of the Page to itself', item({ sender: { id: PAGE }, message: { mid: 'm_1', text: 'x' } }), 'message'],
  ['an item that is a number', { object: 'page', entry: [{ id: PAGE, messaging: [5] }] }, 'item'],
  ['an item of two kinds', item({ message: { mid: 'm', text: 'x' }, read: { watermark: AT } }), 'message, read'],
  ["something unknown in another app's thread", item({ message_request: 'accept' }, 'standby'), 'standby: message request'],
  [
    'a comment',
    { object: 'page', entry: [{ id: PAGE, changes: [{ field: 'feed', value: { item: 'comment', verb: 'add' } }] }] },
    'feed comment add',
  ],
  ['an entry without items', { object: 'page', entry: [{ id: PAGE, time: AT, messaging: [] }] }, 'empty entry'],
  ['an unexpected key of an entry', { object: 'page', entry: [{ id: PAGE, surprise: 1 }] }, 'entry: surprise'],
  ['a list that is none', { object: 'page', entry: [{ id: PAGE, messaging: 'no' }] }, 'entry: messaging'],
  ['another object', { object: 'instagram', entry: [{ id: PAGE, messaging: [] }] }, 'object instagram'],
  ['no entries', { object: 'page', entry: [] }, 'no entries'],
  ['null', null, 'unknown body'],
  ['a list', [1], 'unknown body'],
])('%s is kept raw with a label', (_what, body, label) => {
  const { facts, raw } = readJson(body)
  expect(facts).toEqual([])
  expect(raw.map((piece) => piece.label)).toEqual([label])
})

test('U6: what is not understood tells which message it is about', () => {
  expect(readJson(item({ reaction: { mid: 'm_1', action: 'react' } })).raw).toMatchObject([{ about: 'm_1', subject }])
})

test('what an item says beside what is understood of it is kept', () => {
  const { facts, raw } = readJson(item({ reaction: { mid: 'm_1', action: 'react', emoji: '+', skin: 3 }, hop_context: [{ app_id: 1 }] }))
  expect(facts.map(nameOf)).toEqual(['message.reacted'])
  expect(raw.map(({ label, piece }) => [label, piece.item])).toEqual([
    ['reaction: skin', { reaction: { skin: 3 } }],
    ['hop context', { hop_context: [{ app_id: 1 }] }],
  ])
})

test.each<[string, unknown]>([
  [
    'wrapped in changes of Page 0',
    { object: 'page', entry: [{ id: '0', time: 1775089713, changes: [{ field: 'live_videos', value: { id: '4444444444' } }] }] },
  ],
  [
    'the bare change',
    { field: 'messages', value: { sender: { id: '12334' }, recipient: { id: '23245' }, message: { mid: 'random_mid' } } },
  ],
])('a sample of the dashboard is recognised: %s', (_how, body) => {
  expect(readJson(body).facts).toMatchObject([{ act: 'told-channel', what: 'test' }])
})

test('every item of a batch is read, whatever stands beside it', () => {
  const entries = [item({ message: { mid: 'm_1', text: 'a' } }), item({ foo: 1 }), item({ read: { watermark: AT } })].flatMap(
    ({ entry }) => entry,
  )
  const { facts, raw } = readJson({ object: 'page', entry: [...entries, null] })
  expect(facts.map(nameOf)).toEqual(['message.added', 'receipt.read'])
  expect(raw.map(({ label }) => label)).toEqual(['foo', 'entry'])
})

test('ids beyond 2^53 that come as numbers keep every digit', () => {
  const { facts } = readJson(
    `{"object":"page","entry":[{"id":171999997131834678,"messaging":[{"sender":{"id":9007199254740993},"recipient":{"id":1},"timestamp":${AT},"message":{"mid":"m","text":"12345678901234567890"}}]}]}`,
  )
  expect(facts).toMatchObject([
    {
      channel: { externalId: '171999997131834678' },
      subject: { personId: '9007199254740993' },
      content: { text: '12345678901234567890' },
    },
  ])
})

test.each([
  ['milliseconds', AT],
  ['seconds', AT / 1000],
  ['seconds as text', String(AT / 1000)],
])('a time in %s is the same moment', (_unit, timestamp) => {
  expect(readJson(item({ timestamp, message: { mid: 'm', text: 'x' } })).facts).toMatchObject([{ time: { own: new Date(AT) } }])
})

test.each([0, -5, 5, 'soon', null, 1e300])('%s is not a time', (timestamp) => {
  expect(readJson(item({ timestamp, message: { mid: 'm', text: 'x' } })).facts).toMatchObject([
    { time: { own: undefined, envelope: new Date(AT) } },
  ])
})

test('a message without a name is named after its own bytes', () => {
  const [first, again, other] = ['hi', 'hi', 'ho'].map((text) => readJson(item({ message: { text } })).facts[0])
  expect(first).toMatchObject({ externalId: expect.stringMatching(/^unnamed:[0-9a-f]{64}$/) })
  expect(again).toEqual(first)
  expect(other).not.toEqual(first)
})

test('prototype keys in a body change nothing outside of it', () => {
  const { facts, raw } = readJson(
    '{"object":"page","__proto__":{"polluted":1},"entry":[{"id":"1","messaging":[{"__proto__":{"sender":{"id":"2"}},"constructor":{"name":"x"}}]}]}',
  )
  expect(facts).toEqual([])
  expect(raw).toHaveLength(2)
  expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false)
})

test.each([
  ['cut off', '{"object":"page"'],
  ['empty', ''],
  ['not JSON', '<html>'],
  ['nested very deep', `${'['.repeat(100_000)}${']'.repeat(100_000)}`],
])('a body that is %s is unreadable and crashes nothing', (_what, body) => {
  expect(read(Buffer.from(body)).kind).toBe('unreadable')
})

test('the fixture of a batch for two Pages reads as its notes say', () => {
  const { facts, raw } = readJson(readFileSync(new URL('../fixtures/batch-of-two-pages.json', import.meta.url), 'utf8'))
  expect(facts.map((fact) => `${nameOf(fact)} ${fact.channel?.externalId}`)).toEqual([
    'message.added 1067280970047460',
    'message.added 1067280970047460',
    'receipt.read 2098765432109876',
    'message.reacted 2098765432109876',
    'comment.added 2098765432109876',
  ])
  expect(raw).toEqual([])
})

test('attack 22: of a text of a megabyte the beginning is the message, and the whole is kept beside it', () => {
  const text = `${'🚲'.repeat(9_999)}x${'🚲'.repeat(250_000)}`
  const { facts } = readJson(item({ message: { mid: 'm_1', text } }))
  const content = { text: `${'🚲'.repeat(9_999)}x`, unread: { label: 'text', raw: { text }, reader: READER_VERSION } }
  expect(facts).toMatchObject([{ ...added, content }])
})

test.each([
  ['ten thousand emoji', '👩‍👩‍👧‍👦'.repeat(1_800)],
  ['zalgo', `Z${'\u0335\u0321\u034e'.repeat(6_600)}algo`],
])('attack 22: %s within the bound stand as they are', (_what, text) => {
  const { facts } = readJson(item({ message: { mid: 'm_1', text } }))
  expect(facts).toMatchObject([{ content: { text, unread: undefined } }])
})

test('attack 22: an edit that is too long is cut, and kept whole', () => {
  const text = 'x'.repeat(30_000)
  const { facts, raw } = readJson(item({ message_edit: { mid: 'm_1', text, num_edit: 1 } }))
  expect(facts).toMatchObject([{ act: 'edited', text: 'x'.repeat(20_000) }])
  expect(JSON.stringify(raw)).toContain(text)
})

test.each([
  { type: 'sticker' },
  { type: 'sticker', payload: null },
  { type: 'sticker', payload: { sticker_id: [] } },
  { type: 'image', payload: { sticker_id: 99_999_999_999 } },
  { type: 'hologram', payload: { url: 'https://cdn.example/1' } },
  { type: 5 },
  {},
  null,
  'image',
])('fault 30: of the attachment %j a labelled part or the raw data stays', (attachment) => {
  const [fact] = readJson(item({ message: { mid: 'm_1', text: 'look', attachments: [attachment] } })).facts
  const content = fact?.act === 'added' ? fact.content : undefined
  expect(content?.text).toBe('look')
  const isRead = content?.parts.length === 1 && content.unread === undefined
  expect(isRead || (content?.unread?.label.startsWith('attachment: ') === true && content.unread.raw)).toBeTruthy()
})

test('attack 18: what a stranger calls a file says what it seems to say', () => {
  const attachments = [
    { type: 'file', name: 'invoice\u202efdp.exe', payload: { url: 'https://cdn.example/a' } },
    { type: 'file', payload: { url: 'https://cdn.example/invoice%E2%80%AEfdp.exe' } },
    { type: 'fallback', title: 'Shop\u200b\u2066', payload: { url: 'javascript:alert(1)' } },
    { type: 'file', name: '\u200b', payload: { url: 'https://cdn.example/' } },
  ]
  const [fact] = readJson(item({ message: { mid: 'm_1', attachments } })).facts
  expect(fact?.act === 'added' ? fact.content.parts : []).toMatchObject([
    { name: 'invoice fdp.exe' },
    { name: 'invoice fdp.exe' },
    { kind: 'link', title: 'Shop', url: undefined },
    { name: undefined },
  ])
})

test('attack 22: titles and names are cut to a line', () => {
  const long = 'x'.repeat(1_000_000)
  const attachments = [
    { type: 'file', name: long, payload: { url: 'https://cdn.example/a' } },
    { type: 'fallback', title: long },
    { type: 'template', payload: { title: long, elements: [{ title: long, subtitle: long, buttons: [{ title: long }] }] } },
  ]
  const [fact] = readJson(item({ message: { mid: 'm_1', attachments } })).facts
  expect(fact?.act === 'added' ? JSON.stringify(fact.content.parts).length : 0).toBeLessThan(5_000)
})

test('attack 22: a hundred thousand attachments of as many kinds are named without delay', { timeout: 30_000 }, () => {
  const attachments = Array.from({ length: 100_000 }, (_, place) => ({ type: `kind-${place}` }))
  expect(readJson(item({ message: { mid: 'm_1', attachments } })).facts).toHaveLength(1)
  // Compared each with each they would take minutes.
})
