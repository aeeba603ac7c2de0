import { expect, test } from 'vitest'
import { clientName, shortName } from './client-name.ts'

const nameless = { name: null, externalId: '7012345678908531' }

test('U44: a client without a name is told by the end of the id, with no dots that look cut', () => {
  expect(clientName(nameless)).toBe('Facebook user 8531')
  expect(clientName({ ...nameless, name: 'Kiki Adeyemi' })).toBe('Kiki Adeyemi')
})

test('in a sentence a client is spoken of by the first name', () => {
  expect(shortName({ name: ' Kiki Adeyemi ' })).toBe('Kiki')
  expect(shortName(nameless)).toBe('this person')
})
