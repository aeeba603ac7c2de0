import { expect, test } from 'vitest'
import { concernsThePerson, KEY_CAUSES, keyCauseWords, keyCureWords } from './key-cause.ts'
import { deadKey } from './key-trouble.ts'

test('every cause has words and a cure, with the person by name and without', () => {
  for (const cause of KEY_CAUSES) {
    expect([keyCauseWords(cause, 'Maja Holm'), keyCauseWords(cause, undefined), keyCureWords(cause)]).toEqual(
      Array.from({ length: 3 }, () => expect.stringMatching(/^[A-Z].*\.$/)),
    )
    expect(keyCauseWords(cause, undefined)).not.toContain('undefined')
  }
  expect(keyCauseWords('role-lost', 'Maja Holm')).toBe('Maja Holm is no longer an administrator of this Page.')
  expect(keyCauseWords('checkpoint', undefined)).toContain('asks the person who connected it to log in')
})

test('what the person did ends all their keys; what concerns one Page ends one', () => {
  expect(KEY_CAUSES.filter(concernsThePerson)).toEqual(['password-changed', 'logged-out', 'app-removed', 'checkpoint', 'unconfirmed'])
})

test('a key that was met dead is told by its name, its cause and its numbers alone', () => {
  const failure = { reason: 'key-dead', reach: 'login', code: 190, subcode: 492, facebookMessage: 'Error validating' } as const
  expect(deadKey('k', { kind: 'key-dead', cause: 'role-lost', failure })).toEqual({
    kind: 'key-dead',
    keyName: 'k',
    cause: 'role-lost',
    code: 190,
    subcode: 492,
  })
  expect(deadKey('k', { kind: 'key-dead', cause: 'unknown', failure: { reason: 'key-dead' } })).toEqual({
    kind: 'key-dead',
    keyName: 'k',
    cause: 'unknown',
  })
})
