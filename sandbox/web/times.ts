const TIME = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' })
const SECONDS = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' })
const DAY = new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' })
const MINUTE_MS = 60_000

/** "10:58", or with seconds "10:58:02". */
export function clockTime(at: number, withSeconds = false): string {
  return (withSeconds ? SECONDS : TIME).format(at)
}

/** "Tue 24 Nov 10:58". */
export function dayAndTime(at: number): string {
  return DAY.format(at).replaceAll(',', '')
}

/** "2 d 3 h ahead of", to stand before "your own clock". */
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
