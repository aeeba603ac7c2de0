/** Compares this machine's clock with the `Date` of Facebook's answers. */
export type ClockWatch = {
  /** One answer: its `Date` header, and this machine's time when the call left and when the answer came, in milliseconds. */
  see(date: string | null, call: { readonly leftAt: number; readonly cameAt: number }): void
  /** How far this machine is ahead, in seconds; undefined until Facebook answered. */
  readonly skewSeconds: () => number | undefined
}

/** Windows and times of messages are Facebook's: a clock this far off tells agents something untrue. */
const MAX_SKEW_SECONDS = 5

/**
 * Says once when the clock turns out to be more than five seconds off, and once when it is right again. A `Date` has
 * whole seconds and was written some time between the call and its answer, so only what exceeds that doubt counts.
 */
export function createClockWatch(onChange: (news: { readonly isOff: boolean; readonly skewSeconds: number }) => void): ClockWatch {
  let skewSeconds: number | undefined
  let isOff = false
  return {
    skewSeconds: () => skewSeconds,
    see(date, { leftAt, cameAt }) {
      const told = Date.parse(date ?? '')
      if (Number.isNaN(told)) {
        return
      }
      const ahead = (leftAt + cameAt) / 2 - (told + 500)
      const doubt = (cameAt - leftAt) / 2 + 500
      skewSeconds = Math.round(ahead / 100) / 10
      const isOffNow = Math.abs(ahead) - doubt > MAX_SKEW_SECONDS * 1000
      if (isOffNow !== isOff) {
        isOff = isOffNow
        onChange({ isOff, skewSeconds })
      }
    },
  }
}
