import { expect, test } from 'vitest'
import type { Offer } from './offer.ts'
import { isBlankOffer, isSameOffer } from './same-offer.ts'

const CARDS = {
  kind: 'cards',
  cards: [{ title: 'Seat', subtitle: 'Folds', buttons: [{ does: 'answer', title: 'Choose' }] }],
} satisfies Offer

test.each<readonly [string, Offer | undefined, Offer | undefined, boolean]>([
  ['nothing and nothing', undefined, undefined, true],
  ['nothing and something', undefined, CARDS, false],
  ['what is empty is as what is missing', CARDS, { kind: 'cards', cards: [{ url: '', ...CARDS.cards[0], pictureUrl: '' }] } as Offer, true],
  ['the order of members tells nothing', CARDS, { cards: CARDS.cards, kind: 'cards' }, true],
  ['other words', CARDS, { kind: 'cards', cards: [{ title: 'Seats', subtitle: 'Folds', buttons: [] }] }, false],
  ['the same words of another kind', { kind: 'quick-replies', replies: [] }, { kind: 'buttons', buttons: [] }, false],
  ['a button that does something else', button('open'), button('call'), false],
  ['another order', { kind: 'quick-replies', replies: ['A', 'B'] }, { kind: 'quick-replies', replies: ['B', 'A'] }, false],
])('whether two offer the same: %s', (_what, one, other, isSame) => {
  expect(isSameOffer(one, other)).toBe(isSame)
})

test('a form that somebody has only opened is blank, one word in it is not', () => {
  expect(isBlankOffer({ kind: 'quick-replies', replies: [' ', ''] })).toBe(true)
  expect(isBlankOffer({ kind: 'cards', cards: [{ title: '', subtitle: '', buttons: [{ does: 'open', title: '', url: '' }] }] })).toBe(true)
  expect(isBlankOffer({ kind: 'buttons', buttons: [{ does: 'call', title: '', phone: '+46' }] })).toBe(false)
  expect(isBlankOffer(CARDS)).toBe(false)
})

function button(does: 'open' | 'call'): Offer {
  const title = 'Here'
  return { kind: 'buttons', buttons: [does === 'open' ? { does, title, url: '1' } : { does, title, phone: '1' }] }
}
