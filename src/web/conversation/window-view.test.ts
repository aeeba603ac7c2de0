import { expect, test } from 'vitest'
import { windowView } from './window-view.ts'

const window = { opensAt: '2026-11-24T14:10:00Z', closesAt: '2026-11-25T14:10:00Z', reason: 'message' } as const
const at = (time: string) => windowView(window, new Date(time))

test.each([
  { title: 'just opened', now: '2026-11-24T14:10:00Z', level: 'open', label: '24 h' },
  { title: 'more than six hours left', now: '2026-11-24T18:30:00Z', level: 'open', label: '19 h 40 min' },
  { title: 'six hours left is soon', now: '2026-11-25T08:10:00Z', level: 'soon', label: '6 h' },
  { title: 'three hours left', now: '2026-11-25T10:58:00Z', level: 'soon', label: '3 h 12 min' },
  { title: 'an hour left', now: '2026-11-25T13:10:00Z', level: 'soon', label: '1 h' },
  { title: 'under an hour', now: '2026-11-25T13:46:00Z', level: 'last', label: '24 min' },
  { title: 'seconds left are never rounded up', now: '2026-11-25T14:09:30Z', level: 'last', label: 'under 1 min' },
  { title: 'on the stroke of its end', now: '2026-11-25T14:10:00Z', level: 'closed', label: 'Ended' },
])('$title', ({ now, level, label }) => {
  expect(at(now)).toMatchObject({ level, label })
})

test('the dial drains from whole to empty', () => {
  expect(at('2026-11-24T14:10:00Z').share).toBe(1)
  expect(at('2026-11-25T02:10:00Z').share).toBe(0.5)
  expect(at('2026-11-25T14:10:00Z').share).toBe(0)
})

test('a client who never wrote has no window', () => {
  expect(windowView(null, new Date('2026-11-25T14:10:00Z'))).toMatchObject({ level: 'closed', label: 'Not open yet', when: 'never opened' })
})
