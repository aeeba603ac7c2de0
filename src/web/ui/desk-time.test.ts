import { afterEach, beforeEach, expect, test, vi } from 'vitest'

const HOUR = 3_600_000
const REAL = Date.parse('2026-11-28T12:00:00Z')

/** Each test is a page that has just been opened. */
async function openPage() {
  vi.resetModules()
  return await import('./desk-time.ts')
}

beforeEach(() => {
  vi.useFakeTimers({ now: REAL })
})
afterEach(() => {
  vi.useRealTimers()
})

const told = (at: number, aheadMs = 0) => ({ now: new Date(at).toISOString(), aheadMs })

test("fault 25: the desk's time decides, whatever the clock of the computer says", async () => {
  const { deskNow, takeDeskTime } = await openPage()
  vi.setSystemTime(REAL - 3 * HOUR)
  takeDeskTime(told(REAL))
  expect(deskNow().getTime()).toBe(REAL)
  vi.advanceTimersByTime(60_000)
  expect(deskNow().getTime()).toBe(REAL + 60_000)
})

test('fault 25: a computer whose clock is set right while the desk is open shows the same time after the next beat', async () => {
  const { deskNow, takeDeskTime } = await openPage()
  vi.setSystemTime(REAL + HOUR)
  takeDeskTime(told(REAL))
  vi.setSystemTime(REAL + 10_000)
  takeDeskTime(told(REAL + 10_000))
  expect(deskNow().getTime()).toBe(REAL + 10_000)
})

test('a beat that was a second on its way does not make the countdown jump', async () => {
  const { deskNow, takeDeskTime } = await openPage()
  takeDeskTime(told(REAL))
  takeDeskTime(told(REAL - 1000))
  expect(deskNow().getTime()).toBe(REAL)
})

test("U10: a move of the sandbox's clock counts at once, forward and back by however little, and is told", async () => {
  const { deskNow, deskAhead, onDeskTime, takeDeskTime } = await openPage()
  const heard: number[] = []
  onDeskTime(() => heard.push(deskAhead()))
  takeDeskTime(told(REAL))
  takeDeskTime(told(REAL + 23 * HOUR, 23 * HOUR))
  expect(deskNow().getTime()).toBe(REAL + 23 * HOUR)
  takeDeskTime(told(REAL + 23 * HOUR - 1000, 23 * HOUR - 1000))
  expect(deskNow().getTime()).toBe(REAL + 23 * HOUR - 1000)
  takeDeskTime(told(REAL))
  expect(deskNow().getTime()).toBe(REAL)
  expect(heard).toEqual([0, 23 * HOUR, 23 * HOUR - 1000, 0])
})
