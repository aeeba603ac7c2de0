import { expect, test } from 'vitest'
import { GONE_REASONS, REFUSED_REASONS, WAITING_REASONS } from '#domain/files/attachment.ts'
import type { FilePart } from '../../api/types.ts'
import { clockTime } from '../../ui/format-time.ts'
import { factsOf, fileName, lengthOf, sizeOf, troubleWords, typeNameOf } from './file-words.ts'

const FILE: FilePart = {
  part: 'file',
  id: '01890000-0000-7000-8000-000000000000',
  what: 'file',
  name: 'contract.pdf',
  type: 'application/pdf',
  size: 1_234_567,
  width: null,
  height: null,
  durationMs: null,
  state: 'kept',
  reason: null,
  tries: 1,
  nextTryAt: null,
  url: '/api/v1/files/01890000-0000-7000-8000-000000000000',
  previewUrl: null,
}

test.each([
  [400, '0:00'],
  [9_400, '0:09'],
  [41_000, '0:41'],
  [127_000, '2:07'],
  [3_727_000, '1:02:07'],
])('%i ms are %s long', (ms, words) => {
  expect(lengthOf(ms)).toBe(words)
})

test.each([
  [1, '1 byte'],
  [999, '999 bytes'],
  [410_400, '410 kB'],
  [999_600, '1 MB'],
  [1_240_000, '1.2 MB'],
  [25_000_000, '25 MB'],
])('%i bytes are told as %s', (bytes, words) => {
  expect(sizeOf(bytes)).toBe(words)
})

test.each([
  ['application/pdf', 'PDF'],
  ['image/jpeg', 'JPEG'],
  ['audio/amr', 'AMR'],
  ['application/x-msdownload', 'Program'],
  ['application/vnd.oasis.opendocument.text', 'File'],
  ['application/constructor', 'File'],
  [null, undefined],
])('a file of %s is called %s', (type, words) => {
  expect(typeNameOf(type)).toBe(words)
})

test('a file is called as it was named, and else what it is', () => {
  expect(fileName(FILE)).toBe('contract.pdf')
  expect(fileName({ name: ' ', what: 'voice' })).toBe('Voice message')
  expect(factsOf(FILE)).toBe('PDF · 1.2 MB')
  expect(factsOf({ type: 'audio/amr', size: null, durationMs: 9000 })).toBe('AMR · 0:09')
})

const now = new Date(2026, 10, 21, 10, 54)
const at = (hours: number, minutes: number, day = 21) => new Date(2026, 10, day, hours, minutes)
const WAITS = { state: 'waiting', reason: 'unreachable' } as const

test.each<[Partial<FilePart>, string]>([
  [{ state: 'waiting' }, 'Downloading…'],
  [{ ...WAITS, nextTryAt: at(11, 4).toISOString() }, `Not downloaded yet: Facebook did not answer. Next try at ${clockTime(at(11, 4))}.`],
  [
    { ...WAITS, tries: 9, nextTryAt: at(1, 0, 22).toISOString() },
    `Not downloaded yet: Facebook did not answer. Tried 9 times. Next try tomorrow ${clockTime(at(1, 0))}.`,
  ],
  [
    { ...WAITS, tries: 2, nextTryAt: at(10, 53).toISOString() },
    'Not downloaded yet: Facebook did not answer. Tried 2 times. Trying again.',
  ],
  [{ ...WAITS, reason: 'moon', nextTryAt: at(10, 53).toISOString() }, 'Not downloaded yet: something went wrong. Trying again.'],
  [
    { state: 'waiting', reason: 'storage-full', nextTryAt: at(11, 4).toISOString() },
    'Waiting: this desk’s storage is full. Administrators know. The message itself is complete.',
  ],
  [{ state: 'refused', reason: 'too-large' }, 'Not kept: files can have up to 25 MB.'],
  [{ state: 'refused', reason: 'too-many-pixels' }, 'Not shown. It has too many pixels to open safely.'],
  [{ state: 'refused', reason: 'packed' }, 'Blocked. It came packed in a way that Pagedesk does not open.'],
  [{ state: 'refused', reason: 'constructor' }, 'Blocked. It did not look safe to keep.'],
  [
    { state: 'gone', reason: 'address-dead' },
    'No longer available. Facebook stopped giving it out before it could be downloaded. Ask Noor to send it again.',
  ],
  [{ state: 'gone', reason: 'no-address' }, 'Not available. Facebook told of it, but not where it is. Ask Noor to send it again.'],
  [{ state: 'gone', reason: 'never-answered' }, 'Not available. For two weeks it could not be downloaded. Ask Noor to send it again.'],
  [{ state: 'gone', reason: 'no-copy' }, 'Not available. This desk has no copy of it. Ask Noor to send it again.'],
])('a file that is not there says why: %j', (trouble, words) => {
  const told = troubleWords({ ...FILE, ...trouble }, 'Noor', now)
  expect([told.strong, told.words].filter((part) => part !== undefined).join(' ')).toBe(words)
})

test('every reason has words of its own', () => {
  const words = (state: FilePart['state'], reasons: readonly string[]) =>
    reasons.map((reason) => troubleWords({ ...FILE, state, reason }, undefined, now).words)
  const all = [...words('waiting', WAITING_REASONS), ...words('refused', REFUSED_REASONS), ...words('gone', GONE_REASONS)]
  expect(new Set(all).size).toBe(all.length)
  expect(all.filter((each) => /something went wrong|did not look safe|^No longer available\.$/u.test(each))).toEqual([])
})
