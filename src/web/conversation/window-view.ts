import { ENDS_SOON_MS } from '#domain/messaging-policy/deadline.ts'
import { humanAgentUntil, isOpenByAd, replyPermit, type ReplyWindow } from '#domain/messaging-policy/reply-window.ts'
import type { WindowTimes } from '../api/types.ts'
import { sentenceTime } from '../ui/format-time.ts'
import type { WindowLevel } from '../ui/window-chip.tsx'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
/** From here on hours are told as days. */
const HOURS_IN_DAYS = 48

/** How a reply window shows at this moment. The domain decides whether it is open; this only words it. */
export type WindowView = {
  readonly level: WindowLevel
  /** The chip: "3 h 12 min", "Ended" ("Closed" beside it is a ticket's status). */
  readonly label: string
  /** What is left of it, 0 to 1. */
  readonly share: number
  /** Beside the chip: "closes today 14:10", "ended Sun 09:14". */
  readonly when: string
  /** An ad led the customer here, and opened it. */
  readonly isByAd: boolean
}

export function windowView(window: WindowTimes | null, now: Date): WindowView {
  const permit = replyPermit(toReplyWindow(window), now)
  const isByAd = window !== null && (window.reason === 'ad' || isOpenByAd(datesOf(window)))
  switch (permit.kind) {
    case 'open': {
      const from = window === null ? permit.until : new Date(window.opensAt)
      return {
        ...shownLeft({ from, until: permit.until }, now),
        when: `closes ${sentenceTime(permit.until, now)}${isByAd ? ' · came from an ad' : ''}`,
        isByAd,
      }
    }
    case 'closed':
      return { level: 'closed', label: 'Ended', share: 0, when: `ended ${sentenceTime(permit.since, now)}`, isByAd }
    case 'never-opened':
      return { level: 'closed', label: 'Not open yet', share: 0, when: 'never opened', isByAd }
  }
}

/** The same of the seven days in which a human agent may answer. */
export function humanAgentView(window: WindowTimes, now: Date): WindowView {
  const opensAt = new Date(window.opensAt)
  const until = humanAgentUntil({ opensAt })
  const leftMs = until.getTime() - now.getTime()
  if (leftMs <= 0) {
    return { level: 'closed', label: 'Ended', share: 0, when: `ended ${sentenceTime(until, now)}`, isByAd: false }
  }
  const share = Math.min(1, leftMs / (until.getTime() - opensAt.getTime()))
  return { level: 'human', label: `Human agent ${leftLabel(leftMs)}`, share, when: `closes ${sentenceTime(until, now)}`, isByAd: false }
}

export function toReplyWindow(window: WindowTimes | null): ReplyWindow | undefined {
  return window === null ? undefined : { ...datesOf(window), reason: window.reason }
}

export function datesOf({ opensAt, closesAt }: WindowTimes): Pick<ReplyWindow, 'opensAt' | 'closesAt'> {
  return { opensAt: new Date(opensAt), closesAt: new Date(closesAt) }
}

/** What is left of a time, loud near its end. */
export function shownLeft(
  { from, until }: { readonly from: Date; readonly until: Date },
  now: Date,
  reason = '',
): Omit<WindowView, 'when' | 'isByAd'> {
  const leftMs = until.getTime() - now.getTime()
  const wholeMs = until.getTime() - from.getTime()
  const share = wholeMs <= 0 ? 0 : Math.min(1, Math.max(0, leftMs / wholeMs))
  return { level: levelOf(leftMs), label: `${reason}${leftLabel(leftMs)}`, share }
}

function levelOf(leftMs: number): WindowLevel {
  if (leftMs > ENDS_SOON_MS) {
    return 'open'
  }
  return leftMs >= HOUR_MS ? 'soon' : 'last'
}

/** Rounded down: the desk never promises a minute that is not there. */
function leftLabel(leftMs: number): string {
  const minutes = Math.floor(leftMs / MINUTE_MS)
  if (minutes < 1) {
    return 'under 1 min'
  }
  const hours = Math.floor(minutes / 60)
  if (hours === 0) {
    return `${minutes} min`
  }
  if (hours >= HOURS_IN_DAYS) {
    return hours % 24 === 0 ? `${hours / 24} d` : `${Math.floor(hours / 24)} d ${hours % 24} h`
  }
  return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`
}
