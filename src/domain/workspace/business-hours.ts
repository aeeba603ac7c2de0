/** When work begins and ends on a day, "09:00" to "17:00"; "24:00" is the end of the day. */
export type Workday = { readonly from: string; readonly until: string }

/** Of each day of the week, Monday first, as clocks show it in the time zone; null: nobody works. */
export type BusinessHours = { readonly timeZone: string; readonly days: readonly (Workday | null)[] }

const NINE_TO_FIVE: Workday = { from: '09:00', until: '17:00' }

export const USUAL_HOURS: BusinessHours = {
  timeZone: 'UTC',
  days: [NINE_TO_FIVE, NINE_TO_FIVE, NINE_TO_FIVE, NINE_TO_FIVE, NINE_TO_FIVE, null, null],
}

/** So long before the end of a working day one looks at what ends before the next. */
const LOOKS_AHEAD_MS = 2 * 3_600_000
const DAY_MS = 24 * 3_600_000
const MINUTE_MS = 60_000

/**
 * When one comes back, told from two hours before the end of a working day until the next one begins; undefined while there is time left in the day, and where
 * nobody ever works.
 */
export function backAt(hours: BusinessHours, now: Date): Date | undefined {
  const shifts = shiftsAround(hours, now)
  const here = shifts.find(({ from, until }) => from <= now && now < until)
  if (here && here.until.getTime() - now.getTime() > LOOKS_AHEAD_MS) {
    return undefined
  }
  return shifts.find(({ from }) => from > now)?.from
}

export type HoursProblem = { readonly day: number; readonly words: string }

/** What is wrong with hours that somebody typed, by the day of the week; undefined: nothing. */
export function hoursProblem({ days }: Pick<BusinessHours, 'days'>): HoursProblem | undefined {
  const day = days.findIndex((hours) => hours !== null && minutesOf(hours.until) <= minutesOf(hours.from))
  return day < 0 ? undefined : { day, words: 'A working day has to end after it begins.' }
}

export function isTimeZone(timeZone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en-GB', { timeZone }).format(0) !== ''
  } catch {
    // That is how it says that it knows no such zone.
    return false
  }
}

/** The shifts of the day before, and of as many days as a week may lie between two of them. */
function shiftsAround({ timeZone, days }: BusinessHours, now: Date): { readonly from: Date; readonly until: Date }[] {
  const today = wallClock(now, timeZone)
  return [-1, 0, 1, 2, 3, 4, 5, 6, 7].flatMap((ahead) => {
    const midnight = Math.floor(today / DAY_MS) * DAY_MS + ahead * DAY_MS
    const hours = days[weekdayOf(midnight)] ?? null
    const at = (time: string): Date => instantOf(midnight + minutesOf(time) * MINUTE_MS, timeZone)
    return hours === null ? [] : [{ from: at(hours.from), until: at(hours.until) }]
  })
}

/** Monday is 0. The first of January 1970 was a Thursday. */
function weekdayOf(midnight: number): number {
  return (((midnight / DAY_MS + 3) % 7) + 7) % 7
}

function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return hours * 60 + minutes
}

/** One of each zone: to make one takes ten times as long as to ask it, and each list of tickets asks. */
const clocks = new Map<string, Intl.DateTimeFormat>()

function clockOf(timeZone: string): Intl.DateTimeFormat {
  const known = clocks.get(timeZone)
  if (known) {
    return known
  }
  const clock = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  clocks.set(timeZone, clock)
  return clock
}

/** What clocks of the zone show at an instant, as if it were UTC. */
function wallClock(at: Date, timeZone: string): number {
  const parts = clockOf(timeZone).formatToParts(at)
  const of = (type: Intl.DateTimeFormatPartTypes): number => Number(parts.find((part) => part.type === type)?.value)
  return Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second'))
}

/** The instant at which clocks of the zone show this. The offset is looked up where it leads to, because it may change in between. */
function instantOf(wall: number, timeZone: string): Date {
  const guess = wall - (wallClock(new Date(wall), timeZone) - wall)
  return new Date(wall - (wallClock(new Date(guess), timeZone) - guess))
}
