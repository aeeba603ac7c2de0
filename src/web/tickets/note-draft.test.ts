import { expect, test } from 'vitest'
import { noteState, parseNoteDraft } from './note-draft.ts'

test.each([
  ['nothing was written', undefined, 'saved'],
  ['the desk has it already', { text: 'Calls on Mondays', before: '' }, 'saved'],
  ['it was written over the note that stands', { text: 'Is deaf', before: 'Calls on Mondays' }, 'unsaved'],
  ['a colleague changed the note meanwhile', { text: 'Is deaf', before: '' }, 'conflict'],
] as const)('U12: a note is told right when %s', (_when, draft, state) => {
  expect(noteState(draft, 'Calls on Mondays')).toBe(state)
})

test('U12: what is typed on while a text is saved is in no conflict with that text', () => {
  const typedOn = { text: 'Is deaf, writes', before: 'Calls on Mondays' }
  expect(noteState(typedOn, 'Is deaf', 'Is deaf')).toBe('unsaved')
  expect(noteState(typedOn, 'Moved', 'Is deaf')).toBe('conflict')
})

test('U12: a damaged draft of a note is compared with what stands before it is saved', () => {
  expect(parseNoteDraft('{"text":"Is de')).toEqual({ text: '{"text":"Is de', before: '' })
  expect(parseNoteDraft('{"text":"Is deaf","before":"x"}')).toEqual({ text: 'Is deaf', before: 'x' })
})
