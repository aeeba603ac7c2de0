import { expect, test } from 'vitest'
import { begunMode } from './begun-mode.ts'

const nothing = { here: '', seen: '' }
const kept = { here: 'Words', seen: 'Words' }
const unbrought = { here: 'Words and more', seen: 'Words' }
const left = { here: '', seen: 'Words' }

test.each([
  ['nothing was begun', { reply: nothing, internal: nothing, there: undefined }, undefined],
  ['it was begun in another browser', { reply: nothing, internal: nothing, there: 'internal' }, 'internal'],
  ['both are kept, the comment was written last', { reply: kept, internal: kept, there: 'internal' }, 'internal'],
  ['both are kept, the reply was written last', { reply: kept, internal: kept, there: 'reply' }, 'reply'],
  ['the desk has not got the comment yet', { reply: kept, internal: unbrought, there: 'reply' }, 'internal'],
  ['the desk has not got the reply yet', { reply: unbrought, internal: kept, there: 'internal' }, 'reply'],
  ['the desk has got neither: nobody knows which is newer', { reply: unbrought, internal: unbrought, there: undefined }, 'internal'],
  ['the comment was sent a moment ago, and the reply waits', { reply: kept, internal: left, there: 'internal' }, 'reply'],
  ['the desk told nothing of what is here', { reply: nothing, internal: kept, there: undefined }, 'internal'],
] as const)('in which mode one wrote last: %s', (_when, begun, mode) => {
  expect(begunMode(begun)).toBe(mode)
})
