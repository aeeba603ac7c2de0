import { expect, test } from 'vitest'
import { writerOf } from './writer.ts'

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
