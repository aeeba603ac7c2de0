/** Dates are English words; the clock is the one of the person's own locale. */
const WORDS = 'en-GB'
const isTwelveHours = new Intl.DateTimeFormat(undefined, { hour: 'numeric' }).resolvedOptions().hour12 ?? false

const clock = clockFormat(isTwelveHours)
const weekday = new Intl.DateTimeFormat(WORDS, { weekday: 'short' })
const dayMonth = new Intl.DateTimeFormat(WORDS, { day: 'numeric', month: 'short' })
const dayMonthYear = new Intl.DateTimeFormat(WORDS, { day: 'numeric', month: 'short', year: 'numeric' })
const longDay = new Intl.DateTimeFormat(WORDS, { weekday: 'long', day: 'numeric', month: 'long' })
const whole = new Intl.DateTimeFormat(WORDS, {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  ...clockOptions(isTwelveHours),
})

const DAY_MS = 24 * 60 * 60 * 1000

/** 14:10, or 2:10 pm. Nobody writes 02:10 pm, and noon is twelve, which English dates would call 0. */
export function clockFormat(twelveHours: boolean): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(WORDS, clockOptions(twelveHours))
}

function clockOptions(twelveHours: boolean): Intl.DateTimeFormatOptions {
  return { hour: twelveHours ? 'numeric' : '2-digit', minute: '2-digit', hourCycle: twelveHours ? 'h12' : 'h23' }
}

export function clockTime(at: Date): string {
  return clock.format(at)
}

const clockElsewhere = new Intl.DateTimeFormat(WORDS, { ...clockOptions(isTwelveHours), timeZone: 'UTC' })

/** What a clock shows that is so far ahead of UTC. */
export function clockTimeAt(at: Date, utcOffsetMinutes: number): string {
  return clockElsewhere.format(new Date(at.getTime() + utcOffsetMinutes * 60_000))
}

/** In a list: 14:10 today, Mon within the week, 9 Nov this year, 9 Nov 2025 before. */
export function listTime(at: Date, now: Date): string {
  if (isSameDay(at, now)) {
    return clock.format(at)
  }
  if (Math.abs(daysBetween(at, now)) < 7) {
    return weekday.format(at)
  }
  return dateOf(at, now)
}

/** In a sentence: "today 14:10", "tomorrow 09:00", "Mon 14:10", "23 Nov 14:10". */
export function sentenceTime(at: Date, now: Date): string {
  return `${dayWord(at, now)} ${clock.format(at)}`
}

/** When something is expected, in a sentence: "at about 14:10", "tomorrow 09:00". */
export function expectedTime(at: Date, now: Date): string {
  return isSameDay(at, now) ? `at about ${clock.format(at)}` : sentenceTime(at, now)
}

/** Only the date: "23 Nov", with its year when that is another one. */
export function dateOf(at: Date, now: Date): string {
  return at.getFullYear() === now.getFullYear() ? dayMonth.format(at) : dayMonthYear.format(at)
}

/** Heads a day in a conversation: "Today", "Yesterday", "Monday 23 November". */
export function dayHeading(at: Date, now: Date): string {
  const days = daysBetween(at, now)
  if (days === 0) {
    return 'Today'
  }
  if (days === -1) {
    return 'Yesterday'
  }
  const words = longDay.format(at).replace(',', '')
  return at.getFullYear() === now.getFullYear() ? words : `${words} ${at.getFullYear()}`
}

/** "Sun 29 Nov 13:40". */
export function dayAndTime(at: Date): string {
  return `${weekday.format(at)} ${dayMonth.format(at)} ${clock.format(at)}`
}

/** The whole date, for hover. */
export function fullTime(at: Date): string {
  return whole.format(at)
}

/** "just now", "3 min ago", "2 h ago", then the date. */
export function timeAgo(at: Date, now: Date): string {
  const minutes = Math.floor((now.getTime() - at.getTime()) / 60_000)
  if (minutes < 1) {
    return 'just now'
  }
  if (minutes < 60) {
    return `${minutes} min ago`
  }
  return minutes < 24 * 60 ? `${Math.floor(minutes / 60)} h ago` : dateOf(at, now)
}

export function isSameDay(one: Date, other: Date): boolean {
  return daysBetween(one, other) === 0
}

function dayWord(at: Date, now: Date): string {
  const days = daysBetween(at, now)
  switch (days) {
    case 0:
      return 'today'
    case 1:
      return 'tomorrow'
    case -1:
      return 'yesterday'
    default:
      return Math.abs(days) < 7 ? weekday.format(at) : dateOf(at, now)
  }
}

/** Calendar days from `now` to `at` in local time; rounding absorbs the hour of a clock change. */
function daysBetween(at: Date, now: Date): number {
  return Math.round((midnight(at) - midnight(now)) / DAY_MS)
}

function midnight(at: Date): number {
  return new Date(at.getFullYear(), at.getMonth(), at.getDate()).getTime()
}
