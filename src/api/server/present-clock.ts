import type { DeskClock } from '#desk/desk-clock.ts'
import type { Clock } from '../contract/clock.ts'

export function presentClock(clock: DeskClock): Clock {
  return { now: clock.now().toISOString(), aheadMs: clock.aheadMs() }
}
