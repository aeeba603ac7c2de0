import { expect, test } from 'vitest'
import { facebookOff } from './switch-off-words.ts'

test.each([
  [0, 0, 0, 'Meanwhile nobody can reply.'],
  [1, 0, 0, 'Meanwhile nobody can reply. 1 open reply window keeps running out, none within the next 6 hours.'],
  [
    7,
    7,
    12,
    'Meanwhile nobody can reply. 7 reply windows end in the next 6 hours. 12 replies wait and can be sent only after you switch it back on.',
  ],
  [
    9,
    1,
    1,
    'Meanwhile nobody can reply. 1 reply window ends in the next 6 hours, of 9 that are open. 1 reply waits and can be sent only after you switch it back on.',
  ],
])(
  'S1: with %i open windows, of which %i end soon, and %i replies waiting, the question says so',
  (openWindowCount, endingWindowCount, queuedReplyCount, words) => {
    expect(facebookOff({ openWindowCount, endingWindowCount, queuedReplyCount })).toBe(words)
  },
)
