import type { Desk } from '#desk/desk.ts'

export type Watch = {
  /** Resolves when all that is due by now is done. */
  look(): Promise<void>
  stop(): Promise<void>
}

export type WatchOptions = {
  readonly desk: Desk
  /** `isTurnedBack`: by the clock's hand, since the last look. Leaves what is left where `isStopping` says so. */
  readonly look: (at: { readonly isTurnedBack: boolean; isStopping(): boolean }) => Promise<void>
  readonly onFailure: (error: unknown) => void
  readonly everyMs?: number
}

const LOOK_EVERY_MS = 15_000

/**
 * Does what becomes due by the clock alone, the desk's own: by the hand of the sandbox, too, as soon as somebody moves it. One look at a time; who asks for
 * one while another goes on waits for one that began later.
 */
export function startWatch({ desk, look, onFailure, everyMs = LOOK_EVERY_MS }: WatchOptions): Watch {
  let looking: Promise<void> | undefined
  let [isWanted, isStopped, aheadMs] = [false, false, desk.aheadMs()]

  async function lookUntilDone(): Promise<void> {
    while (isWanted && !isStopped) {
      isWanted = false
      const nowAheadMs = desk.aheadMs()
      const isTurnedBack = nowAheadMs < aheadMs
      await look({ isTurnedBack, isStopping: () => isStopped })
      aheadMs = nowAheadMs
    }
  }

  function lookSoon(): Promise<void> {
    isWanted = true
    looking ??= lookUntilDone().finally(() => {
      looking = undefined
    })
    return looking
  }

  const lookQuietly = (): void => void lookSoon().catch(onFailure)
  const timer = setInterval(lookQuietly, everyMs)
  const leaveClock = desk.onClockMove(lookQuietly)
  lookQuietly()
  return {
    look: lookSoon,
    stop: async () => {
      isStopped = true
      clearInterval(timer)
      leaveClock()
      await looking?.catch(() => undefined)
    },
  }
}
