import { DatabaseError } from 'pg'
import { DatabaseSilentError } from './watched-client.ts'

/** What the system says of a server that cannot be reached, or was lost. */
const SYSTEM_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'EHOSTDOWN',
  'ENETUNREACH',
  'ENETDOWN',
  'ENOTFOUND',
  'EAI_AGAIN',
])

/**
 * SQLSTATE of a server that goes, comes or has no room (PostgreSQL 18, appendix A): shut down by an operator or a crash, starting, too many
 * connections, disk full, out of memory, input or output failed, our own pause in a transaction, read-only as a stand-by is.
 */
const AWAY_STATES = new Set(['57P01', '57P02', '57P03', '57P05', '53100', '53200', '53300', '58030', '25P03', '25006'])
const CONNECTION_CLASS = '08'

/** SQLSTATE of a statement that ran or waited for longer than our bounds. */
const BUSY_STATES = new Set(['57014', '55P03'])

/** pg 8 and Kysely give these no code. */
const WITHOUT_CODE = [
  'Connection terminated',
  'Client has encountered a connection error and is not queryable',
  'Client was closed and is not queryable',
  'timeout exceeded when trying to connect',
  'timeout expired',
  'Postgres connection has been discarded',
]

/** The database is gone, silent or full: nothing is wrong with what was asked, and later it will succeed. */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) {
    return false
  }
  if (error instanceof DatabaseSilentError) {
    return true
  }
  if (error instanceof AggregateError && error.errors.length > 0) {
    return error.errors.every(isDatabaseAway)
  }
  if (error instanceof DatabaseError) {
    return AWAY_STATES.has(error.code ?? '') || error.code?.startsWith(CONNECTION_CLASS) === true
  }
  if ('syscall' in error && 'code' in error && SYSTEM_CODES.has(String(error.code))) {
    return true
  }
  return WITHOUT_CODE.some((words) => error.message.startsWith(words))
}

/** Whatever the reason, the database has no answer now: try again in a few seconds. */
export function isDatabaseUnavailable(error: unknown): boolean {
  return isDatabaseAway(error) || isDatabaseBusy(error)
}

/** The database is there, but this took longer than the desk waits. */
export function isDatabaseBusy(error: unknown): boolean {
  return error instanceof DatabaseError && BUSY_STATES.has(error.code ?? '')
}
