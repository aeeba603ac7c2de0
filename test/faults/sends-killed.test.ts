import { expect, test } from 'vitest'
import { SETTLED_WITHIN_MS } from './harness/acts/in-trouble.ts'
import { runMoments } from './harness/sends/run-moments.ts'

const MOMENTS = ['kept', 'asked', 'claimed', 'called', 'done', 'answered', 'told', 'noted', 'done with files']

test(
  'kill -9 at each moment of a reply’s way, from the command to its echo: agents are told what the customers got, nothing twice, in order',
  { timeout: SETTLED_WITHIN_MS + 240_000 },
  async () => {
    const { kept } = await runMoments({ seed: 1, conversations: 2, moments: MOMENTS, isPatient: false })
    expect(kept.flatMap(({ promise, differences }) => differences.map((difference) => `${promise}: ${difference}`))).toEqual([])
  },
)
