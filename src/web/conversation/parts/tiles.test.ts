import { expect, test } from 'vitest'
import type { FilePart } from '../../api/types.ts'
import { isShownPicture, tilesOf } from './tiles.ts'

const PICTURE: FilePart = {
  part: 'file',
  id: '01890000-0000-7000-8000-000000000000',
  what: 'picture',
  name: null,
  type: 'image/jpeg',
  size: 300_000,
  width: 800,
  height: 600,
  durationMs: null,
  state: 'kept',
  reason: null,
  tries: 1,
  nextTryAt: null,
  url: '/api/v1/files/01890000-0000-7000-8000-000000000000',
  previewUrl: null,
}

test.each([
  [1, 1, 0],
  [4, 4, 0],
  [5, 4, 1],
  [7, 4, 3],
])('of %i pictures %i have a tile, and %i more are told', (count, tiles, more) => {
  const { shown, more: untold } = tilesOf(Array.from({ length: count }, () => PICTURE))
  expect([shown.length, untold]).toEqual([tiles, more])
})

test.each<[string, Partial<FilePart>, boolean]>([
  ['a kept picture', {}, true],
  ['a picture with a smaller one', { type: 'image/heic', previewUrl: '/api/v1/files/1?size=preview' }, true],
  ['a picture that no browser knows', { type: 'image/heic' }, false],
  ['a drawing that could hold a program', { type: 'image/svg+xml' }, false],
  ['a program that is named as a picture', { type: 'application/x-msdownload' }, false],
  ['a picture that is on its way', { state: 'waiting', url: null }, false],
  ['a file that is a picture', { what: 'file' }, false],
])('%s is shown as a picture: %s', (_what, told, isShown) => {
  expect(isShownPicture({ ...PICTURE, ...told })).toBe(isShown)
})
