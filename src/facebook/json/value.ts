import { visibleLine } from '#domain/visible-line.ts'

/** An object of parsed JSON. Keys such as `__proto__` are ordinary own keys there, and are never assigned elsewhere. */
export type JsonObject = { readonly [key: string]: unknown }

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** An own property, so that `constructor` or `__proto__` never reads what the runtime put there. */
export function own(object: unknown, key: string): unknown {
  return isObject(object) && Object.hasOwn(object, key) ? object[key] : undefined
}

/** An id as text: Facebook writes ids as strings, and in some payloads as numbers. */
export function idOf(value: unknown): string | undefined {
  const text = typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : value
  return typeof text === 'string' && text.length <= 100 && isPlain(text) ? text : undefined
}

/** Ids are printable ASCII. What is not (NUL, half a surrogate pair) could not even be asked for in the database. */
export function isPlain(text: string): boolean {
  return /^[\x20-\x7e]+$/.test(text)
}

/** Ten times what Messenger sends as one message (Messenger Platform docs, send messages, 2026-06). More of one text could only stop a screen. */
const MOST_LETTERS = 20_000
/** Titles, names and labels stand on one line, also in a list. */
const MOST_OF_A_TITLE = 500

/** A text that is not empty, at most its first 20,000 letters. */
export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value.length > 0 ? cutTo(value, MOST_LETTERS) : undefined
}

/** A title or a name that a stranger wrote, as one line of visible text, at most its first 500 letters. */
export function titleOf(value: unknown): string | undefined {
  return typeof value === 'string' ? visibleLine(cutTo(value, MOST_OF_A_TITLE)) : undefined
}

/** Never half a sign of two units. */
function cutTo(text: string, letters: number): string {
  if (text.length <= letters) {
    return text
  }
  return /[\ud800-\udbff]/.test(text.charAt(letters - 1)) ? text.slice(0, letters - 1) : text.slice(0, letters)
}

/** Flags came as strings, too (restfb#1183). */
export function isTrue(value: unknown): boolean {
  return value === true || value === 'true'
}

/** The members that are not among the named ones; undefined when there are none. */
export function without(object: JsonObject, names: readonly string[]): JsonObject | undefined {
  const rest = Object.entries(object).filter(([key]) => !names.includes(key))
  return rest.length > 0 ? Object.fromEntries(rest) : undefined
}

/** Facebook began in 2004; nothing it tells happened before, or in the far future. */
const EARLIEST_MS = Date.UTC(2004, 0, 1)
const LATEST_MS = Date.UTC(2200, 0, 1)
/** As seconds this would be the year 5138; as milliseconds it is 1973. */
const SECONDS_BELOW = 1e11

/**
 * A time in milliseconds or seconds, told apart by size: Messenger events use milliseconds, `changes` and dashboard
 * samples use seconds, the latter as text (restfb fixtures, 2026-11). Undefined when it cannot be one.
 */
export function timeOf(value: unknown): Date | undefined {
  const number = typeof value === 'string' && /^\d{1,16}$/.test(value) ? Number(value) : value
  if (typeof number !== 'number' || !Number.isFinite(number)) {
    return undefined
  }
  const ms = Math.floor(number < SECONDS_BELOW ? number * 1000 : number)
  return ms >= EARLIEST_MS && ms < LATEST_MS ? new Date(ms) : undefined
}

/** An address of the web, as it was written; undefined for all else: nothing else is ever fetched, or opened by a click. */
export function addressOf(value: unknown): string | undefined {
  return typeof value === 'string' && value.length <= 8000 && /^https?:\/\//i.test(value) && URL.canParse(value) ? value : undefined
}

/** A moment as Graph's answers write it: `2025-03-01T10:00:00+0000`. */
export function momentOf(value: unknown): Date | undefined {
  const at = typeof value === 'string' ? new Date(value.replace(/([+-]\d\d)(\d\d)$/, '$1:$2')) : undefined
  return at && !Number.isNaN(at.getTime()) ? at : undefined
}
