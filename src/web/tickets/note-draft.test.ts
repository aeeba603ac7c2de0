import { expect, test } from 'vitest'
import { leftToSave, noteState, parseNoteDraft } from './note-draft.ts'

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

test.each([
  ['nothing of what was sent', { text: 'Is deaf', before: '' }, undefined],
  ['nothing of what was undone meanwhile', undefined, undefined],
  ['what was typed on', { text: 'Is deaf, writes', before: '' }, { text: 'Is deaf, writes', before: 'Is deaf' }],
  ['what is to replace a colleague’s text', { text: 'Is deaf', before: 'Moved' }, { text: 'Is deaf', before: 'Moved' }],
] as const)('U12: once a note was saved, what is left is %s', (_what, draft, left) => {
  expect(leftToSave(draft, { text: 'Is deaf', before: '' }, 'Is deaf')).toEqual(left)
})

test('U12: a damaged draft of a note is compared with what stands before it is saved', () => {
  expect(parseNoteDraft('{"text":"Is de')).toEqual({ text: '{"text":"Is de', before: '' })
  expect(parseNoteDraft('{"text":"Is deaf","before":"x"}')).toEqual({ text: 'Is deaf', before: 'x' })
})
