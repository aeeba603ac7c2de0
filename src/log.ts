import { pino, type DestinationStream, type Logger } from 'pino'

/** What the log keeps of an error. An unknown field of it may hold anything: a whole connection with its keys, a customer's words. */
type LoggedError = {
  readonly type: string
  readonly message: string
  readonly stack?: string
  readonly cause?: LoggedError
} & Readonly<Record<string, unknown>>

/** Facts of system and database errors that help, and that never quote a row. */
const FACTS = [
  'code',
  'syscall',
  'address',
  'port',
  'statusCode',
  'severity',
  'schema',
  'table',
  'column',
  'constraint',
  'routine',
] as const
const MAX_WORDS = 500
const MAX_FRAMES = 8
const MAX_CAUSES = 3

/** The desk's log: JSON lines, headers left out, errors small. */
export function openLog(level: string, destination: DestinationStream): Logger {
  return pino({ level, redact: ['req.headers'], serializers: { err: (error: unknown) => describeError(error) } }, destination)
}

/** The few fields of an error that somebody reads: its kind, words, code and place, and those of its cause. */
function describeError(error: unknown, depth = 0): LoggedError {
  if (!(error instanceof Error)) {
    return { type: typeof error, message: shorten(String(error)) }
  }
  const facts = FACTS.flatMap((name) => {
    const value: unknown = Reflect.get(error, name)
    return typeof value === 'string' || typeof value === 'number' ? [[name, value] as const] : []
  })
  return {
    type: error.name,
    message: shorten(wordsOf(error)),
    ...Object.fromEntries(facts),
    ...(error.stack === undefined ? {} : { stack: framesOf(error.stack) }),
    ...(error.cause === undefined || depth >= MAX_CAUSES ? {} : { cause: describeError(error.cause, depth + 1) }),
  }
}

/** Node tries each address of a name and tells of all failures in an error that has no words of its own. */
function wordsOf(error: Error): string {
  return error instanceof AggregateError && error.message === '' ? error.errors.map(String).join('; ') : error.message
}

function framesOf(stack: string): string {
  const frames = stack.split('\n').filter((line) => line.startsWith('    at '))
  return frames
    .slice(0, MAX_FRAMES)
    .map((line) => line.trim())
    .join('\n')
}

function shorten(words: string): string {
  return words.length > MAX_WORDS ? `${words.slice(0, MAX_WORDS)}…` : words
}
