import { expect, test } from 'vitest'
import { fileVerdict, ONE_PICTURE } from './outgoing-file.ts'

test.each([
  ['a photo', { type: 'image/jpeg', size: 4_000_000 }, 'fits'],
  ['as large as may be', { type: 'image/png', size: 10_000_000 }, 'fits'],
  ['a byte more', { type: 'image/png', size: 10_000_001 }, 'too-large'],
  ['a drawing that runs programs', { type: 'image/svg+xml', size: 900 }, 'other-type'],
  ['what nobody knows', { type: 'application/octet-stream', size: 900 }, 'other-type'],
  ['a name of the language', { type: 'constructor', size: 900 }, 'other-type'],
])('%s: %j is told as %s', (_what, file, verdict) => {
  expect(fileVerdict(ONE_PICTURE, file)).toBe(verdict)
})
