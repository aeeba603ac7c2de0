import { expect, test } from 'vitest'
import { createTestDatabase } from '#test/database.ts'
import { runStorm } from './harness/storm/run-storm.ts'

test(
  'shuffled, told twice, malformed and killed in the middle, what customers write ends as it does in order',
  { timeout: 180_000 },
  async () => {
    const { compared } = await runStorm({ seed: 1, events: 600, kills: 3, newDatabase: createTestDatabase })
    expect(compared.flatMap(({ part, differences }) => differences.map((difference) => `${part}: ${difference}`))).toEqual([])
    expect(compared.filter(({ part, count }) => count === 0 && part !== 'deliveries')).toEqual([])
  },
)
