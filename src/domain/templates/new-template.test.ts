import { expect, test } from 'vitest'
import { faultsOf, type NewTemplate, type TemplateFault } from './new-template.ts'

const sound: NewTemplate = {
  name: 'order_update',
  language: 'pt_BR',
  body: 'Your order {{1}} comes on {{2}}.',
  examples: ['4711', 'Monday'],
}

test.each<[string, Partial<NewTemplate>, readonly TemplateFault[]]>([
  ['a sound one', {}, []],
  ['one without placeholders', { body: 'Your order is packed.', examples: [] }, []],
  ['capitals in its name', { name: 'Order update' }, ['name']],
  ['no name', { name: '' }, ['name']],
  ['a word for a language', { language: 'English' }, ['language']],
  ['no words', { body: ' ', examples: [] }, ['body-empty']],
  ['more than a message holds', { body: 'a'.repeat(1987), examples: [] }, ['body-too-long']],
  ['placeholders that begin with two', { body: 'On {{2}} comes {{1}}.' }, ['placeholders']],
  ['half a placeholder', { body: 'Your order {1} comes on {{1}}.', examples: ['4711'] }, ['placeholders']],
  ['an example too few', { examples: ['4711'] }, ['examples']],
  ['an empty example', { examples: ['4711', ' '] }, ['examples']],
])('%s', (_what, differs, faults) => {
  expect(faultsOf({ ...sound, ...differs })).toEqual(faults)
})
