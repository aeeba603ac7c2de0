import { expect, test } from 'vitest'
import { draftStep } from './draft-step.ts'

const nothing = { text: '', version: 0 }
const first = { text: 'Hello', version: 1 }
const second = { text: 'Hello from the other browser', version: 2 }

test.each([
  ['nothing was written anywhere', { here: '', seen: nothing, there: nothing }, { kind: 'agree' }],
  ['a new browser takes what is there', { here: '', seen: nothing, there: first }, { kind: 'take' }],
  ['what is written on goes to the desk', { here: 'Hello you', seen: first, there: first }, { kind: 'bring', seen: 1 }],
  ['what was sent here goes from the desk', { here: '', seen: first, there: first }, { kind: 'bring', seen: 1 }],
  ['what was written on elsewhere comes', { here: 'Hello', seen: first, there: second }, { kind: 'take' }],
  ['what was written on in both is asked about', { here: 'Hello you', seen: first, there: second }, { kind: 'ask' }],
  ['what was written here first and there too', { here: 'Hi', seen: nothing, there: first }, { kind: 'ask' }],
  ['the same in both is no conflict', { here: second.text, seen: first, there: second }, { kind: 'agree' }],
  [
    'what was sent elsewhere and written on here stays',
    { here: 'Hello you', seen: first, there: { text: '', version: 2 } },
    { kind: 'bring', seen: 2 },
  ],
  ['what was sent elsewhere and stands here goes', { here: 'Hello', seen: first, there: { text: '', version: 2 } }, { kind: 'take' }],
  ['what was sent here and written on elsewhere comes', { here: '', seen: first, there: second }, { kind: 'take' }],
  ['an old answer changes nothing', { here: 'Hello you', seen: second, there: first }, { kind: 'wait' }],
] as const)('%s', (_what, drafts, step) => {
  expect(draftStep(drafts)).toEqual(step)
})
