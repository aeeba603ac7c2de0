import { expect, test } from 'vitest'
import type { Offer } from '#domain/offers/offer.ts'
import { templateLike, utilityLike } from './template-there.ts'

const BUTTONS: Offer = { kind: 'buttons', buttons: [{ does: 'answer', title: 'Yes' }] }
const CARDS: Offer = { kind: 'cards', cards: [{ title: 'Third seat', subtitle: 'Folds', buttons: [] }] }
const card = (title: string) => ({ id: '1', generic_template: { title } })
const picture = { id: '1', mime_type: 'image/png', image_data: { url: 'https://cdn.example/a' } }

test.each([
  ['buttons by the words above them', BUTTONS, { text: '', attachments: [card('Which  one?')] }, 'yes'],
  ['buttons whose words stand as the text', BUTTONS, { text: 'Which one?', attachments: [{ id: '1' }] }, 'yes'],
  ['the same words without anything attached, which may be a text', BUTTONS, { text: 'Which one?', attachments: [] }, 'perhaps'],
  ['other words', BUTTONS, { text: 'Hello', attachments: [] }, 'no'],
  ['cards by the title of the first', CARDS, { text: '', attachments: [card('Third seat')] }, 'yes'],
  ['other cards', CARDS, { text: '', attachments: [card('Trailer')] }, 'no'],
  ['a template of which Facebook tells no words', CARDS, { text: '', attachments: [{ id: '1', name: '' }] }, 'perhaps'],
  ['a message of which it tells nothing', CARDS, { text: '', attachments: [] }, 'perhaps'],
  ['a picture', CARDS, { text: '', attachments: [picture] }, 'no'],
] as const)('%s', (_what, offer, told, like) => {
  expect(templateLike({ text: offer.kind === 'cards' ? '' : 'Which one?', offer }, told)).toBe(like)
})

const UTILITY = 'Appointment 12\n\nIt is moved to Monday.'

test.each([
  ['as a text', { text: 'Appointment 12  It is moved to Monday.', attachments: [] }, 'yes'],
  [
    'as a card, where it has a head',
    { text: '', attachments: [{ generic_template: { title: 'Appointment 12', subtitle: 'It is moved to Monday.' } }] },
    'yes',
  ],
  ['as a card, where all its words are the title', { text: '', attachments: [card(UTILITY)] }, 'yes'],
  [
    'not where another day stands there',
    { text: '', attachments: [{ generic_template: { title: 'Appointment 12', subtitle: 'It is moved to Friday.' } }] },
    'no',
  ],
  ['perhaps, where Facebook tells a template without its words', { text: '', attachments: [{ id: '1', name: '' }] }, 'perhaps'],
  ['not as a picture', { text: '', attachments: [picture] }, 'no'],
  ['not as a message of which Facebook tells nothing', { text: '', attachments: [] }, 'no'],
] as const)('a utility message is known again %s', (_how, told, like) => {
  expect(utilityLike(UTILITY, told)).toBe(like)
})
