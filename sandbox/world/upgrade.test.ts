import { expect, test } from 'vitest'
import { newPage, seedState } from './seed.ts'
import { READABLE, upgrade } from './upgrade.ts'
import type { State } from './world.ts'

const APP = { id: '1', secret: 's', verifyToken: 'v', redirectUris: [] }

/** A snapshot as the first version wrote it: no wall, no media, messages without parts. */
function firstVersion(): Parameters<typeof upgrade>[0] {
  const state: Record<string, unknown> = { ...seedState(APP) }
  for (const later of ['wall', 'media', 'messenger']) {
    delete state[later]
  }
  const conversation = {
    id: 't_1',
    pageId: '238194675010342',
    personId: '100014402987731',
    psid: '7771',
    messages: [{ mid: 'm_old', from: 'person', text: 'Is it open?', at: 5 }],
    openedAt: 5,
    deliveredUpTo: 0,
    readUpTo: 0,
    seenByPageUpTo: 0,
    pageTypesUntil: 0,
  }
  return { ...state, version: 1, conversations: new Map([['7771', conversation]]) } as unknown as State
}

test('a snapshot of the first version is read and keeps what was said', () => {
  expect(READABLE).toContain(1)
  const state = upgrade(firstVersion())
  expect(state.version).toBe(2)
  const thread = state.conversations.get('7771')
  expect(thread?.messages).toEqual([{ mid: 'm_old', from: 'person', text: 'Is it open?', at: 5, attachments: [] }])
  expect(thread?.windowMs).toBe(24 * 3_600_000)
  expect(state.messenger.threadOf.get('m_old')).toBe('7771')
  expect([...state.media.values()].map(({ name }) => name)).toContain('balcony.jpg')
})

test('what an older snapshot knows of reviews and mentions can be answered', () => {
  const saved = seedState(APP)
  const said = { pageId: '238194675010342', personId: '100014402987731', at: 5 }
  const rating = { ...said, recommendation: 'positive', text: 'Kind', rating: undefined, removedAt: undefined } as const
  saved.wall.ratings.set('71', { ...rating, id: '71' }).set('72', { ...rating, id: '72', removedAt: 6 })
  saved.wall.mentions.set('73', { ...said, id: '73', item: 'post', postId: '73', message: 'Go there!' })
  const { posts } = upgrade(saved).wall
  expect(['71', '72', '73'].map((id) => posts.get(id)?.story)).toEqual(['review', undefined, 'mention'])
})

test('what a later snapshot holds stays as it is', () => {
  const saved = seedState(APP)
  saved.pages.set('9', { ...newPage({ id: '9', name: 'News', admins: { '100041773920516': ['MANAGE'] } }), isNewsPage: true })
  const page = upgrade(saved).pages.get('9')
  expect(page).toEqual(saved.pages.get('9'))
  expect(page?.isNewsPage).toBe(true)
})
