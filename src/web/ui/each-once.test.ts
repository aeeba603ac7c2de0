import { expect, test } from 'vitest'
import { eachOnce } from './each-once.ts'

test('what stands on two pages is shown once, where it stood and as it is now', () => {
  const pages = [
    [
      { id: 'a', unanswered: 3 },
      { id: 'b', unanswered: 2 },
    ],
    [
      { id: 'a', unanswered: 1 },
      { id: 'c', unanswered: 1 },
    ],
  ]
  expect(eachOnce(pages.flat(), ({ id }) => id)).toEqual([
    { id: 'a', unanswered: 1 },
    { id: 'b', unanswered: 2 },
    { id: 'c', unanswered: 1 },
  ])
})
