import { Client, type ClientConfig, type Submittable } from 'pg'
import { PlanModeWatch } from './plan-mode.ts'
import { preparedName } from './prepared.ts'

/** The database owes an answer for too long, or its other connections went silent: this one is not waited for any longer. */
export class DatabaseSilentError extends Error {
  override readonly name = 'DatabaseSilentError'
}

export type WatchedClientConfig = ClientConfig & { readonly answerMs?: number | undefined }

/** How long a goodbye may take before the line is cut. */
const GOODBYE_MS = 1_000

/**
 * A connection that can neither end the process nor be waited for without end.
 *
 * It hears its own errors from its birth on: a pool takes its listener off a connection that it lends, and an `error` that nobody hears
 * ends a Node process. And it watches the time from the first question to the last answer: pg's own `query_timeout` only lets the caller
 * go, and would give the silent connection back to the pool.
 */
export class WatchedClient extends Client {
  readonly openedAt = performance.now()
  readonly #answerMs: number | undefined
  #owed: NodeJS.Timeout | undefined

  constructor({ answerMs, ...config }: WatchedClientConfig) {
    super(config)
    this.#answerMs = answerMs
    // Whoever waits for an answer is told by its rejection; a pool removes the connection by its own listener.
    this.on('error', () => undefined)
    this.on('drain', () => this.#answered())
    this.on('end', () => this.#answered())
    const ask = this.query.bind(this) as Ask
    const plans = new PlanModeWatch()
    this.query = ((...asked: unknown[]) => {
      this.#asked()
      const question = withName(asked)
      const setting = plans.before(question)
      if (setting !== undefined) {
        ask(setting, undefined, (error: Error | null) => (error ? plans.forget() : undefined))
      }
      const answer = answered(ask, question)
      plans.after(question)
      return answer
    }) as typeof this.query
  }

  /** Closes the socket at once. Everything that waits for an answer is rejected with the reason. */
  cut(reason: Error): void {
    this.connection.stream.destroy(reason)
  }

  /** Says goodbye; a server that does not hear it is left all the same. */
  async leave(): Promise<void> {
    const timer = setTimeout(() => this.connection.stream.destroy(), GOODBYE_MS)
    await this.end()
    clearTimeout(timer)
  }

  #asked(): void {
    const answerMs = this.#answerMs
    if (answerMs !== undefined) {
      this.#owed ??= setTimeout(() => {
        this.cut(new DatabaseSilentError(`The database did not answer within ${answerMs / 1000} s.`))
      }, answerMs)
    }
  }

  #answered(): void {
    clearTimeout(this.#owed)
    this.#owed = undefined
  }
}

type Ask = (...question: unknown[]) => unknown

/**
 * The answer as a promise of ours, for whoever neither brings a callback nor a query object of its own. Pg chains another one to its own, and what
 * was answered then outlives several collections of garbage: 8 MB for every seventy pages of a list, copied each time (Node 24, pg 8.23).
 */
function answered(ask: Ask, question: readonly unknown[]): unknown {
  const isHandedOver =
    question.some((part) => typeof part === 'function') || typeof (question[0] as Submittable | undefined)?.submit === 'function'
  return isHandedOver
    ? ask(...question)
    : new Promise((resolve, reject) =>
        ask(question[0], question[1], (error: Error | null, result: unknown) => (error ? reject(error) : resolve(result))),
      )
}

/** A statement that is to be planned once is asked by its name. */
function withName(question: readonly unknown[]): readonly unknown[] {
  const [text, values, ...rest] = question
  const name = typeof text === 'string' && Array.isArray(values) ? preparedName(text) : undefined
  return name === undefined ? question : [{ name, text, values }, ...rest]
}
