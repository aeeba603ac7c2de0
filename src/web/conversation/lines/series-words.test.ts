import { expect, test } from 'vitest'
import { placeWords, waitingBehind, waitsFor, type Placed } from './series-words.ts'

function series(states: readonly (Placed['state'] | 'passed')[]): Placed[] {
  return states.map((state, index) => ({
    state: state === 'passed' ? 'failed' : state,
    mode: index === 2 ? 'human-agent' : 'response',
    series: { id: 's', place: index + 1, size: states.length, isPassed: state === 'passed' },
  }))
}

test.each([
  [
    ['sent', 'failed', 'queued'],
    [undefined, undefined, 2],
  ],
  [
    ['unconfirmed', 'queued', 'queued'],
    [undefined, 1, 1],
  ],
  [
    ['passed', 'queued', 'queued'],
    [undefined, undefined, undefined],
  ],
  [
    ['sent', 'queued', 'queued'],
    [undefined, undefined, undefined],
  ],
] as const)('of %j each waits for the one that was not sent', (states, expected) => {
  const among = series(states)
  expect(among.map((message) => waitsFor({ message, among }))).toEqual(expected)
})

test.each([
  [['sent', 'failed', 'queued'], 'Message 3 waits for it, so that the order is kept.'],
  [['sent', 'failed', 'queued', 'queued', 'queued'], 'Messages 3 to 5 wait for it, so that the order is kept.'],
  [['sent', 'failed'], undefined],
  [['sent', 'passed', 'queued'], undefined],
] as const)('of %j the second says what waits for it', (states, words) => {
  const among = series(states)
  const [, message] = among
  expect(message && waitingBehind({ message, among })).toEqual(words && { words, mode: 'human-agent' })
})

test('a message says which one it is, unless it stands alone', () => {
  expect(series(['sent', 'sent']).map(placeWords)).toEqual(['Message 1 of 2', 'Message 2 of 2'])
  expect(placeWords({ series: null })).toBeUndefined()
})
