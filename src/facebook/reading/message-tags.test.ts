import { expect, test } from 'vitest'
import { mentionsIn } from './message-tags.ts'

const tag = (more: object) => ({ id: '7', name: 'Katrin Gillen', type: 'user', offset: 0, length: 13, ...more })

test.each([
  ['a whole name', 'Katrin Gillen, we do', tag({}), [{ externalId: '7', offset: 0, length: 13 }]],
  ['a part of it', 'Katrin, we do', tag({ length: 6 }), [{ externalId: '7', offset: 0, length: 6 }]],
  ['an id that is a number', 'Katrin Gillen', tag({ id: 7 }), [{ externalId: '7', offset: 0, length: 13 }]],
  ['a place in UTF-16 units', '🌱🌱 Katrin Gillen', tag({ offset: 5 }), [{ externalId: '7', offset: 5, length: 13 }]],
  ['a place in characters', '🌱🌱 Katrin Gillen', tag({ offset: 3 }), [{ externalId: '7', offset: 5, length: 13 }]],
  ['a place where the name is not', 'We do, Katrin Gillen', tag({}), []],
  ['a place beyond the end', 'We do', tag({ offset: 500 }), []],
  ['no name', 'Katrin Gillen', tag({ name: undefined }), []],
  ['a length that is no number', 'Katrin Gillen', tag({ length: '13' }), []],
])('%s', (_what, text, told, expected) => {
  expect(mentionsIn(text, [told])).toEqual(expected)
})

test.each([undefined, 'nobody', { 0: [tag({})] }, [null, 'x']])('%j names nobody', (told) => {
  expect(mentionsIn('Katrin Gillen', told)).toEqual([])
})
