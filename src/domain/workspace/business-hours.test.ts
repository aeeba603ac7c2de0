import { expect, test } from 'vitest'
import { backAt, hoursProblem, isTimeZone, USUAL_HOURS, type BusinessHours } from './business-hours.ts'

const warsaw: BusinessHours = { ...USUAL_HOURS, timeZone: 'Europe/Warsaw' }
const always: BusinessHours = { timeZone: 'UTC', days: USUAL_HOURS.days.map(() => ({ from: '00:00', until: '24:00' })) }

test.each<[string, BusinessHours, string, string | undefined]>([
  ['in the morning there is time', warsaw, '2026-11-24T09:00:00Z', undefined],
  ['two hours before the end it is told', warsaw, '2026-11-24T14:00:00Z', '2026-11-25T08:00:00Z'],
  ['a moment before that it is not', warsaw, '2026-11-24T13:59:59Z', undefined],
  ['at night it is the next morning', warsaw, '2026-11-24T23:30:00Z', '2026-11-25T08:00:00Z'],
  ['before work begins it is this morning', warsaw, '2026-11-25T06:00:00Z', '2026-11-25T08:00:00Z'],
  ['on Friday afternoon it is Monday', warsaw, '2026-11-27T15:30:00Z', '2026-11-30T08:00:00Z'],
  [
    'over the weekend in which summer time ends it is Monday at the same time on the clock',
    warsaw,
    '2026-10-23T14:30:00Z',
    '2026-10-26T08:00:00Z',
  ],
  ['over the one in which it begins, too', warsaw, '2026-03-27T15:30:00Z', '2026-03-30T07:00:00Z'],
  [
    'west of Greenwich it is their own day',
    { ...USUAL_HOURS, timeZone: 'America/Los_Angeles' },
    '2026-11-25T00:30:00Z',
    '2026-11-25T17:00:00Z',
  ],
  [
    'who works one day a week comes back in a week',
    { timeZone: 'UTC', days: USUAL_HOURS.days.map((day, place) => (place === 1 ? day : null)) },
    '2026-11-24T16:00:00Z',
    '2026-12-01T09:00:00Z',
  ],
  ['who never works never comes back', { timeZone: 'UTC', days: USUAL_HOURS.days.map(() => null) }, '2026-11-24T16:00:00Z', undefined],
  ['who works around the clock is back at midnight', always, '2026-11-24T23:00:00Z', '2026-11-25T00:00:00Z'],
])('%s', (_words, hours, now, back) => {
  expect(backAt(hours, new Date(now))).toEqual(back === undefined ? undefined : new Date(back))
})

test('a day that ends before it begins is named; a day off is none', () => {
  expect(hoursProblem(USUAL_HOURS)).toBeUndefined()
  expect(hoursProblem({ days: [null, { from: '17:00', until: '09:00' }] })).toMatchObject({ day: 1 })
  expect(hoursProblem({ days: [{ from: '09:00', until: '09:00' }] })).toMatchObject({ day: 0 })
})

test('a time zone is one that the world knows', () => {
  expect([isTimeZone('Asia/Kathmandu'), isTimeZone('Mars/Olympus')]).toEqual([true, false])
})
