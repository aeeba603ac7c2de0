import { expect, test } from 'vitest'
import type { FilePart, MessagePart } from '../../api/types.ts'
import { saidOrder } from './said-order.ts'

const file = (id: string, told: Partial<FilePart>): FilePart => ({
  part: 'file',
  id,
  what: 'file',
  name: null,
  type: null,
  size: null,
  width: null,
  height: null,
  durationMs: null,
  state: 'kept',
  reason: null,
  tries: 1,
  nextTryAt: null,
  url: `/api/v1/files/${id}`,
  previewUrl: null,
  ...told,
})
const link: MessagePart = { part: 'link', url: null, title: null }
const tap: MessagePart = { part: 'tap', how: 'quick-reply', title: 'Test ride', payload: null }

test('pictures, what was shared, the words, then files and links', () => {
  const picture = file('1', { what: 'picture', type: 'image/png' })
  const waits = file('2', { what: 'picture', state: 'waiting', url: null })
  const voice = file('3', { what: 'voice', type: 'audio/mp4' })
  const contract = file('4', { type: 'application/pdf' })
  const { pictures, before, after, text } = saidOrder([link, contract, waits, picture, voice], 'Look')
  expect([pictures, before, after, text]).toEqual([[picture], [voice], [link, contract, waits], 'Look'])
})

test('the words of a tap are said once, other words beside it stay', () => {
  expect(saidOrder([tap], 'Test ride').text).toBe('')
  expect(saidOrder([tap], 'Something else').text).toBe('Something else')
})

test('what can be tapped stands below the words that it goes with; cards of their own above', () => {
  const buttons: MessagePart = { part: 'template', title: null, cards: [], buttons: [{ title: 'Yes', url: null }] }
  const choices: MessagePart = { part: 'choices', titles: ['Yes', 'No'] }
  const titled: MessagePart = { ...buttons, title: 'Which one?' }
  expect(saidOrder([buttons, choices, titled], 'Which one?')).toMatchObject({ before: [titled], after: [buttons, choices] })
})

test('an address in the words is not said a second time where Facebook knows nothing more of it', () => {
  const bare: MessagePart = { part: 'link', url: 'https://velo.example/7', title: null }
  const known: MessagePart = { ...bare, title: 'An offer' }
  expect(saidOrder([bare], 'And this: https://velo.example/7').after).toEqual([{ ...bare, url: null }])
  expect(saidOrder([bare], '').after).toEqual([bare])
  expect(saidOrder([known], 'And this: https://velo.example/7').after).toEqual([known])
})
