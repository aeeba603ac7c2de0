import { expect, test } from 'vitest'
import { authorHeading, authorPrefix, isSameHand, type Author } from './author-words.ts'

const ME = 'user-1'
const nora: Author = { kind: 'member', id: 'user-2', name: 'Nora Lindqvist' }
const elsewhere = (app: { appId?: string; appName?: string } = {}): Author => ({
  kind: 'elsewhere',
  id: null,
  name: null,
  appId: app.appId ?? null,
  appName: app.appName ?? null,
})
const suite = elsewhere({ appId: '26390203743090', appName: 'Meta Business Suite' })
const assistant = elsewhere({ appId: '1517776481860111' })

test.each([
  ['oneself', { kind: 'member', id: ME, name: 'Tomás Ó Riordan' } as const, 'You'],
  ['a colleague', nora, 'Nora'],
  ["Facebook's own inbox", suite, 'Business Suite'],
  ['an app with a name', elsewhere({ appId: '1', appName: 'Order Assistant' }), 'Order Assistant'],
  ['an app without a name', assistant, 'Another app'],
  ['nobody knows who', elsewhere(), 'On Facebook'],
])('U16: what %s wrote is called so in the list', (_who, written, prefix) => {
  expect(authorPrefix(written, ME)).toBe(prefix)
})

test('B23: a line written elsewhere is headed by the place or its own app, one of ours by the name', () => {
  expect([suite, assistant, elsewhere(), nora].map(authorHeading)).toEqual([
    'Written in Meta Business Suite',
    'Written by app 1517776481860111',
    'Written outside Pagedesk',
    'Nora Lindqvist',
  ])
})

test('B23: two apps do not share one heading', () => {
  expect(isSameHand(suite, assistant)).toBe(false)
  expect(isSameHand(assistant, elsewhere({ appId: '1517776481860111' }))).toBe(true)
  expect(isSameHand(assistant, elsewhere())).toBe(false)
  expect(isSameHand(suite, elsewhere({ appId: '263902037430900', appName: 'Meta Business Suite' }))).toBe(true)
})
