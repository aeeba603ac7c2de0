/** The world's own time in milliseconds. It runs like the real one and can be moved. */
export type Clock = {
  now(): number
}

export type Offset = { clockOffsetMs: number }

/** `offset` is read on every call, so that a loaded snapshot or a control moves the clock at once. */
export function worldClock(offset: () => Offset, realNow: () => number): Clock {
  return { now: () => realNow() + offset().clockOffsetMs }
}
