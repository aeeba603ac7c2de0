import { expect, test } from 'vitest'
import type { TemplateId } from '../ids.ts'
import { filledWords, fillTemplate, isNamed, placeholdersIn, valuesOf, type MessageTemplate, partsOfTemplate } from './message-template.ts'

const template: MessageTemplate = {
  id: 't' as TemplateId,
  externalId: '1',
  name: 'order_update',
  language: 'en',
  status: 'approved',
  rejection: undefined,
  header: 'Order {{1}}',
  body: 'Your order {{1}} reaches you on {{ 2 }}. Order {{1}} is packed.',
  buttons: [],
  isFillable: true,
}

test('placeholders stand each once, in their order, whether they have numbers or names', () => {
  expect(placeholdersIn(template.body)).toEqual(['1', '2'])
  expect(placeholdersIn('Hello {{name}}, {{order_id}}')).toEqual(['name', 'order_id'])
  expect(placeholdersIn(undefined)).toEqual([])
  expect(['1', '12', 'order_id', 'order1'].map(isNamed)).toEqual([false, false, true, true])
})

test('what is filled in is shown in its place, and what looks like a placeholder is not filled in again', () => {
  const values = { header: ['4711'], body: ['{{2}}', 'Monday'] }
  expect(filledWords(template, values)).toBe('Order 4711\n\nYour order {{2}} reaches you on Monday. Order {{2}} is packed.')
  expect(filledWords(template, { header: [''], body: ['4711'] })).toContain('Order {{1}}\n\nYour order 4711 reaches you on {{ 2 }}.')
})

test('a template is said with a value for each placeholder, and not with one too few, too many or empty', () => {
  const said = fillTemplate(template, { header: ['4711'], body: ['4711', ' Monday '] })
  expect(said).toMatchObject({
    name: 'order_update',
    header: [{ placeholder: '1', value: '4711' }],
    body: [
      { placeholder: '1', value: '4711' },
      { placeholder: '2', value: 'Monday' },
    ],
  })
  expect(said && valuesOf(said)).toEqual({ header: ['4711'], body: ['4711', 'Monday'] })
  for (const body of [['4711'], ['4711', ' '], ['4711', 'Monday', 'more']]) {
    expect(fillTemplate(template, { header: ['4711'], body })).toBeUndefined()
  }
})

test('what the customer can tap stands below the words of a template, and nothing where there is nothing', () => {
  const buttons = [{ title: 'See it', url: 'https://shop.example/' }, { title: 'Call me' }]
  expect(partsOfTemplate({ buttons })).toEqual([{ kind: 'template', cards: [], buttons }])
  expect(partsOfTemplate({ buttons: [] })).toEqual([])
})
