const TIME = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' })
const SECONDS = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' })
const DAY = new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' })
const WEEKDAY = new Intl.DateTimeFormat('en-GB', { weekday: 'short' })
const DATE = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' })
const MINUTE_MS = 60_000
const DAY_MS = 1440 * MINUTE_MS

/** "10:58", or with seconds "10:58:02". */
export function clockTime(at: number, withSeconds = false): string {
  return (withSeconds ? SECONDS : TIME).format(at)
}

/** "Tue 24 Nov 10:58". */
export function dayAndTime(at: number): string {
  return DAY.format(at).replaceAll(',', '')
}

/** As short as it can be told at `now`: "10:58", "Tue", "24 Nov". */
export function shortTime(at: number, now: number): string {
  if (new Date(at).toDateString() === new Date(now).toDateString()) {
    return TIME.format(at)
  }
  return now - at < 6 * DAY_MS && at < now ? WEEKDAY.format(at) : DATE.format(at)
}

/** "just now", "4 min", "3 h", "2 d", as Facebook writes beside a comment. */
export function age(at: number, now: number): string {
  const minutes = Math.floor((now - at) / MINUTE_MS)
  if (minutes < 1) {
    return 'just now'
  }
  if (minutes < 60) {
    return `${minutes} min`
  }
  return minutes < 1440 ? `${Math.floor(minutes / 60)} h` : `${Math.floor(minutes / 1440)} d`
}

/** For `<input type="datetime-local">`, in the browser's own time zone. */
export function forInput(at: number): string {
  return new Date(at - new Date(at).getTimezoneOffset() * MINUTE_MS).toISOString().slice(0, 16)
}

/** "2 d 3 h ahead of", to stand before "your computer’s clock". */
export function distance(offsetMs: number): string {
  const minutes = Math.round(Math.abs(offsetMs) / MINUTE_MS)
  const parts = [
    [Math.floor(minutes / 1440), 'd'],
    [Math.floor((minutes % 1440) / 60), 'h'],
    [minutes % 60, 'min'],
  ]
  const words = parts.filter(([count]) => count !== 0).map(([count, unit]) => `${count} ${unit}`)
  return `${words.length === 0 ? 'A moment' : words.join(' ')} ${offsetMs < 0 ? 'behind' : 'ahead of'}`
}

/** "2:10". */
export function lengthWords(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}

/** "34 kB". */
export function sizeWords(bytes: number): string {
  return bytes < 1_000_000 ? `${Math.max(1, Math.round(bytes / 1000))} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`
}
