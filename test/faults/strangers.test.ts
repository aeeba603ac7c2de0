import { expect, test } from 'vitest'
import { runDoorFaults } from './harness/run-door-faults.ts'

/** The short form of `npm run faults -- doors`, which sends three hundred strangers. */
test('R3: strangers who hold bodies open neither fill the memory nor keep Facebook out', { timeout: 120_000 }, async () => {
  const results = await runDoorFaults({ strangers: 60, times: 1, tell: () => undefined })
  expect(results).toEqual([expect.objectContaining({ name: 'strangers 1/1', fault: undefined })])
})
