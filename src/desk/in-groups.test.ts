import { expect, test } from 'vitest'
import { inGroups } from './in-groups.ts'

/** Work that ends when it is told to, and what was done together. */
function slowWork() {
  const groups: string[][] = []
  const ends: (() => void)[] = []
  const ask = inGroups<string, string>({
    keyOf: (asked) => asked.charAt(0),
    work: async (group) => {
      groups.push([...group])
      await new Promise<void>((resolve) => ends.push(resolve))
      if (group.includes('a bad')) {
        throw new Error('This one fails.')
      }
      return group.map((asked) => `${asked} done`)
    },
  })
  return { groups, ask, end: () => ends.splice(0).forEach((resolve) => resolve()) }
}

const SOON = { timeout: 5_000, interval: 1 }

test('what is asked for while its kind is at work is done together afterwards, each with its own answer', async () => {
  const { groups, ask, end } = slowWork()
  const first = ask('a1')
  await expect.poll(() => groups.length, SOON).toBe(1)
  const others = [ask('a2'), ask('a3')]
  end()
  expect(await first).toBe('a1 done')
  await expect.poll(() => groups.length, SOON).toBe(2)
  end()
  expect(await Promise.all(others)).toEqual(['a2 done', 'a3 done'])
  expect(groups).toEqual([['a1'], ['a2', 'a3']])
})

test('another kind does not wait for it', async () => {
  const { groups, ask, end } = slowWork()
  const asked = [ask('a1'), ask('b1')]
  await expect.poll(() => groups, SOON).toEqual([['a1'], ['b1']])
  end()
  await Promise.all(asked)
})

test('where a group fails each is done by itself, and only what fails is told so', async () => {
  const { groups, ask, end } = slowWork()
  const asked = Promise.allSettled([ask('a good'), ask('a bad')])
  await expect.poll(() => groups.length, SOON).toBe(1)
  end()
  await expect.poll(() => groups.length, SOON).toBe(3)
  end()
  expect((await asked).map(({ status }) => status)).toEqual(['fulfilled', 'rejected'])
  expect(groups).toEqual([['a good', 'a bad'], ['a good'], ['a bad']])
})
