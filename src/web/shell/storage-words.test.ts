import { expect, test } from 'vitest'
import { sentenceTime } from '../ui/format-time.ts'
import { storageWords } from './storage-words.ts'

const now = new Date(2026, 10, 29, 12, 0)
const began = new Date(2026, 10, 29, 10, 31)
const since = began.toISOString()
const when = sentenceTime(began, now)

test('a full storage says what goes on, what waits since when, and what to do', () => {
  expect(storageWords({ reason: 'storage-full', since, waitingCount: 12 }, now)).toEqual({
    lead: 'The storage for files is full.',
    words: `Texts come and go as before. 12 files wait since ${when}. Make room there, and they come by themselves. Facebook’s own copies last only for a time.`,
  })
})

test('one that does not answer asks for something else, and one file is one', () => {
  const { lead, words } = storageWords({ reason: 'storage-away', since, waitingCount: 1 }, now)
  expect(lead).toBe('The storage for files does not answer.')
  expect(words).toContain(`1 file waits since ${when}. See that it runs and that the desk reaches it, and it comes by itself.`)
})
