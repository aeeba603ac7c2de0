import { expect, test } from 'vitest'
import type { ClientId } from '../ids.ts'
import { branchOf, livingOf, meetingOf } from './merging.ts'

const [ana, ben, cleo, dov] = ['ana', 'ben', 'cleo', 'dov'] as [ClientId, ClientId, ClientId, ClientId]
const living = (id: ClientId) => ({ id, mergedInto: undefined })
const joined = (id: ClientId, mergedInto: ClientId) => ({ id, mergedInto })

test.each([
  ['two living clients merge', living(ana), living(ben), 'merges'],
  ['a client with itself is one already', living(ana), living(ana), 'together'],
  ['who joined the other is one with it already', living(ana), joined(ben, ana), 'together'],
  ['and so is the other way round', joined(ana, ben), living(ben), 'together'],
  ['two that joined the same one are one already', joined(ana, cleo), joined(ben, cleo), 'together'],
  ['who joined somebody else meanwhile was not seen so', living(ana), joined(ben, cleo), 'moved'],
  ['whom others were to join joined somebody else meanwhile', joined(ana, cleo), living(ben), 'moved'],
])('%s', (_title, staying, joining, meeting) => {
  expect(meetingOf(staying, joining)).toBe(meeting)
})

test('a living client is shown as itself, one that joined another as that', () => {
  expect([livingOf(living(ana)), livingOf(joined(ben, ana))]).toEqual([ana, ana])
})

test('a split takes along whoever joined the one that is split off, at whatever remove', () => {
  const joints = [
    { survivorId: ana, joinedId: ben },
    { survivorId: ben, joinedId: cleo },
    { survivorId: ana, joinedId: dov },
  ]
  expect(branchOf(ben, joints)).toEqual([ben, cleo])
  expect(branchOf(ana, joints)).toEqual([ana, ben, cleo, dov])
  expect(branchOf(dov, joints)).toEqual([dov])
})
