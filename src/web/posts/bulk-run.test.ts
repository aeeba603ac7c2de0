import { expect, test } from 'vitest'
import { DeskProblem } from '../api/desk-problem.ts'
import { askInTurn, outcomeWords, takenWords } from './bulk-run.ts'
import type { Chosen } from './selection.ts'

const chosen = (count: number) => Array.from({ length: count }, (_, index) => ({ line: { id: `m${index}` } }) as Chosen)
const taken = (some: readonly Chosen[]) => some.map(({ line }) => ({ messageId: line.id, refusal: null }))

async function run(count: number, answer: (some: readonly Chosen[], turn: number) => ReturnType<typeof taken>) {
  const [sizes, progress]: [number[], number[]] = [[], []]
  const ask = (some: readonly Chosen[]) => Promise.resolve().then(() => answer(some, sizes.push(some.length)))
  const outcome = await askInTurn({ act: 'hide', on: chosen(count), ask, onProgress: (answered) => progress.push(answered) })
  return { outcome, sizes, progress }
}

test('more than the desk takes at once is asked for in portions, and all of it is told', async () => {
  const { outcome, sizes, progress } = await run(250, taken)
  expect([sizes, progress]).toEqual([
    [100, 100, 50],
    [100, 200, 250],
  ])
  expect(outcome.taken).toHaveLength(250)
  expect(takenWords(outcome)).toBe('Facebook is asked to hide 250 comments.')
})

test('where the desk does not answer in the middle, what was taken is told, and what nobody knows', async () => {
  const { outcome } = await run(250, (some, turn) => {
    if (turn === 2) {
      throw new TypeError('Failed to fetch')
    }
    return taken(some)
  })
  expect([outcome.taken, outcome.unanswered, outcome.unasked].map(({ length }) => length)).toEqual([100, 100, 50])
  expect(outcomeWords(outcome)).toEqual([
    'Facebook is asked to hide 100 of 250.',
    'Of 100 it is not known: the desk did not answer. Look at them before you try again.',
    '50 were not asked for.',
    'The desk cannot be reached. Check your connection and try again.',
  ])
})

test('what the desk refuses as a whole was surely not done', async () => {
  const { outcome } = await run(120, () => {
    throw new DeskProblem(403, 'not-allowed', { title: 'Only agents can moderate comments.', facts: {} })
  })
  expect(outcomeWords(outcome)).toEqual(['120 were not asked for.', 'Only agents can moderate comments.'])
})

test('each that is refused alone keeps its reason, and holds up no other', async () => {
  const { outcome } = await run(
    3,
    (some) =>
      some.map(({ line }) => ({ messageId: line.id, refusal: line.id === 'm1' ? { title: 'It was deleted.' } : null })) as ReturnType<
        typeof taken
      >,
  )
  expect(outcome.refused).toMatchObject([{ one: { line: { id: 'm1' } }, words: 'It was deleted.' }])
  expect(outcomeWords(outcome)).toEqual(['Facebook is asked to hide 2 of 3.', '1 was refused.'])
})
