import { tell, type World } from './world.ts'

/** The world's own time in milliseconds. It runs like the real one and can be moved. */
export type Clock = {
  now(): number
}

export type Offset = { clockOffsetMs: number }

/** Counts by this clock as well, from outside. Resolves once it does. */
export type ClockFollower = (offsetMs: number) => Promise<void>

/** `offset` is read on every call, so that a loaded snapshot or a control moves the clock at once. */
export function worldClock(offset: () => Offset, realNow: () => number): Clock {
  return { now: () => realNow() + offset().clockOffsetMs }
}

/**
 * Moves the world's clock so far from the real one. Whoever follows is never behind: it knows of a jump forward before
 * the world makes it, so that no webhook comes to it from its own future.
 */
export async function moveClock(world: World, offsetMs: number): Promise<void> {
  if (offsetMs > world.state.clockOffsetMs) {
    await world.follower?.(offsetMs)
  }
  const isBack = offsetMs < world.state.clockOffsetMs
  world.state.clockOffsetMs = offsetMs
  if (isBack) {
    await world.follower?.(offsetMs)
  }
  tell(world, { type: 'clock' })
}
