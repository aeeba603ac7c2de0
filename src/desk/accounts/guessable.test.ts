import { expect, test } from 'vitest'
import { isGuessable } from './guessable.ts'

test.each(['password1234', 'aaaaaaaaaaaa', '123456789012', 'qwertyuiop[]', 'passwordpassword', 'P@ssw0rd1234'])(
  'a password that is long and guessed all the same is refused: %s',
  async (password) => {
    expect(await isGuessable(password)).toBe(true)
  },
)

test.each(['a few plain words', 'long enough for Anna', 'kayak teapot 31', 'd7f0-2kkq-9wpe'])(
  'a password that is only long is taken: %s',
  async (password) => {
    expect(await isGuessable(password)).toBe(false)
  },
)
