import { expect, test } from 'vitest'
import { SETTLED_WITHIN_MS } from './harness/acts/in-trouble.ts'
import { runSends } from './harness/sends/run-sends.ts'

test(
  'what agents are told of their replies is what the customers got, once, though Facebook refuses, loses answers and echoes, the key dies, and the desk is killed',
  { timeout: SETTLED_WITHIN_MS + 120_000 },
  async () => {
    const { kept } = await runSends({ seed: 2, sends: 80, people: 8, kills: 1, deadKeys: 1, withdrawals: 1, queued: 20, isPatient: false })
    expect(kept.flatMap(({ promise, differences }) => differences.map((difference) => `${promise}: ${difference}`))).toEqual([])
  },
)
