import { expect, test } from 'vitest'
import { MESSAGE_FILES, ONE_PICTURE, type SentKind } from '#domain/files/outgoing-file.ts'
import { holdWords, planOf } from './plan-words.ts'

const files = (...kinds: SentKind[]) => kinds.map((what) => ({ what }))

test.each<[string, number, SentKind[], string | undefined]>([
  ['a text and three pictures', 1, ['picture', 'picture', 'picture'], '2: your text, then 3 pictures'],
  ['pictures around a file keep their order', 0, ['picture', 'file', 'picture'], '3: a picture, then a file, then a picture'],
  ['two films are two messages', 0, ['video', 'video'], '2: a video, then a video'],
  ['a long text and a sound', 3, ['audio'], '4: your text in 3 messages, then a sound'],
  ['pictures alone are one message', 0, ['picture', 'picture'], undefined],
  ['a text alone', 1, [], undefined],
])('B38: %s', (_what, texts, kinds, told) => {
  const plan = planOf(MESSAGE_FILES, texts, { files: files(...kinds) })
  expect(plan && `${plan.count}: ${plan.words}`).toBe(told)
})

test('cards are the last message of all', () => {
  expect(planOf(MESSAGE_FILES, 1, { files: files('picture'), hasCards: true })).toEqual({
    count: 3,
    words: 'your text, then a picture, then the cards',
  })
  expect(planOf(MESSAGE_FILES, 1, { files: [], hasCards: true })?.count).toBe(2)
  expect(planOf(MESSAGE_FILES, 0, { files: [], hasCards: true })).toBeUndefined()
})

test('under a comment words and picture are one message', () => {
  expect(planOf(ONE_PICTURE, 1, { files: files('picture') })).toBeUndefined()
})

test('what holds the sending back is told, with the limits', () => {
  const [failed, waiting] = [{ state: { kind: 'failed', words: '', canTryAgain: false } }, { state: { kind: 'waiting' } }] as const
  expect(holdWords(MESSAGE_FILES, [waiting, failed, failed])).toBe(
    'Pictures up to 8 MB, other files up to 25 MB. You can send when the upload is done and the 2 files that can’t be sent are removed.',
  )
  expect(holdWords(MESSAGE_FILES, [])).toBeUndefined()
})
