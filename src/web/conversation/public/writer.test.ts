import { expect, test } from 'vitest'
import { writerOf, writerPrefix } from './writer.ts'

const client = { id: 'c', ownId: 'c', name: 'Nora Quist', pictureUrl: '/p.jpg', isVip: false, externalId: '' }
const by = (name: string | null, isPublic = true) => writerOf({ author: { kind: 'client', id: null, name }, isPublic }, { client })

test('in private it is the client of the ticket', () => {
  expect(by(null, false)).toEqual({ name: 'Nora Quist', firstName: 'Nora', pictureUrl: '/p.jpg' })
})

test('in public it is whoever wrote, by name where Facebook tells it', () => {
  expect(by('Nora Quist')).toEqual({ name: 'Nora Quist', firstName: 'Nora', pictureUrl: '/p.jpg' })
  expect(by('Ola Berg')).toEqual({ name: 'Ola Berg', firstName: 'Ola', pictureUrl: undefined })
  expect(by(null)).toEqual({ name: 'Unknown person', firstName: 'this person', pictureUrl: undefined })
})

test('a list says whose words the last ones are, where the row has another name', () => {
  const before = (name: string | null, { isPublic = true, wholePost = false } = {}) =>
    writerPrefix({ author: { kind: 'client', id: null, name }, isPublic }, { client, wholePost: wholePost ? { text: null } : null })
  expect(before('Nora Quist')).toBe(undefined)
  expect(before(null, { isPublic: false })).toBe(undefined)
  expect(before('Ola Berg')).toBe('Ola')
  expect(before(null)).toBe('Somebody')
  expect(before('Nora Quist', { wholePost: true })).toBe('Nora')
  expect(before(null, { wholePost: true })).toBe(undefined)
})
