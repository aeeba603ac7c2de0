import { expect, onTestFinished, test } from 'vitest'
import { JsonText } from '#storage/json-text.ts'
import { createAsideReader, ReadingThreadError } from './read-aside.ts'
import { read, type Reading } from './read.ts'

const NUMBERS = Array.from({ length: 500_000 }, (_, index) => index % 10).join(',')

/** A change that nobody understands, with one number too long for JavaScript: every number beside it is looked at. */
function largeBody(): Buffer {
  return Buffer.from(
    `{"object":"page","entry":[{"id":"1","changes":[{"field":"x","value":{"id":12345678901234567890,"n":[${NUMBERS}]}}]}]}`,
  )
}

function openReader(timeoutMs?: number) {
  const reader = createAsideReader({ askers: 3, ...(timeoutMs === undefined ? {} : { timeoutMs }) })
  onTestFinished(reader.close)
  return reader
}

/** As the database will have it. */
function plain(reading: Reading): unknown {
  return JSON.parse(JSON.stringify(reading, (_key, value: unknown) => (value instanceof JsonText ? JSON.parse(value.json) : value)))
}

test('R10: a large body is read as a small one would be, and what is kept of it stays text', async () => {
  const body = largeBody()
  const reading = await openReader().read(body)
  const item = reading.kind === 'understood' ? reading.facts[0]?.piece.item : undefined
  const here = read(body)
  expect(item).toBeInstanceOf(JsonText)
  expect((item as JsonText).json).toBe(here.kind === 'understood' ? JSON.stringify(here.facts[0]?.piece.item) : '')
})

test('R10: a body full of messages crosses with its times', async () => {
  const messaging = Array.from({ length: 1000 }, (_, index) => ({
    sender: { id: String(index + 10) },
    recipient: { id: '1' },
    timestamp: 1_790_000_000_000,
    message: { mid: `m_${index}`, text: 'words of a customer' },
  }))
  const body = Buffer.from(JSON.stringify({ object: 'page', entry: [{ id: '1', time: 1_790_000_000_000, messaging }] }))
  const reading = await openReader().read(body)
  expect(plain(reading)).toEqual(plain(read(body)))
  expect(reading.kind === 'understood' && reading.facts[0]?.act === 'added' && reading.facts[0].time.own).toEqual(
    new Date(1_790_000_000_000),
  )
})

test('R10: others have their turn while a large body is read', async () => {
  let turns = 0
  const counting = setInterval(() => (turns += 1), 1)
  onTestFinished(() => clearInterval(counting))
  await openReader().read(largeBody())
  expect(turns).toBeGreaterThan(10)
})

test('R10: large bodies at the same time are read one after the other', async () => {
  const reader = openReader()
  const readings = await Promise.all([reader.read(largeBody()), reader.read(largeBody()), reader.read(largeBody())])
  expect(readings.map(({ kind }) => kind)).toEqual(['understood', 'understood', 'understood'])
})

test('R10: a thread that takes too long is ended and told of, and the next body has a new one', async () => {
  const reader = openReader(1)
  await expect(reader.read(largeBody())).rejects.toThrow(ReadingThreadError)
  await expect(reader.read(largeBody())).rejects.toThrow(ReadingThreadError)
  expect((await reader.read(Buffer.from('{}'))).kind).toBe('understood')
})

test('R10: a large body that is no JSON is unreadable, as a small one', async () => {
  expect(await openReader().read(Buffer.alloc(100_000, '['))).toEqual({ kind: 'unreadable', reason: 'nested deeper than 100 levels' })
})
