import { expect, test } from 'vitest'
import type { MessageLine } from '../conversation/lines/line-of.ts'
import { leftOutWords, within } from './bulk-acts.ts'
import type { Chosen } from './selection.ts'
import type { WallTalk } from './wall-talk.ts'

const now = new Date('2026-11-29T10:00:00Z')
const usual = {
  line: 'customer-message',
  occurredAt: '2026-11-29T09:00:00Z',
  reactions: [],
  isHidden: false,
  acts: [],
  takenBackAt: null,
  state: null,
} as unknown as MessageLine
const talk = {
  id: 't',
  kind: 'comment',
  channel: { id: 'c', name: 'A Page', kind: 'facebook', state: 'connected' },
  missing: [],
} as unknown as WallTalk
const one = (line: Partial<MessageLine> = {}, where: Partial<WallTalk> = {}): Chosen => ({
  line: { ...usual, ...line } as MessageLine,
  talk: { ...talk, ...where },
})

test('what is hidden already is deleted all the same', () => {
  const chosen = [one(), one({ isHidden: true })]
  expect([within(chosen, 'hide', now).length, within(chosen, 'remove', now).length]).toEqual([1, 2])
  expect(leftOutWords(chosen, 'hide', now)).toBe('1 is already hidden, so Hide applies to the other.')
  expect(leftOutWords(chosen, 'remove', now)).toBe('')
})

test('each that an act leaves out says why', () => {
  const chosen = [
    one(),
    one(),
    one({ line: 'our-message', state: 'sent' }),
    one({ takenBackAt: '2026-11-29T09:30:00Z' }),
    one({ isHidden: true }),
    one({ isHidden: true }),
    one({}, { kind: 'review' }),
  ]
  expect(leftOutWords(chosen, 'hide', now)).toBe(
    '1 is the Page’s own, 1 is already deleted, 2 are already hidden and 1 cannot be moderated on Facebook, so Hide applies to the other 2.',
  )
})

test('on a Page that is not connected nothing applies', () => {
  const cutOff = one({}, { channel: { ...talk.channel, state: 'disconnected' } })
  expect(leftOutWords([cutOff], 'remove', now)).toBe('1 is on a Page that is not connected, so Delete applies to none.')
})

test('where Facebook has not granted the permission the reason is that', () => {
  const chosen = [one(), one({}, { missing: ['pages_manage_engagement'] })]
  expect(leftOutWords(chosen, 'hide', now)).toBe('1 is on a Page without the permission for it, so Hide applies to the other.')
})
