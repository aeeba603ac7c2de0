import { expect, test } from 'vitest'
import { isPlayed, isShownInPlace, isShownPicture } from './media-type.ts'

test.each(['image/jpeg', 'image/png', 'image/gif', 'image/webp', 'image/avif', 'video/mp4', 'audio/mpeg', 'audio/x-m4a'])(
  '%s is shown in its place',
  (type) => expect(isShownInPlace(type)).toBe(true),
)

test.each([
  'image/svg+xml',
  'text/html',
  'application/xhtml+xml',
  'application/pdf',
  'text/javascript',
  'application/zip',
  'image/heic',
  '',
])('what says %s is only saved', (type) => expect(isShownInPlace(type)).toBe(false))

test('films and sounds are played and are no pictures', () => {
  expect([isPlayed('video/mp4'), isShownPicture('video/mp4')]).toEqual([true, false])
  expect([isPlayed('image/png'), isShownPicture('image/png')]).toEqual([false, true])
})
