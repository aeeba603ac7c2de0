import { expect, test } from 'vitest'
import { runDatabaseFaults } from './harness/run-database-faults.ts'

/** The short form of `npm run faults -- database`: each fault once, under load, with the whole check at its end. */
const MINUTES = { timeout: 180_000 }
/** The long form holds the ten seconds of the guide; here other tests have the machine as well. */
const BUSY_MACHINE_MS = 40_000

async function faultsOf(...only: readonly string[]): Promise<string[]> {
  const results = await runDatabaseFaults({ only, times: 1, backWithinMs: BUSY_MACHINE_MS, tell: () => undefined })
  expect(results.length).toBeGreaterThan(only.length)
  return results.flatMap(({ name, fault }) => (fault === undefined ? [] : [`${name}: ${fault}`]))
}

test(
  'R1: a desk whose own PostgreSQL is killed, restarted or loses a backend goes on by itself, and keeps every promise',
  MINUTES,
  async () => {
    expect(await faultsOf('kill-server', 'kill-backend', 'restart')).toEqual([])
  },
)

test('R2: a desk whose connections are reset or fall silent goes on by itself, and keeps every promise', MINUTES, async () => {
  expect(await faultsOf('reset', 'silence')).toEqual([])
})
