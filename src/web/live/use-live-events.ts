import { useQueryClient, type QueryClient, type QueryKey } from '@tanstack/react-query'
import { useEffect } from 'react'
import { keys } from '../api/query-client.ts'
import { useSession } from '../session/session.ts'
import { closeToastsOfAbsence } from '../ui/toast-store.ts'
import { deskAhead, deskNow, onDeskTime, takeDeskTime } from '../ui/desk-time.ts'
import { openEventStream } from './event-stream.ts'
import { notifyOfEnd } from '../reminders/notify.ts'
import { outboxOf, takeFromOutbox } from '../conversation/outbox.ts'
import { endSending, isOnItsWay } from '../conversation/outbox-progress.ts'
import { takeTextsAlong } from '../conversation/take-texts-along.ts'
import { applyEvent } from './apply-event.ts'
import { hearOneself, hearPresence, tellAnew } from './presence.ts'
import { startGathering } from './gather.ts'
import { loadMissingPictures, loadPicturesAgain } from './load-again.ts'

/** Keeps everything held in step with the desk while one is signed in. */
/** `openTicket` stays the same. */
export function useLiveEvents(openTicket: (ticketId: string) => void): void {
  const queryClient = useQueryClient()
  const { memberId, user } = useSession()
  const userId = user.id
  useEffect(() => {
    const { gather, stop } = startGathering((stale) =>
      Promise.all(stale.filter((key) => !isBeingSent(key)).map((queryKey) => queryClient.invalidateQueries({ queryKey }))),
    )

    // Another tab may have taken it from the outbox before this one, which sends it, hears of it.
    function takeKey(key: string): boolean {
      const entry = outboxOf(memberId).find((each) => each.key === key)
      if (entry) {
        takeFromOutbox(entry)
      }
      return endSending(key) || entry !== undefined
    }

    function takeAlong(from: string, to: string): void {
      takeTextsAlong({ memberId, from, to })
    }

    // Folders and windows are about time: after a jump nothing that was fetched is sure.
    let ahead = deskAhead()
    const ignoreTime = onDeskTime(() => {
      if (deskAhead() !== ahead) {
        ahead = deskAhead()
        gather([[]])
      }
    })
    const close = openEventStream({
      onEvent: (event) => {
        if (event.type === 'ticket.reminded') {
          notifyOfEnd(event, { userId, now: deskNow(), onOpen: openTicket })
        }
        gather(
          applyEvent(
            { queryClient, memberId, userId, now: deskNow(), isBeingSent: isOnItsWay, takeFromOutbox: takeKey, takeTextsAlong: takeAlong },
            event,
          ),
        )
      },
      onMoment: (news) => (news.memberId === memberId ? hearOneself(news) : hearPresence(news)),
      onReset: () => {
        tellAnew()
        gather([[]])
      },
      onReady: () => {
        tellAnew()
        closeToastsOfAbsence()
        loadMissingPictures()
        gather(leftStale(queryClient))
      },
      onTime: takeDeskTime,
      onRefused: () => gather([keys.session]),
    })
    const stopLoading = loadPicturesAgain()
    return () => {
      stop()
      stopLoading()
      ignoreTime()
      close()
    }
  }, [queryClient, memberId, userId, openTicket])
}

/** What was to be fetched anew while the desk was away, and could not be. */
function leftStale(queryClient: QueryClient): readonly QueryKey[] {
  const queries = queryClient.getQueryCache().getAll()
  return queries.filter(({ state }) => state.isInvalidated || state.status === 'error').map(({ queryKey }) => queryKey)
}

/** While a text of ours is on its way its own answer refreshes the conversation; fetching now would show it twice. */
function isBeingSent([noun, ticketId]: QueryKey): boolean {
  return noun === 'messages' && typeof ticketId === 'string' && isOnItsWay(ticketId)
}
