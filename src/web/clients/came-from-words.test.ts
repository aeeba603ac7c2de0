import { expect, test } from 'vitest'
import { cameFromWords } from './came-from-words.ts'

const NOTHING = {
  source: null,
  type: null,
  ref: null,
  adId: null,
  adTitle: null,
  postId: null,
  productId: null,
  refererUrl: null,
  at: '2026-11-21T08:31:00Z',
}

test.each([
  [{ source: 'ADS', adTitle: 'Cargo bikes for city families' }, 'Ad “Cargo bikes for city families”', undefined],
  [{ source: 'ADS', adId: '77', ref: 'a' }, 'Ad 77', 'a'],
  [{ source: 'ADS' }, 'An ad on Facebook', undefined],
  [{ source: 'SHORTLINK', ref: 'spring-flyer' }, 'm.me link', 'spring-flyer'],
  [{ source: 'MESSENGER_CODE' }, 'A Messenger code', undefined],
  [{ source: 'CUSTOMER_CHAT_PLUGIN', refererUrl: 'https://shop.example/7' }, 'The chat on your website', undefined],
  [{ productId: '9' }, 'Product 9 of your shop', undefined],
])('of %j the card says where the client came from', (told, title, reference) => {
  expect(cameFromWords({ ...NOTHING, ...told })).toEqual({ title, reference })
})
