import { expect, test } from 'vitest'
import { partOfOffer, tidyOffer, type Offer } from './offer.ts'

const card = { title: ' Third seat ', subtitle: ' ', pictureUrl: ' https://cdn.shop.example/a.jpg', buttons: [] } as const

test('what goes out has no white space around its words, no empty addresses, and of a number what is dialled', () => {
  expect(tidyOffer({ kind: 'quick-replies', replies: [' Yes ', 'No'] })).toEqual({ kind: 'quick-replies', replies: ['Yes', 'No'] })
  expect(tidyOffer({ kind: 'buttons', buttons: [{ does: 'call', title: ' Call ', phone: '+46 (8) 5550‑1147' }] })).toEqual({
    kind: 'buttons',
    buttons: [{ does: 'call', title: 'Call', phone: '+46855501147' }],
  })
  expect(tidyOffer({ kind: 'cards', cards: [card] })).toEqual({
    kind: 'cards',
    cards: [{ title: 'Third seat', pictureUrl: 'https://cdn.shop.example/a.jpg', buttons: [] }],
  })
})

test.each<[Offer, object]>([
  [
    { kind: 'quick-replies', replies: ['Yes', 'No'] },
    { kind: 'choices', titles: ['Yes', 'No'] },
  ],
  [
    {
      kind: 'buttons',
      buttons: [
        { does: 'open', title: 'See it', url: 'https://shop.example/' },
        { does: 'answer', title: 'No' },
      ],
    },
    { kind: 'template', cards: [], buttons: [{ title: 'See it', url: 'https://shop.example/' }, { title: 'No' }] },
  ],
  [
    {
      kind: 'cards',
      cards: [{ title: 'Seat', url: 'https://shop.example/', buttons: [{ does: 'call', title: 'Call', phone: '+46855501147' }] }],
    },
    { kind: 'template', cards: [{ title: 'Seat', url: 'https://shop.example/', buttons: [{ title: 'Call' }] }], buttons: [] },
  ],
])('it stands beside the words of its line as others’ stand there: $kind', (offer, part) => {
  expect(partOfOffer(offer)).toEqual(part)
})
