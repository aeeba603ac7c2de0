import { expect, test } from 'vitest'
import { GAP_KINDS, runGap } from './harness/gaps/run-gaps.ts'

const SIZE = { people: 6, messages: 24, comments: 16, changes: 4 }

test.each(GAP_KINDS)('N1, fault: after a gap (%s) a desk is as one that heard everything', { timeout: 180_000 }, async (kind) => {
  const compared = await runGap({ kind, seed: 1, size: SIZE })
  expect(compared.flatMap(({ part, differences }) => differences.map((difference) => `${part}: ${difference}`))).toEqual([])
  expect(compared.filter(({ count }) => count === 0)).toEqual([])
})
