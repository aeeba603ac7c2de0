import { followPassedDeadlines } from '#desk/deadlines/follow-passed.ts'
import { remind, type ReminderTools } from '#desk/deadlines/remind.ts'
import type { Desk } from '#desk/desk.ts'
import { doubtDeadlines } from '#storage/tickets/deadline.ts'

export type DeadlineWatch = {
  /** Resolves when all that is due by now is done. */
  look(): Promise<void>
  stop(): Promise<void>
}

export type DeadlineWatchOptions = {
  readonly desk: Desk
  readonly tools: ReminderTools
  readonly onFailure: (error: unknown) => void
  readonly everyMs?: number
}

const LOOK_EVERY_MS = 15_000

/**
 * Does what becomes due by the clock alone, the desk's own: by the hand of the sandbox, too, as soon as somebody moves it. Every process that works may look; what
 * is done once is a row.
 */
export function startDeadlineWatch({ desk, tools, onFailure, everyMs = LOOK_EVERY_MS }: DeadlineWatchOptions): DeadlineWatch {
  let looking: Promise<void> | undefined
  let [isWanted, isStopped, aheadMs] = [false, false, desk.aheadMs()]

  async function lookNow(): Promise<void> {
    const nowAheadMs = desk.aheadMs()
    if (nowAheadMs < aheadMs) {
      await doubtDeadlines(desk.db, desk.now())
    }
    aheadMs = nowAheadMs
    let isMore = true
    while (isMore && !isStopped) {
      isMore = await followPassedDeadlines(desk)
    }
    await remind(desk, tools)
  }

  async function lookUntilDone(): Promise<void> {
    while (isWanted && !isStopped) {
      isWanted = false
      await lookNow()
    }
  }

  function look(): Promise<void> {
    isWanted = true
    looking ??= lookUntilDone().finally(() => {
      looking = undefined
    })
    return looking
  }

  const lookQuietly = (): void => void look().catch(onFailure)
  const timer = setInterval(lookQuietly, everyMs)
  const leaveClock = desk.onClockMove(lookQuietly)
  lookQuietly()
  return {
    look,
    stop: async () => {
      isStopped = true
      clearInterval(timer)
      leaveClock()
      await looking?.catch(() => undefined)
    },
  }
}
