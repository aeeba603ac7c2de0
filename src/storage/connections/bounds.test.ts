import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { CONNECT_MS, JOBS, KEEP_ALIVE_MS, MIGRATIONS, REQUESTS, type Bounds } from './bounds.ts'

const GUIDE = readFileSync(new URL('../../../docs/guide/operator.md', import.meta.url), 'utf8')

test.each([
  ['a new connection, or a place in the pool', () => CONNECT_MS],
  ['a statement (`statement_timeout`)', ({ statementMs }: Bounds) => statementMs],
  ['waiting for a lock (`lock_timeout`)', ({ lockMs }: Bounds) => lockMs],
  [
    'a transaction in which the desk says nothing (`idle_in_transaction_session_timeout`)',
    ({ idleInTransactionMs }: Bounds) => idleInTransactionMs,
  ],
  ['an answer on a connection, before the desk closes it', ({ answerMs }: Bounds) => answerMs ?? 0],
])("R2: the operator's guide tells the bound of %s", (name, boundOf) => {
  const told = [REQUESTS, JOBS, MIGRATIONS].map(boundOf).map((ms) => (ms === 0 ? 'none' : `${ms / 1000} s`))
  expect(GUIDE).toContain(`| ${name} | ${told.join(' | ')} |`)
})

test("R2: the operator's guide tells when TCP asks whether the other end is there", () => {
  expect(GUIDE).toContain(`asks after ${KEEP_ALIVE_MS / 1000} s without a word`)
})

test('a server that is slow says so before the desk leaves it', () => {
  for (const { statementMs, lockMs, answerMs } of [REQUESTS, JOBS]) {
    expect(lockMs).toBeLessThanOrEqual(statementMs)
    expect(answerMs).toBeGreaterThan(statementMs)
  }
})
