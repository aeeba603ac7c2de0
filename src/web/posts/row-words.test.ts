import { expect, test } from 'vitest'
import type { FilePart, PostRow } from '../api/types.ts'
import { rowWords, thumbOf } from './row-words.ts'

const file = (what: FilePart['what'], rest: Partial<FilePart> = {}) =>
  ({ part: 'file', id: 'f', what, state: 'kept', type: 'image/png', url: '/f', previewUrl: '/f?preview', ...rest }) as FilePart
const known: Pick<PostRow, 'state' | 'refusal' | 'text' | 'withheld' | 'parts'> = {
  state: 'known',
  refusal: null,
  text: '',
  withheld: false,
  parts: [],
}
const refusal = { reason: 'gone', code: 100, subcode: 33, facebookMessage: '' } as const

test.each([
  [{ text: 'Good morning' }, 'Good morning'],
  [{ parts: [file('picture'), file('picture')] }, '2 pictures'],
  [{ parts: [file('video')] }, 'Video'],
  [{}, 'Post without text'],
  [{ withheld: true }, 'Deleted on Facebook. Only administrators can read what it said.'],
])('a row with %o says %s', (row, words) => {
  expect(rowWords({ ...known, ...row })).toBe(words)
})

test('a post that Facebook does not give says why', () => {
  expect(rowWords({ ...known, state: 'refused', refusal })).toMatch(/^This post is not available to us/u)
})

test('beside the words stands the first picture that can be shown, or what it is', () => {
  expect(thumbOf({ ...known, parts: [file('picture', { state: 'waiting' } as Partial<FilePart>), file('picture')] })).toEqual({
    kind: 'picture',
    url: '/f?preview',
  })
  expect(thumbOf({ ...known, parts: [file('video', { type: 'video/mp4', previewUrl: null })] })).toEqual({ kind: 'video' })
  expect(thumbOf({ ...known, state: 'refused' })).toEqual({ kind: 'gone' })
  expect(thumbOf(known)).toEqual({ kind: 'text' })
})
