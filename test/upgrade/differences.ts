/**
 * What of `before` is not there any more in `now`, a line for each: `tickets › 3 › status: "pending" became "open"`. What
 * `now` has besides is no difference. Members of a list are called by their number, name or text.
 */
export function differences(before: unknown, now: unknown, place = ''): string[] {
  if (Array.isArray(before) && Array.isArray(now)) {
    return [
      ...lengthDifference(before, now, place),
      ...before.flatMap((one, at) => differences(one, now[at], within(place, nameOf(one, at)))),
    ]
  }
  if (isRecord(before) && isRecord(now)) {
    return Object.entries(before).flatMap(([key, value]) => differences(value, now[key], within(place, key)))
  }
  return Object.is(before, now) ? [] : [`${place}: ${words(before)} became ${words(now)}`]
}

function lengthDifference(before: readonly unknown[], now: readonly unknown[], place: string): string[] {
  return before.length === now.length ? [] : [`${place}: ${before.length} became ${now.length} (${words(now.map(nameOf))})`]
}

function within(place: string, name: string): string {
  return place === '' ? name : `${place} › ${name}`
}

function nameOf(one: unknown, at: number): string {
  const name = isRecord(one) ? (one['number'] ?? one['name'] ?? one['text'] ?? one['id']) : one
  return typeof name === 'string' || typeof name === 'number' ? String(name).slice(0, 40) : String(at)
}

function words(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value)
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
