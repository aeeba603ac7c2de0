import { expect, test } from 'vitest'
import { fileVerdict, MESSAGE_FILES, ONE_PICTURE } from './outgoing-file.ts'

test.each([
  ['a photo', { type: 'image/jpeg', size: 4_000_000 }, 'fits'],
  ['as large as may be', { type: 'image/png', size: 10_000_000 }, 'fits'],
  ['a byte more', { type: 'image/png', size: 10_000_001 }, 'too-large'],
  ['a drawing that runs programs', { type: 'image/svg+xml', size: 900 }, 'other-type'],
  ['what nobody knows', { type: 'application/octet-stream', size: 900 }, 'other-type'],
  ['a name of the language', { type: 'constructor', size: 900 }, 'other-type'],
])('%s: %j is told as %s', (_what, file, verdict) => {
  expect(fileVerdict(ONE_PICTURE, file).kind).toBe(verdict)
})

test.each([
  ['a picture of 8 MB', { type: 'image/png', size: 8_000_000 }, { kind: 'fits', what: 'picture' }],
  ['a byte more', { type: 'image/png', size: 8_000_001 }, { kind: 'too-large', what: 'picture', maxBytes: 8_000_000 }],
  ['a film of 25 MB', { type: 'video/mp4', size: 25_000_000 }, { kind: 'fits', what: 'video' }],
  ['a byte more of film', { type: 'video/mp4', size: 25_000_001 }, { kind: 'too-large', what: 'video', maxBytes: 25_000_000 }],
  ['a sound', { type: 'audio/mpeg', size: 9 }, { kind: 'fits', what: 'audio' }],
  ['what is shown nowhere as a picture', { type: 'image/heic', size: 9 }, { kind: 'fits', what: 'file' }],
  ['a document', { type: 'application/pdf', size: 9 }, { kind: 'fits', what: 'file' }],
  ['a program by its content', { type: 'application/x-msdownload', size: 9, name: 'plan.pdf' }, { kind: 'program' }],
  ['a program by its ending', { type: 'application/octet-stream', size: 9, name: 'plan.pdf.EXE ' }, { kind: 'program' }],
  ['a picture that is only called so', { type: 'image/png', size: 9, name: 'oak.exe' }, { kind: 'fits', what: 'picture' }],
])('in private %s: %j is told as %j', (_what, file, verdict) => {
  expect(fileVerdict(MESSAGE_FILES, file)).toEqual(verdict)
})
