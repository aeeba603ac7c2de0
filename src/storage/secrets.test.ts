import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { channelKeyContext, createSealer, UnsealError } from './secrets.ts'

const key = randomBytes(32)
const here = channelKeyContext({ workspaceId: 'w1', id: 'c1' })

test('a sealed secret opens again and does not stand in the bytes', () => {
  const sealed = createSealer(key).seal('EAAG-page-key', here)
  expect(sealed.includes('EAAG')).toBe(false)
  expect(createSealer(key).open(sealed, here)).toBe('EAAG-page-key')
})

test('the same secret is never sealed to the same bytes', () => {
  const sealer = createSealer(key)
  expect(sealer.seal('secret', here).equals(sealer.seal('secret', here))).toBe(false)
})

test.each([
  ['another channel', { workspaceId: 'w1', id: 'c2' }],
  ['another workspace', { workspaceId: 'w2', id: 'c1' }],
])('a key moved to the row of %s does not open', (_where, channel) => {
  const sealed = createSealer(key).seal('secret', here)
  expect(() => createSealer(key).open(sealed, channelKeyContext(channel))).toThrow(UnsealError)
})

test('another encryption key, a changed byte and a cut row do not open', () => {
  const sealed = createSealer(key).seal('secret', here)
  const changed = Buffer.from(sealed)
  changed.writeUInt8(changed.readUInt8(changed.length - 1) ^ 1, changed.length - 1)
  expect(() => createSealer(randomBytes(32)).open(sealed, here)).toThrow(UnsealError)
  expect(() => createSealer(key).open(changed, here)).toThrow(UnsealError)
  expect(() => createSealer(key).open(sealed.subarray(0, 20), here)).toThrow(UnsealError)
})

test('a key of the wrong length is refused at once', () => {
  expect(() => createSealer(randomBytes(16))).toThrow('32 bytes')
})
