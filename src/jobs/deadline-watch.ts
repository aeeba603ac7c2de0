import { followPassedDeadlines } from '#desk/deadlines/follow-passed.ts'
import { remind, type ReminderTools } from '#desk/deadlines/remind.ts'
import type { Desk } from '#desk/desk.ts'
import { doubtDeadlines } from '#storage/tickets/deadline.ts'
import { startWatch, type Watch } from './watch.ts'

export type DeadlineWatchOptions = {
  readonly desk: Desk
  readonly tools: ReminderTools
  readonly onFailure: (error: unknown) => void
  readonly everyMs?: number
}

/** Follows deadlines that pass, and reminds of those that come. Every process that works may look; what is done once is a row. */
export function startDeadlineWatch({ desk, tools, ...options }: DeadlineWatchOptions): Watch {
  return startWatch({
    ...options,
    desk,
    look: async ({ isTurnedBack, isStopping }) => {
      if (isTurnedBack) {
        await doubtDeadlines(desk.db, desk.now())
      }
      let isMore = true
      while (isMore && !isStopping()) {
        isMore = await followPassedDeadlines(desk)
      }
      await remind(desk, tools)
    },
  })
}
