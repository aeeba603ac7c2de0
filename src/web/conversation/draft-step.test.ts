import { expect, test } from 'vitest'
import type { Offer } from '#domain/offers/offer.ts'
import { draftStep } from './draft-step.ts'

const said = (text: string, offer?: Offer) => ({ text, offer })
const days: Offer = { kind: 'quick-replies', replies: ['Saturday'] }
const nothing = { ...said(''), version: 0 }
const first = { ...said('Hello'), version: 1 }
const second = { ...said('Hello from the other browser'), version: 2 }
const offering = { ...said('', days), version: 2 }

test.each([
  ['nothing was written anywhere', { here: said(''), seen: nothing, there: nothing }, { kind: 'agree' }],
  ['a new browser takes what is there', { here: said(''), seen: nothing, there: first }, { kind: 'take' }],
  ['what is written on goes to the desk', { here: said('Hello you'), seen: first, there: first }, { kind: 'bring', seen: 1 }],
  ['what was sent here goes from the desk', { here: said(''), seen: first, there: first }, { kind: 'bring', seen: 1 }],
  ['what was written on elsewhere comes', { here: said('Hello'), seen: first, there: second }, { kind: 'take' }],
  ['what was written on in both is asked about', { here: said('Hello you'), seen: first, there: second }, { kind: 'ask' }],
  ['what was written here first and there too', { here: said('Hi'), seen: nothing, there: first }, { kind: 'ask' }],
  ['the same in both is no conflict', { here: second, seen: first, there: second }, { kind: 'agree' }],
  [
    'what was sent elsewhere and written on here stays',
    { here: said('Hello you'), seen: first, there: { ...said(''), version: 2 } },
    { kind: 'bring', seen: 2 },
  ],
  [
    'what was sent elsewhere and stands here goes',
    { here: said('Hello'), seen: first, there: { ...said(''), version: 2 } },
    { kind: 'take' },
  ],
  ['what was sent here and written on elsewhere comes', { here: said(''), seen: first, there: second }, { kind: 'take' }],
  [
    'what is to be tapped goes to the desk without a word',
    { here: said('', days), seen: nothing, there: nothing },
    { kind: 'bring', seen: 0 },
  ],
  ['what is to be tapped comes into another browser', { here: said(''), seen: nothing, there: offering }, { kind: 'take' }],
  ['what is to be tapped was changed in both', { here: said('Hi', days), seen: first, there: offering }, { kind: 'ask' }],
  [
    'what was sent here and taken back stays, though the desk holds it no more',
    { here: said('Hello'), seen: first, there: { ...said(''), version: 2 }, isGivenBack: true },
    { kind: 'bring', seen: 2 },
  ],
  [
    'what the desk refused is not brought again',
    { here: said('Hi'), seen: nothing, there: nothing, refused: { content: said('Hi'), words: 'Too long.' } },
    { kind: 'refused', words: 'Too long.' },
  ],
  [
    'what was changed since the desk refused it is',
    { here: said('Hi'), seen: nothing, there: nothing, refused: { content: said('Hi!'), words: 'Too long.' } },
    { kind: 'bring', seen: 0 },
  ],
  [
    'what was to be tapped, changed and sent before the desk was told, goes from the desk',
    { here: said(''), seen: { ...said('Which day?', days), version: 1 }, there: offering },
    { kind: 'bring', seen: 2 },
  ],
  [
    'what was written since it was sent is asked of nobody',
    { here: said('And the hour?'), seen: { ...said('Which day?', days), version: 1 }, there: offering },
    { kind: 'bring', seen: 2 },
  ],
  [
    'what is to be tapped stays here where only the words were sent elsewhere',
    { here: said('Which day?', days), seen: { ...said('Which day?', days), version: 1 }, there: offering },
    { kind: 'take' },
  ],
  [
    'what is to be tapped, and was not seen here, comes',
    { here: said(''), seen: { ...said('Which day?'), version: 1 }, there: offering },
    { kind: 'take' },
  ],
  [
    'what was on its way when the page was left, and sent since, goes from the desk',
    { here: said(''), seen: nothing, there: first, bringing: { over: 0, contents: [said('Hello')] } },
    { kind: 'bring', seen: 1 },
  ],
  [
    'what was on its way when the page was left, and written on since, is asked of nobody',
    { here: said('Hello you'), seen: nothing, there: first, bringing: { over: 0, contents: [said('Hello'), said('Hello you')] } },
    { kind: 'bring', seen: 1 },
  ],
  [
    'other words than those on their way are another browser’s',
    { here: said('Hello you'), seen: nothing, there: first, bringing: { over: 0, contents: [said('Hello you')] } },
    { kind: 'ask' },
  ],
  [
    'the same words in a later version are another browser’s',
    { here: said(''), seen: nothing, there: second, bringing: { over: 0, contents: [second] } },
    { kind: 'take' },
  ],
  [
    'an old answer changes nothing, though nobody had heard of what it tells',
    { here: said(''), seen: second, there: first, bringing: { over: 0, contents: [said('Hello')] } },
    { kind: 'wait' },
  ],
  ['an old answer changes nothing', { here: said('Hello you'), seen: second, there: first }, { kind: 'wait' }],
] as const)('%s', (_what, drafts, step) => {
  expect(draftStep(drafts)).toEqual(step)
})
