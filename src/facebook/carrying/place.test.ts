import { expect, test } from 'vitest'
import type { AttachmentId } from '#domain/ids.ts'
import { graphId, type GraphId } from '../graph/graph-id.ts'
import { createPagePace, PAGE_LIMITS } from '../graph/page-limits.ts'
import { placeNow } from './place.ts'

const FILE = { id: 'file' as AttachmentId, what: 'picture', digest: 'digest', form: 'original', type: 'image/png' } as const
const SUBJECT = { kind: 'direct', personId: '7001' } as const
const PICTURE = { act: { kind: 'say', text: '', files: [FILE] }, subject: SUBJECT } as const
const WORDS = { act: { kind: 'say', text: 'Hello' }, subject: SUBJECT } as const

function paced() {
  const clock = { now: 0 }
  const pace = createPagePace({ now: () => clock.now, wait: () => Promise.resolve() })
  return { clock, way: { graph: { pace }, pageId: graphId('1067280970047460') as GraphId } }
}

test('what waited for its place keeps it, in that pace alone', () => {
  const { way } = paced()
  const held = placeNow(way, PICTURE, undefined)
  expect(placeNow(way, PICTURE, held)).toBe(held)
  expect(placeNow(way, WORDS, held)).not.toBe(held)
})

test('whoever comes so late that the place lapsed has none: it waits for the next before anything is under way', () => {
  const { clock, way } = paced()
  const held = placeNow(way, PICTURE, undefined)
  clock.now += 1050
  const others = Array.from({ length: PAGE_LIMITS.media }, () => placeNow(way, PICTURE, undefined))
  expect(others).not.toContain(undefined)
  expect(placeNow(way, PICTURE, held)).toBeUndefined()
})

test('what is done in public waits for no pace', () => {
  const { way } = paced()
  const wish = { act: PICTURE.act, subject: { kind: 'comments', postId: '1', rootId: '2' } } as const
  expect(Array.from({ length: 400 }, () => placeNow(way, wish, undefined))).not.toContain(undefined)
})
