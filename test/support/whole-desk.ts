import { expect, onTestFinished } from 'vitest'
import { startConnectedDesk } from './connected-desk.ts'

export { CUSTOMERS } from './cast.ts'

/** A connected desk with its own PostgreSQL for the length of one test. */
export async function openWholeDesk() {
  const desk = await startConnectedDesk()
  onTestFinished(desk.close)
  return {
    ...desk,
    /** Until Facebook has delivered all that it has to tell. */
    delivered: () => expect.poll(desk.undelivered, { timeout: 30_000 }).toBe(0),
  }
}
