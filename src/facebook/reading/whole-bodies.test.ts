import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { DatedFact } from '#desk/intake/room.ts'
import { ownMark } from '#domain/acts/own-mark.ts'
import { trustedTime } from '#domain/facts/time.ts'
import { at, OWN, stateAfter } from '#test/told-room.ts'
import { read } from './read.ts'

const PAGE = '1067280970047460'
const RECEIVED = at(100)
const mid = fc.constantFrom('m_1', 'm_2', 'm_3')

type Item = Readonly<Record<string, unknown>>

const ofPerson = { sender: { id: '7001' }, recipient: { id: PAGE } }
const ofPage = { sender: { id: PAGE }, recipient: { id: '7001' } }

/** What a message says does not change when it is told again: it follows from its name. */
const SAID: Readonly<Record<string, Item>> = {
  m_1: { text: 'Does it fit?', attachments: [{ type: 'image', payload: { url: 'https://cdn.example/1.jpg' } }] },
  m_2: { text: 'That one', reply_to: { mid: 'e_1' }, quick_reply: { payload: 'YES' } },
  m_3: { text: 'From the ad', referral: { ref: 'r', source: 'ADS', ad_id: '6' }, attachments: [{ type: 'coupon' }] },
}
const said = mid.map((name) => ({ ...ofPerson, message: { mid: name, ...SAID[name] } }))
const tap = fc.constant({ ...ofPerson, postback: { mid: 'm_4', title: 'Get Started', payload: 'GS' } })
const echo = fc.constantFrom(
  { ...ofPage, message: { mid: 'e_1', is_echo: true, app_id: 5, text: 'Yes' } },
  { ...ofPage, message: { mid: 'own_1', is_echo: true, app_id: 1, metadata: ownMark(OWN), text: 'ours' } },
)
const any = fc.constantFrom('m_1', 'm_2', 'e_1', 'own_1')
const edit = fc
  .tuple(any, fc.constantFrom('Does it fit me?', 'Will it fit?'))
  .map(([name, text]) => ({ ...ofPerson, message_edit: { mid: name, text, num_edit: '1' } }))
const removed = any.map((name) => ({
  ...(name.startsWith('m') ? ofPerson : ofPage),
  message: { mid: name, is_deleted: 'true', is_echo: !name.startsWith('m') },
}))
const reaction = fc
  .tuple(
    any,
    fc.constantFrom<Item>({ action: 'react', reaction: 'love', emoji: '❤' }, { action: 'react', emoji: '👍' }, { action: 'unreact' }),
    fc.constantFrom(ofPerson, ofPage),
  )
  .map(([name, what, by]) => ({ ...by, reaction: { mid: name, ...what } }))
const note = fc.constantFrom<Item>(
  { referral: { ref: 'r', source: 'SHORTLINK', type: 'OPEN_THREAD' } },
  { referral: { ref: 'r', source: 'ADS', ad_id: '6' } },
  { optin: { type: 'one_time_notif_req', payload: 'P', one_time_notif_token: 't' } },
  { pass_thread_control: { new_owner_app_id: '1', previous_owner_app_id: 5 } },
  { take_thread_control: { new_owner_app_id: '5', previous_owner_app_id: 1 } },
  { game_play: { game_id: '5' } },
)
const receipt = fc.constantFrom<Item>(
  { read: { watermark: at(4).getTime() } },
  { delivery: { mids: ['own_1', 'e_1'], watermark: at(3).getTime() } },
)

/** Messages and taps happen once, in a moment of their own; all else may happen in any. */
const MOMENTS: Readonly<Record<string, number>> = { m_1: 1, m_2: 3, m_3: 5, m_4: 2, e_1: 4, own_1: 6 }
const second = fc.nat(8)

const item: fc.Arbitrary<Item> = fc.oneof(
  fc.oneof(said, tap, echo).map((one) => {
    const name = String(('message' in one ? one.message : one.postback).mid)
    return { ...one, timestamp: at(MOMENTS[name] ?? 0).getTime() }
  }),
  fc.tuple(fc.oneof(edit, removed, reaction), second).map(([one, when]) => ({ ...one, timestamp: at(when).getTime() })),
  fc.tuple(fc.oneof(note, receipt), second).map(([one, when]) => ({ ...ofPerson, ...one, timestamp: at(when).getTime() })),
)

/** A delivery of some items, each in the list in which it may come. */
type Body = { readonly items: readonly Item[]; readonly isStandby: boolean }

const body: fc.Arbitrary<Body> = fc.record({ items: fc.array(item, { minLength: 1, maxLength: 3 }), isStandby: fc.boolean() })

function factsOf({ items, isStandby }: Body): DatedFact[] {
  const entry = { id: PAGE, time: RECEIVED.getTime(), [isStandby ? 'standby' : 'messaging']: items }
  const reading = read(Buffer.from(JSON.stringify({ object: 'page', entry: [entry] })))
  return reading.kind === 'unreadable' ? [] : reading.facts.map((fact) => ({ fact, time: trustedTime(fact.time, RECEIVED) }))
}

test('fault 23: any order, any repetition and any batching of whole bodies ends in the same conversation', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(body, { maxLength: 5 }), fc.infiniteStream(fc.nat()), async (bodies, dice) => {
      const twice = [...bodies, ...bodies].map((one) => ({ one, by: dice.next().value })).toSorted((a, b) => a.by - b.by)
      const shuffled = twice.map(({ one: { items, isStandby } }) => ({
        isStandby,
        items: dice.next().value % 2 === 0 ? items : items.toReversed(),
      }))
      expect(await stateAfter(shuffled.flatMap(factsOf))).toEqual(await stateAfter(bodies.flatMap(factsOf)))
    }),
    { numRuns: 2000 },
  )
}, 120_000)
