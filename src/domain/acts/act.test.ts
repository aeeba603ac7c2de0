import { expect, test } from 'vitest'
import type { AttachmentId, TemplateId } from '../ids.ts'
import { contentKindOf, modeOf } from './act.ts'

test('an act is said as what it was asked for; what tells nothing is a response', () => {
  expect(modeOf({ kind: 'say', text: 'Hello', mode: 'human-agent' })).toBe('human-agent')
  expect(modeOf({ kind: 'say', text: 'Hello' })).toBe('response')
  expect(modeOf({ kind: 'say-privately', text: 'Hello' })).toBe('response')
})

test('what an act says is words, files, a template or what can be tapped', () => {
  const words = { kind: 'say', text: 'Yes' } as const
  const file = { id: 'f' as AttachmentId, what: 'picture', digest: 'd', form: 'shown', type: 'image/png' } as const
  const template = { id: 't' as TemplateId, name: 'order_update', language: 'en', header: [], body: [] }
  expect(contentKindOf(words)).toBe('text')
  expect(contentKindOf({ ...words, files: [] })).toBe('text')
  expect(contentKindOf({ ...words, files: [file] })).toBe('files')
  expect(contentKindOf({ ...words, mode: 'utility', template })).toBe('template')
  expect(contentKindOf({ ...words, files: [file], offer: { kind: 'quick-replies', replies: ['Yes'] } })).toBe('quick-replies')
  expect(contentKindOf({ ...words, offer: { kind: 'cards', cards: [] } })).toBe('cards')
  expect(contentKindOf({ kind: 'hide', isHidden: true })).toBe('text')
})
