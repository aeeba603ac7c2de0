import { expect, test } from 'vitest'
import { SETTLED_WITHIN_MS } from './harness/acts/in-trouble.ts'
import { runActs } from './harness/acts/run-acts.ts'

test(
  'what agents do on the wall is told as the wall shows it, though Facebook refuses, loses answers and events, and the desk is killed',
  { timeout: SETTLED_WITHIN_MS + 120_000 },
  async () => {
    const { kept } = await runActs({ seed: 1, acts: 24, threads: 8, kills: 1, deadKeys: 1 })
    expect(kept.flatMap(({ promise, differences }) => differences.map((difference) => `${promise}: ${difference}`))).toEqual([])
  },
)
