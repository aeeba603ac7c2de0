import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { Fact } from '#domain/facts/fact.ts'
import { nameOf } from '#domain/facts/names.ts'
import { CHANGES } from './public-table.ts'
import { read } from './read.ts'
import { KINDS, STANDBY } from './table.ts'

const FIXTURES = new URL('../fixtures/', import.meta.url)
const shapes = [...KINDS.flatMap((kind) => kind.shapes), ...STANDBY]

function factsIn(fixture: string): readonly Fact[] {
  const reading = read(readFileSync(new URL(`${fixture}.json`, FIXTURES)))
  if (reading.kind === 'unreadable') {
    throw new Error(reading.reason)
  }
  return reading.facts
}

/** Of the one thing that a fixture says. */
function saidIn(fixture: string) {
  const [fact] = factsIn(fixture)
  return fact?.act === 'added' ? fact.content : undefined
}

test('each form of each kind has one fixture, and each fixture is of one form', () => {
  const files = readdirSync(FIXTURES).map((file) => file.replace('.json', ''))
  const all = [...shapes, ...CHANGES.flatMap((kind) => kind.shapes)]
  expect([...all.map(({ fixture }) => fixture), 'batch-of-two-pages'].toSorted()).toEqual(files.toSorted())
  expect([...KINDS, ...CHANGES].every((kind) => kind.shapes.length > 0)).toBe(true)
})

test.each(shapes.map(({ fixture }) => [fixture]))('%s is understood, and told of the right Page and person', (fixture) => {
  const facts = factsIn(fixture)
  expect(facts.map(nameOf)).not.toContain('not-understood')
  expect(facts).toMatchObject([
    { channel: { kind: 'facebook', externalId: '1067280970047460' }, time: { own: new Date(1_790_000_000_000) } },
  ])
  const nobody = ['opt-in-checkbox', 'app-roles', 'policy', 'policy-old']
  const personId = fixture === 'postback-of-guest' ? 'user_ref:guest-12' : '7001'
  expect(facts).toMatchObject([{ subject: nobody.includes(fixture) ? undefined : { kind: 'direct', personId } }])
})

const cdn = 'https://cdn.example/v/'

test.each<[string, object]>([
  ['message-quick-reply', { text: 'Test ride', parts: [{ kind: 'tap', how: 'quick-reply', title: 'Test ride', payload: 'TEST_RIDE' }] }],
  ['message-reply', { text: 'That one', repliesTo: 'm_fixture_0', parts: [] }],
  ['message-picture', { text: 'It arrived like this', parts: [{ kind: 'file', what: 'picture', url: `${cdn}hinge.jpg?oh=1&oe=2` }] }],
  [
    'message-files',
    {
      parts: [
        { what: 'picture', url: `${cdn}1.jpg?oh=1` },
        { what: 'video', url: `${cdn}2.mp4?oh=1` },
        { what: 'audio', url: `${cdn}song.mp3?oh=1` },
        { what: 'file', name: 'Leasecontract werkgever.pdf', url: `${cdn}Leasecontract%20werkgever.pdf?oh=1` },
      ],
    },
  ],
  ['message-voice', { parts: [{ what: 'voice', url: `${cdn}t59.3654-21/0001_n.mp4/audioclip-1790000000-4100.mp4?ccb=1-7` }] }],
  ['message-without-payload', { parts: [{ what: 'picture', url: undefined }] }],
  ['message-sticker', { parts: [{ what: 'sticker', url: `${cdn}thumb.png`, stickerId: '369239263222822' }] }],
  ['message-sticker-twice', { parts: [{ what: 'sticker', url: `${cdn}thumb.png`, stickerId: '369239263222822' }] }],
  ['message-sticker-old', { parts: [{ what: 'sticker', url: `${cdn}thumb.png`, stickerId: '369239263222822' }] }],
  [
    'message-reel',
    { parts: [{ kind: 'shared', what: 'reel', id: '77', url: 'https://www.facebook.com/reel/77', title: 'Three days, two wheels' }] },
  ],
  ['message-post', { parts: [{ kind: 'shared', what: 'post', id: '1067280970047460_88' }] }],
  [
    'message-link',
    { text: 'or this https://example.com/p/78', parts: [{ kind: 'link', url: 'https://example.com/p/78', title: 'Gear hub 8' }] },
  ],
  ['message-link-beside', { parts: [{ kind: 'link', url: 'https://example.com/p/77', title: 'Gear hub 7' }] }],
  ['message-link-unavailable', { text: 'And this', parts: [{ kind: 'link', url: undefined, title: 'Attachment Unavailable' }] }],
  ['message-location', { parts: [{ kind: 'location', latitude: 45.4523, longitude: 9.2075, title: 'Cascina Cuccagna' }] }],
  [
    'message-product',
    {
      parts: [
        {
          kind: 'product',
          products: [{ id: '901', retailerId: 'LC-RC-88', title: 'Rain cover', subtitle: '€ 89', pictureUrl: `${cdn}cover.jpg` }],
        },
      ],
    },
  ],
  ['message-from-shop', { parts: [{ kind: 'referral', productId: '901' }] }],
  [
    'message-from-ad',
    {
      parts: [
        {
          kind: 'referral',
          source: 'ADS',
          ref: 'autumn',
          adId: '6045246000001',
          adTitle: 'Cargo bikes for city families',
          pictureUrl: `${cdn}ad.jpg`,
        },
      ],
    },
  ],
  ['message-command', { parts: [{ kind: 'tap', how: 'command', title: 'hours' }] }],
  ['message-unsupported', { parts: [{ kind: 'unsupported' }] }],
  [
    'message-machine-notes',
    { text: 'Hello', parts: [], asides: { prior_message: { identifier: 'ref-77' }, hop_context: [{ metadata: 'menu' }] } },
  ],
  [
    'echo-template',
    {
      parts: [
        {
          kind: 'template',
          title: 'Kastrup Family',
          cards: [
            {
              title: 'Kastrup Family',
              subtitle: '€ 4 290',
              url: 'https://example.com/kastrup',
              pictureUrl: `${cdn}kastrup.jpg`,
              buttons: [{ title: 'Book a test ride' }],
            },
          ],
        },
      ],
    },
  ],
  [
    'postback',
    {
      text: 'Get Started',
      parts: [
        { kind: 'tap', how: 'postback', title: 'Get Started', payload: 'GET_STARTED' },
        { kind: 'referral', ref: 'spring_sale' },
      ],
    },
  ],
  ['postback-old', { text: '', parts: [{ kind: 'tap', how: 'postback', title: '', payload: 'GET_STARTED' }] }],
  [
    'order',
    {
      parts: [
        { kind: 'order', note: 'Both in green, please', products: [{ title: 'Rain cover', quantity: 2, price: '89', currency: 'EUR' }] },
      ],
    },
  ],
  ['standby-postback', { text: 'Track parcel', parts: [{ kind: 'tap', how: 'postback' }] }],
])('%s says all of it', (fixture, content) => {
  expect(saidIn(fixture)).toMatchObject({ unread: undefined, ...content })
})

test('fault 30: a part that nobody knows stands beside those that are, as it came', () => {
  expect(saidIn('message-unknown-part')).toMatchObject({
    text: 'See you then',
    parts: [{ what: 'picture' }],
    unread: {
      label: 'attachment: appointment_booking',
      raw: { attachments: [{ type: 'appointment_booking', payload: { appointment_id: '31' } }] },
    },
  })
})

test.each<[string, object]>([
  ['message-unsent', { act: 'removed', externalId: 'm_fixture_1' }],
  ['message-edit', { act: 'edited', externalId: 'm_fixture_1', text: 'See you at eleven' }],
  ['reaction', { act: 'reacted', by: '7001', reaction: { name: 'love', emoji: '❤️' }, opens: 'reaction' }],
  ['reaction-taken-off', { act: 'reacted', by: '7001', reaction: undefined, opens: undefined }],
  ['echo-unmarked', { act: 'added', author: { kind: 'page', appId: undefined } }],
  ['referral-link', { note: { what: 'referral', source: 'SHORTLINK', ref: 'spring-flyer-utrecht' }, opens: 'referral' }],
  ['referral-ad', { note: { what: 'referral', source: 'ADS', adTitle: 'Autumn service, half price' }, opens: undefined }],
  [
    'opt-in-marketing',
    {
      note: {
        what: 'opt-in',
        title: 'Back in stock',
        token: '9101112',
        status: 'STOP NOTIFICATIONS',
        expiresAt: new Date(1_790_086_400_000),
      },
    },
  ],
  ['opt-in-checkbox', { note: { what: 'opt-in', ref: 'newsletter', userRef: 'ref-77' } }],
  ['account-linking', { note: { what: 'account-linked', isLinked: true } }],
  [
    'thread-passed',
    { note: { how: 'passed', from: '555000111222333', to: '1517776481860111', metadata: 'asked for a person' }, answering: { isUs: true } },
  ],
  ['thread-taken', { note: { how: 'taken' }, answering: { isUs: false, appId: '555000111222333' } }],
  ['thread-requested', { note: { how: 'requested', to: '555000111222333' }, answering: undefined }],
  ['app-roles', { note: { how: 'roles', roles: [{ appId: '1517776481860111', roles: ['primary_receiver'] }] } }],
  ['policy-old', { note: { what: 'policy', action: 'block' } }],
  [
    'feedback',
    { note: { what: 'feedback', answers: [{ screen: '0', question: 'q1', type: 'csat', answer: '5', comment: 'Very quick, thanks.' }] } },
  ],
  ['rating', { note: { what: 'feedback', about: 'm_fixture_2', rating: 'Good response' } }],
  ['standby-message', { author: { kind: 'client' }, answering: { isUs: false }, piece: { place: 'standby' } }],
  ['standby-echo', { author: { kind: 'page', appId: '555000111222333' }, answering: { isUs: false, appId: '555000111222333' } }],
])('%s tells what happened', (fixture, fact) => {
  expect(factsIn(fixture)).toMatchObject([fact])
})
