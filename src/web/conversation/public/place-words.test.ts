import { expect, test } from 'vitest'
import { TICKET_KINDS } from '#domain/tickets/kind.ts'
import { destinationWords, hasWindow, isPublic } from './place-words.ts'

const client = { id: 'c', ownId: 'c', name: 'Phương Anh', pictureUrl: null, isVip: false, externalId: '' }

test('of what everybody reads one is told where an answer will stand', () => {
  const open = TICKET_KINDS.filter((kind) => isPublic({ kind }))
  expect(open).toEqual(['comment', 'post', 'mention', 'review'])
  expect(open.filter((kind) => hasWindow({ kind }))).toEqual([])
  expect(open.map((kind) => destinationWords({ kind, client }))).toEqual([
    'Under Phương’s comment.',
    'Under Phương’s post.',
    'Under what Phương wrote about the Page.',
    'Under Phương’s review.',
  ])
})

test('in a ticket of a whole post it stands under the comment that was chosen', () => {
  expect(destinationWords({ kind: 'comment', client }, { name: 'Ola Berg' })).toBe('Under Ola’s comment.')
  expect(destinationWords({ kind: 'comment', client }, { name: null })).toBe('Under this comment.')
})

test('whoever is not named is not called anything', () => {
  expect(destinationWords({ kind: 'comment', client: { ...client, name: null } })).toBe('Under this comment.')
})
