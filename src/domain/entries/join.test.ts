import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { UserId } from '../ids.ts'
import { wordsAlone } from './content.ts'
import { unheard, type Entry } from './entry.ts'
import { join } from './join.ts'
import { merge, type EntryNews } from './merge.ts'

const at = (second: number): Date => new Date(second * 1000)

const ours: Entry = {
  ...unheard('message', undefined),
  author: { kind: 'member', userId: 'u' as UserId },
  writtenAt: at(3),
  content: { value: wordsAlone('ours'), at: at(3) },
}
const echo: EntryNews = {
  act: 'added',
  author: { kind: 'page', appId: '1', appName: undefined, mark: undefined },
  content: wordsAlone('ours'),
  at: at(4),
}
const news = fc.subarray<EntryNews>([
  echo,
  { act: 'delivered', at: at(5) },
  { act: 'removed', at: at(7) },
  { act: 'reacted', by: '7001', reaction: { name: 'love', emoji: undefined }, at: at(6) },
  { act: 'edited', text: 'ours, better', at: at(8) },
])

test('whether the name of what we sent is known before, between or after the news, the same entry comes of it', () => {
  fc.assert(
    fc.property(news, news, (early, late) => {
      const other = early.reduce(merge, unheard('message', 'm_1'))
      const joinedBetween = late.reduce(merge, join(ours, other))
      const joinedFirst = [...early, ...late].reduce(merge, join(ours, unheard('message', 'm_1')))
      const joinedLast = join(ours, [...early, ...late].reduce(merge, unheard('message', 'm_1')))
      expect(joinedBetween).toEqual(joinedFirst)
      expect(joinedLast).toEqual(joinedFirst)
    }),
    { numRuns: 2000 },
  )
})

test('the words and the author stay ours', () => {
  const joined = join(ours, merge(unheard('message', 'm_1'), echo))
  expect(joined).toMatchObject({ externalId: 'm_1', author: ours.author, content: ours.content, writtenAt: at(4), echoedAt: at(4) })
})
