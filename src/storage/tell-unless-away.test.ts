import { expect, test } from 'vitest'
import { tellUnlessAway } from './tell-unless-away.ts'

const AWAY = Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:5432'), { code: 'ECONNREFUSED', syscall: 'connect' })
const OURS = new Error('A name is missing.')

function telling(answers: boolean) {
  const told: unknown[] = []
  const tell = tellUnlessAway({ answers: () => Promise.resolve(answers) }, (error) => void told.push(error))
  return { told, tell }
}

test('of a database that is away no try is told, and all else is', async () => {
  const { told, tell } = telling(false)
  tell(AWAY)
  tell(OURS)
  await expect.poll(() => told).toEqual([OURS])
})

test('one that answers again is told of, for then it was something else', async () => {
  const { told, tell } = telling(true)
  tell(AWAY)
  await expect.poll(() => told).toEqual([AWAY])
})
