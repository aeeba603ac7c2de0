import { expect, test } from 'vitest'
import { tidyOffer, type Offer } from '#domain/offers/offer.ts'
import { beginOffer, draftOfOffer, offerOf } from './offer-draft.ts'
import { readOffer, readOfferDraft } from './read-offer.ts'
import { isUnfinished } from './offer-words.ts'
import { offerFaults } from '#domain/offers/offer-faults.ts'

const OFFERS: readonly Offer[] = [
  { kind: 'quick-replies', replies: ['Yes', 'No'] },
  { kind: 'buttons', buttons: [{ does: 'open', title: 'See it', url: 'https://shop.example/' }] },
  {
    kind: 'cards',
    cards: [
      {
        title: 'Seat',
        subtitle: 'Folds',
        pictureUrl: 'https://shop.example/a.jpg',
        url: 'https://shop.example/a',
        buttons: [{ does: 'call', title: 'Call', phone: '+46855501147' }],
      },
    ],
  },
]

test.each(OFFERS)('what was sent and taken back is written on as it was: $kind', (offer) => {
  expect(offerOf(draftOfOffer(offer))).toEqual(offer)
})

test.each(['quick-replies', 'buttons', 'cards'] as const)('what is begun survives a reload and is unfinished, not wrong: %s', (kind) => {
  const draft = beginOffer(kind)
  expect(readOfferDraft(JSON.stringify(draft))).toEqual(draft)
  const faults = offerFaults(tidyOffer(offerOf(draft)), { text: '', hasFiles: false })
  expect(faults.length).toBeGreaterThan(0)
  expect(faults.every(isUnfinished)).toBe(true)
})

test.each([
  undefined,
  '',
  '{"kind":"quick',
  '{"kind":"other"}',
  '{"kind":"cards","cards":[{"title":1}]}',
  '{"kind":"buttons","replies":[],"buttons":[{"does":"run"}],"cards":[]}',
])('what cannot be read is nothing that was begun: %s', (item) => {
  expect(readOfferDraft(item)).toBeUndefined()
  expect(readOffer(item)).toBeUndefined()
})
