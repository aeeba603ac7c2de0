import { expect, test } from 'vitest'
import { originWords, type Referral } from './origin-words.ts'

const NOTHING: Referral = {
  source: null,
  type: null,
  ref: null,
  adId: null,
  adTitle: null,
  postId: null,
  productId: null,
  refererUrl: null,
  picture: null,
}

test.each<[string, Partial<Referral>, string]>([
  ['an ad by its title', { source: 'ADS', adTitle: 'Cargo bikes for city families' }, 'Came from an ad: Cargo bikes for city families'],
  ['an ad by its number', { source: 'ADS', adId: '77' }, 'Came from an ad: Ad 77'],
  ['an ad of which nothing is told', { source: 'ADS' }, 'Came from an ad: An ad on Facebook'],
  [
    'a link with its reference',
    { source: 'SHORTLINK', ref: 'spring-flyer' },
    'Came from a link: A link to Messenger. Reference: spring-flyer',
  ],
  ['a source that is new', { source: 'SMART_FRIDGE' }, 'Came from a link: A link to Messenger (smart fridge)'],
  [
    'the chat on a website',
    { source: 'CUSTOMER_CHAT_PLUGIN', refererUrl: 'https://shop.example/7' },
    'Came from your website: https://shop.example/7',
  ],
  ['a product of the shop', { productId: '9' }, 'Asked about a product: Product 9'],
])('the head of a conversation tells of %s', (_what, told, words) => {
  const { lead, title, more } = originWords({ ...NOTHING, ...told })
  expect(`${lead}: ${title}${more === undefined ? '' : `. ${more}`}`).toBe(words)
})

test('an ad can be opened where its post is known', () => {
  expect(originWords({ ...NOTHING, source: 'ADS', postId: '1_2' }).seen?.href).toBe('https://www.facebook.com/1_2')
  expect(originWords({ ...NOTHING, source: 'ADS' }).seen).toBeUndefined()
})
