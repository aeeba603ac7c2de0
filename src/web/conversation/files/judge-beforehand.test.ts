import { expect, test } from 'vitest'
import { MESSAGE_FILES, ONE_PICTURE } from '#domain/files/outgoing-file.ts'
import { judgeBeforehand } from './judge-beforehand.ts'

test.each([
  ['a picture', { name: 'oak.png', type: 'image/png', size: 10 }, undefined],
  ['a film', { name: 'a.mp4', type: 'video/mp4', size: 10 }, '“a.mp4” can’t be sent here. Facebook takes JPEG, PNG or GIF, up to 10 MB.'],
  ['too much', { name: 'oak.png', type: 'image/png', size: 10_000_001 }, '“oak.png” is too large: 10.1 MB. Pictures can have up to 10 MB.'],
  ['nothing', { name: 'oak.png', type: 'image/png', size: 0 }, '“oak.png” is empty: there is nothing in it.'],
])('under a comment %s is judged before a byte is sent', (_what, file, refusal) => {
  expect(judgeBeforehand(ONE_PICTURE, file).refusal).toBe(refusal)
})

test.each([
  ['IMG_2214.jpg', 'image/jpeg', 3_400_000, { what: 'picture', refusal: undefined }],
  ['walk-through.mp4', 'video/mp4', 25_000_000, { what: 'video', refusal: undefined }],
  ['song.mp3', 'audio/mpeg', 900, { what: 'audio', refusal: undefined }],
  ['plan.pdf', 'application/pdf', 640_000, { what: 'file', refusal: undefined }],
  ['of no known kind', '', 640_000, { what: 'file', refusal: undefined }],
  [
    'whole-day.mov',
    'video/quicktime',
    48_000_000,
    { what: 'video', refusal: '“whole-day.mov” is too large: 48 MB. Videos can have up to 25 MB.' },
  ],
  ['setup.exe', 'application/x-msdownload', 900, { what: 'file', refusal: '“setup.exe” is a program. Programs can’t be sent.' }],
  ['update.BAT', '', 900, { what: 'file', refusal: '“update.BAT” is a program. Programs can’t be sent.' }],
])('B39: in private %s of type “%s” with %d bytes is named with its limit', (name, type, size, judged) => {
  expect(judgeBeforehand(MESSAGE_FILES, { name, type, size })).toEqual(judged)
})
