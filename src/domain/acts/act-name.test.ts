import { expect, test } from 'vitest'
import type { Moderation } from './act.ts'
import { ACT_NAMES, nameOfAct, nameOfModeration } from './act-name.ts'

const NAMED: readonly (readonly [Moderation, string])[] = [
  [{ kind: 'say-privately', text: 'Forty' }, 'reply-privately'],
  [{ kind: 'edit', text: 'Fifty' }, 'edit'],
  [{ kind: 'remove' }, 'remove'],
  [{ kind: 'hide', isHidden: true }, 'hide'],
  [{ kind: 'hide', isHidden: false }, 'show'],
  [{ kind: 'react', reaction: 'like' }, 'like'],
  [{ kind: 'react', reaction: undefined }, 'unlike'],
  [{ kind: 'block', isBlocked: true }, 'block'],
  [{ kind: 'block', isBlocked: false }, 'unblock'],
  [{ kind: 'react', reaction: '👍', isPrivate: true }, 'react'],
  [{ kind: 'react', reaction: undefined, isPrivate: true }, 'unreact'],
]

test('what is done and its opposite have names of their own, and each name is of something', () => {
  expect(NAMED.map(([act]) => nameOfModeration(act))).toEqual(NAMED.map(([, name]) => name))
  expect([nameOfAct({ kind: 'say', text: 'Forty' }), ...NAMED.map(([act]) => nameOfAct(act))]).toEqual(ACT_NAMES)
})
