/** What time it is for the desk. */
export type DeskClock = {
  /** Our clock. Facebook's times come with Facebook's facts. While the demo's sandbox stands in for Facebook, it is the sandbox's. */
  now(): Date
  /** How far that is ahead of this machine's own time: 0 unless somebody moved the sandbox's clock. */
  aheadMs(): number
  /** Calls after each move of the sandbox's clock, until what it returns is called. */
  onClockMove(listener: () => void): () => void
}

export type MovableClock = DeskClock & {
  moveTo(aheadMs: number): void
}

/** The machine's clock, until it is told to run ahead of it or behind. */
export function createDeskClock(machineNow: () => Date = () => new Date()): MovableClock {
  const listeners = new Set<() => void>()
  let ahead = 0
  return {
    now: () => new Date(machineNow().getTime() + ahead),
    aheadMs: () => ahead,
    onClockMove: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    moveTo: (aheadMs) => {
      if (aheadMs !== ahead) {
        ahead = aheadMs
        listeners.forEach((listener) => listener())
      }
    },
  }
}

/**
 * This machine's own time, whatever the sandbox plays. For what protects the desk and its promises: attempts at a door, a
 * login at Facebook that is under way, the memory of commands that were done. Nobody may end or stretch these by a game.
 */
export function machineTime(clock: Pick<DeskClock, 'now' | 'aheadMs'>): Date {
  return new Date(clock.now().getTime() - clock.aheadMs())
}
