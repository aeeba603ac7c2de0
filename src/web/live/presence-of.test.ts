import { expect, test } from 'vitest'
import type { EphemeralNews } from '#domain/ephemeral.ts'
import { presentBy, withPresence, type PresentByTicket } from './presence-of.ts'

const news = (kind: EphemeralNews['kind'], memberId = 'tomas') => ({ kind, ticketId: 't', memberId }) as EphemeralNews
const after = (...told: readonly [EphemeralNews, number][]) =>
  told.reduce<PresentByTicket>((held, [each, at]) => withPresence(held, each, at), new Map())
const shown = (held: PresentByTicket, now: number) =>
  (presentBy(held, now).held.get('t') ?? []).map(({ memberId, kind }) => `${memberId} ${kind}`)

test.each<[string, readonly [EphemeralNews, number][], number, string[]]>([
  ['who looks', [[news('looking'), 0]], 29_999, ['tomas looking']],
  ['who looked and said nothing more', [[news('looking'), 0]], 30_000, []],
  [
    'who types',
    [
      [news('looking'), 0],
      [news('typing'), 1000],
    ],
    7999,
    ['tomas typing'],
  ],
  [
    'who paused',
    [
      [news('looking'), 0],
      [news('typing'), 1000],
    ],
    8000,
    ['tomas looking'],
  ],
  [
    'who types, and says that they look',
    [
      [news('typing'), 0],
      [news('looking'), 1000],
    ],
    2000,
    ['tomas typing'],
  ],
  [
    'who left',
    [
      [news('typing'), 0],
      [news('left'), 10],
    ],
    11,
    [],
  ],
  [
    'two',
    [
      [news('looking'), 0],
      [news('typing', 'maja'), 0],
    ],
    10,
    ['maja typing', 'tomas looking'],
  ],
])('of a ticket is seen %s', (_what, told, now, present) => {
  expect(shown(after(...told), now)).toEqual(present)
})

test('who has two pages open is there until both are gone', () => {
  const on = (kind: EphemeralNews['kind'], screen: string) => ({ ...news(kind), screen }) as EphemeralNews
  const both: [EphemeralNews, number][] = [
    [on('looking', 'a'), 0],
    [on('looking', 'b'), 0],
  ]
  expect(shown(after(...both, [on('left', 'a'), 10]), 20)).toEqual(['tomas looking'])
  expect(shown(after(...both, [on('gone', 'a'), 10]), 20)).toEqual(['tomas looking'])
  expect(shown(after(...both, [on('gone', 'a'), 10], [on('left', 'b'), 10]), 20)).toEqual([])
  expect(shown(after([news('looking', 'maja'), 0], ...both, [on('gone', 'a'), 10], [on('gone', 'b'), 10]), 20)).toEqual(['maja looking'])
})

test('the customer is nobody who has the ticket before them', () => {
  const typing = { kind: 'typing', ticketId: 't' } as EphemeralNews
  expect(withPresence(new Map(), typing, 0).size).toBe(0)
})

test('what is so tells when it ends, and nothing when nothing is so', () => {
  expect(presentBy(after([news('typing'), 0]), 10).endsAt).toBe(7000)
  expect(presentBy(after([news('typing'), 0]), 7000).endsAt).toBe(30_000)
  expect(presentBy(after([news('typing'), 0]), 30_000).endsAt).toBeUndefined()
})
