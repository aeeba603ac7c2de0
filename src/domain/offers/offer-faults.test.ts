import fc from 'fast-check'
import { expect, test } from 'vitest'
import { faultWords } from './fault-words.ts'
import { OFFER_LIMITS, offerFaults, ownPictureFaults } from './offer-faults.ts'
import { tidyOffer, type Offer, type OfferedButton, type OfferedCard } from './offer.ts'

const QUESTION = { text: 'When would you like to come?', hasFiles: false }
const words = (offer: Offer, beside = QUESTION) => offerFaults(tidyOffer(offer), beside).map((fault) => faultWords(fault, offer.kind))
const replies = (...titles: readonly string[]): Offer => ({ kind: 'quick-replies', replies: titles })
const buttons = (...all: readonly OfferedButton[]): Offer => ({ kind: 'buttons', buttons: all })
const cards = (...all: readonly Partial<OfferedCard>[]): Offer => ({
  kind: 'cards',
  cards: all.map((card) => ({ title: 'Third seat', subtitle: 'Folds away', buttons: [], ...card })),
})
const open = (url: string): OfferedButton => ({ does: 'open', title: 'See it', url })
const call = (phone: string): OfferedButton => ({ does: 'call', title: 'Call us', phone })
const many = <Each>(count: number, each: Each) => Array.from({ length: count }, () => each)

test.each<[string, Offer, typeof QUESTION, readonly string[]]>([
  ['13 quick replies of 20 characters', replies(...many(13, 'x'.repeat(20))), QUESTION, []],
  ['white space around a title counts for nothing', replies(` ${'x'.repeat(20)} `), QUESTION, []],
  ['quick replies under a file', replies('Yes'), { text: '', hasFiles: true }, []],
  ['3 buttons below 640 characters', buttons(...many(3, open('https://shop.example/a'))), { text: 'x'.repeat(640), hasFiles: false }, []],
  ['10 cards', cards(...many(10, { title: 'x'.repeat(80), subtitle: 'x'.repeat(80) })), { text: '', hasFiles: false }, []],
  ['a card with a picture alone', cards({ subtitle: '', pictureUrl: 'https://cdn.shop.example/seat.jpg?w=9' }), QUESTION, []],
  ['a number as people write it', buttons(call('+46 (8) 5550-1147')), QUESTION, []],
  ['14 quick replies', replies(...many(14, 'Yes')), QUESTION, ['1 quick reply too many: Facebook takes 13.']],
  [
    'one that is too long, and one without words',
    replies('Saturday', 'Another day, please tell me', ' '),
    QUESTION,
    ['Quick reply 2 is 7 characters too long.', 'Quick reply 3 has no words.'],
  ],
  ['none', replies(), QUESTION, ['Add a quick reply.']],
  [
    'quick replies under nothing',
    replies('Yes'),
    { text: ' ', hasFiles: false },
    ['Quick replies stand below a text or a file. Write or add one.'],
  ],
  ['buttons below a file alone', buttons(call('+4685550')), { text: '', hasFiles: true }, ['Buttons stand below a text. Write one.']],
  [
    '4 buttons below 649 characters',
    buttons(...many(4, call('+46855501147'))),
    { text: 'x'.repeat(649), hasFiles: false },
    ['9 too many: above buttons a text has at most 640 characters.', '1 button too many: Facebook takes 3.'],
  ],
  [
    'a number without its country',
    buttons(call('08 5550 1147')),
    QUESTION,
    ['Button 1 needs a number that begins with + and the country, such as +46 8 5550 1147.'],
  ],
  ['11 cards', cards(...many(11, {})), QUESTION, ['1 card too many: Facebook takes 10.']],
  [
    'a card of a title alone',
    cards({}, { subtitle: ' ' }),
    QUESTION,
    ['Card 2 has nothing but a title: add a picture, a line below, an address or a button.'],
  ],
  [
    'a long card with too many buttons, one of them long',
    cards({
      title: 'x'.repeat(81),
      subtitle: 'x'.repeat(90),
      buttons: many<OfferedButton>(5, { does: 'answer', title: 'x'.repeat(22) }).with(1, call('+46855')),
    }),
    QUESTION,
    [
      'The title of card 1 is 1 character too long.',
      'The line below the title of card 1 is 10 characters too long.',
      'Card 1 has 2 buttons too many: Facebook takes 3 on each.',
      'The title of button 1 of card 1 is 2 characters too long.',
      'The title of button 3 of card 1 is 2 characters too long.',
      'The title of button 4 of card 1 is 2 characters too long.',
      'The title of button 5 of card 1 is 2 characters too long.',
    ],
  ],
  [
    'a picture that is not secure',
    cards({ pictureUrl: 'http://shop.example/seat.jpg' }),
    QUESTION,
    ['The picture of card 1 needs an https address that everybody can open: Facebook fetches it from there.'],
  ],
])('%s: what is wrong is named, and by how much', (_what, offer, beside, told) => {
  expect(words(offer, beside)).toEqual(told)
})

test.each([
  'shop.example',
  'javascript:alert(1)',
  'ftp://shop.example/',
  'https://localhost/',
  'https://desk.localhost/a',
  'https://127.0.0.1/a',
  'https://192.168.1.7:8443/a',
  'https://2130706433/',
  'https://0x7f.1/',
  'https://[::1]/',
  'https://desk/',
  'https://nas.local/a',
  'https://desk.internal./a',
  'https://user@shop.example/',
  'https://shop.example/a b',
  `https://shop.example/${'a'.repeat(2000)}`,
])('%s is no address that everybody can open', (url) => {
  expect(words(buttons(open(url)))).toEqual(['Button 1 needs a web address that everybody can open.'])
})

test.each(['http://shop.example', 'https://shop.example:8443/a?b=c#d', 'https://läden.example/ä', 'HTTPS://Shop.Example/'])(
  '%s is one',
  (url) => {
    expect(words(buttons(open(url)))).toEqual([])
  },
)

test('a picture on the desk itself is named, whatever its case', () => {
  const offer = cards({}, { pictureUrl: 'https://Desk.Shop.example/api/v1/files/1' })
  expect(ownPictureFaults(offer, 'desk.shop.example').map((fault) => faultWords(fault, 'cards'))).toEqual([
    'The picture of card 2 lies on this desk, which shows it to members alone. Facebook needs an address that everybody can open.',
  ])
  expect(ownPictureFaults(offer, 'shop.example')).toEqual([])
})

test('a title is at fault exactly when it is longer than Facebook takes, by what is more, and tidying twice changes nothing', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }), (title) => {
      const offer = tidyOffer(replies(title))
      expect(tidyOffer(offer)).toEqual(offer)
      const excess = title.trim().length - OFFER_LIMITS.replyTitle
      const faults = offerFaults(offer, QUESTION)
      if (title.trim() === '') {
        expect(faults).toMatchObject([{ kind: 'untitled' }])
      } else {
        expect(faults).toEqual(excess > 0 ? [{ kind: 'too-long', what: 'title', at: { reply: 1 }, excess }] : [])
      }
    }),
  )
})
