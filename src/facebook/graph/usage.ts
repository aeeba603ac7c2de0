import { isObject } from '../json/value.ts'

/** What the usage headers of an answer tell. */
export type GraphUsage = {
  /** The fullest of all counters, in percent; 100 or more is throttled. */
  readonly percent: number | undefined
  /** How long Facebook asks to wait, in milliseconds. */
  readonly waitMs: number | undefined
}

const MINUTE = 60_000
const COUNTERS = ['call_count', 'total_time', 'total_cputime']

/**
 * Reads `X-App-Usage`, `X-Page-Usage` and `X-Business-Use-Case-Usage` (Graph rate limiting overview, 2026). The last may tell of up to 32 ids: of
 * those only the one that was asked counts, where it is among them; what others have to wait holds nobody else up. Under a business's id it is
 * nobody's in particular, and all count. Broken headers tell nothing.
 */
export function readUsage(headers: Headers, askedOf: string | undefined): GraphUsage {
  const plain = ['x-app-usage', 'x-page-usage'].map((name) => headerObject(headers, name))
  const byId = headerObject(headers, 'x-business-use-case-usage') ?? {}
  const own = askedOf !== undefined && Object.hasOwn(byId, askedOf) ? byId[askedOf] : undefined
  const byBusiness = (own === undefined ? Object.values(byId) : [own]).flat()
  const records = [...plain, ...byBusiness].filter(isObject)
  const percents = records.flatMap((record) => COUNTERS.map((name) => record[name])).filter(isNumber)
  const minutes = records.map((record) => record['estimated_time_to_regain_access']).filter(isNumber)
  const wait = Math.max(0, ...minutes)
  return { percent: percents.length > 0 ? Math.max(...percents) : undefined, waitMs: wait > 0 ? wait * MINUTE : undefined }
}

function headerObject(headers: Headers, name: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(headers.get(name) ?? 'null')
    return isObject(value) ? value : undefined
  } catch {
    // A header that is not JSON says nothing about usage; the answer itself still counts.
    return undefined
  }
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value)
}
