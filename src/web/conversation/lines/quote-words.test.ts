import { expect, test } from 'vitest'
import { quoteWords, type Quoted } from './quote-words.ts'

const QUOTE: Quoted = {
  lineId: '01890000-0000-7000-8000-000000000000',
  ticketId: '01890000-0000-7000-8000-000000000001',
  externalKnown: true,
  author: { kind: 'client', id: null, name: null },
  text: 'How wide is it?',
  parts: [],
}
const names = { client: 'Noor', userId: 'u1' }

test.each<[Partial<Quoted>, string]>([
  [{}, 'Noor: How wide is it?'],
  [{ author: { kind: 'member', id: 'u1', name: 'Maja Holm' } }, 'You: How wide is it?'],
  [{ author: { kind: 'member', id: 'u2', name: 'Tomás Silva' } }, 'Tomás: How wide is it?'],
  [{ text: '', parts: [{ part: 'location', title: 'Milano', latitude: 45, longitude: 9 }] }, 'Noor: Location: Milano'],
  [{ text: '' }, 'Noor: A message without words'],
])('what is answered is told in a line: %j', (told, words) => {
  const { by, words: said } = quoteWords({ ...QUOTE, ...told }, names) ?? { by: '', words: '' }
  expect(`${by}: ${said}`).toBe(words)
})

test('of a message that is not in this desk nothing is told', () => {
  expect(quoteWords({ ...QUOTE, lineId: null }, names)).toBeUndefined()
})
