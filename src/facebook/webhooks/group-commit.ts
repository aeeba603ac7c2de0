import type { Pool } from 'pg'
import { storeDeliveries, type NewDelivery } from '#storage/deliveries.ts'

/** The database did not take the delivery in time, or the queue is full: Facebook is told 503 and sends it again. */
export class NotStoredError extends Error {
  override readonly name = 'NotStoredError'
}

export type GroupCommitOptions = {
  readonly pool: Pool
  /** Called after each commit with how many deliveries it holds. */
  readonly onStored: (count: number) => void
  readonly onFailure: (error: unknown) => void
  readonly deadlineMs?: number
}

export type GroupCommit = {
  /** Resolves after the commit that holds the delivery. Rejects with `NotStoredError`. */
  store(delivery: NewDelivery): Promise<void>
  /** The last that ended, ended without being stored. */
  hasFailed(): boolean
  /** Resolves when nothing is under way. */
  drain(): Promise<void>
}

/** Facebook waits 5 seconds for its answer (Messenger Platform docs, webhooks, 2026-06). */
const DEADLINE_MS = 4000
const MAX_WAITING = 5000
const MAX_WAITING_BYTES = 64 * 1024 * 1024
const MAX_GROUP = 500
const MAX_GROUP_BYTES = 8 * 1024 * 1024
/** While one group waits for the disk the next one is on its way. */
const MAX_GROUPS_UNDER_WAY = 2

type Waiting = NewDelivery & { readonly deadline: number; readonly resolve: () => void; readonly reject: (error: Error) => void }

/** Concurrent deliveries share one multi-row insert and so one commit. The queue is bounded in number, bytes and time. */
export function createGroupCommit(options: GroupCommitOptions): GroupCommit {
  return new Groups(options)
}

class Groups implements GroupCommit {
  readonly #options: GroupCommitOptions
  readonly #deadlineMs: number
  #waiting: Waiting[] = []
  #waitingBytes = 0
  #underWay = 0
  readonly #unanswered = new Set<Waiting>()
  readonly #drained: (() => void)[] = []
  #sweep: NodeJS.Timeout | undefined
  #hasFailed = false
  readonly hasFailed = (): boolean => this.#hasFailed

  constructor(options: GroupCommitOptions) {
    this.#options = options
    this.#deadlineMs = options.deadlineMs ?? DEADLINE_MS
  }

  store(delivery: NewDelivery): Promise<void> {
    if (this.#waiting.length >= MAX_WAITING || this.#waitingBytes + delivery.body.length > MAX_WAITING_BYTES) {
      return Promise.reject(new NotStoredError('too many deliveries are waiting'))
    }
    return new Promise((resolve, reject) => {
      const entry = { ...delivery, deadline: performance.now() + this.#deadlineMs, resolve, reject }
      this.#waiting.push(entry)
      this.#waitingBytes += delivery.body.length
      this.#unanswered.add(entry)
      this.#sweep ??= setInterval(() => this.#rejectLate(), Math.min(this.#deadlineMs, 250))
      queueMicrotask(() => this.#commitNext())
    })
  }

  drain(): Promise<void> {
    return this.#underWay === 0 && this.#waiting.length === 0 ? Promise.resolve() : new Promise((resolve) => this.#drained.push(resolve))
  }

  #commitNext(): void {
    if (this.#underWay >= MAX_GROUPS_UNDER_WAY || this.#waiting.length === 0) {
      return
    }
    const group = this.#takeGroup()
    this.#underWay += 1
    void storeDeliveries(this.#options.pool, group)
      .then(
        () => this.#resolve(group),
        (error: unknown) => this.#reject(group, error),
      )
      .finally(() => this.#end())
  }

  #end(): void {
    this.#underWay -= 1
    this.#commitNext()
    if (this.#underWay === 0) {
      this.#drained.splice(0).forEach((tell) => tell())
    }
  }

  #takeGroup(): Waiting[] {
    let bytes = 0
    let count = 0
    for (const { body } of this.#waiting) {
      if (count >= MAX_GROUP || (count > 0 && bytes + body.length > MAX_GROUP_BYTES)) {
        break
      }
      bytes += body.length
      count += 1
    }
    this.#waitingBytes -= bytes
    return this.#waiting.splice(0, count)
  }

  #resolve(group: readonly Waiting[]): void {
    for (const entry of group) {
      this.#unanswered.delete(entry)
      entry.resolve()
    }
    this.#hasFailed = false
    this.#options.onStored(group.length)
  }

  #reject(group: readonly Waiting[], cause: unknown): void {
    this.#hasFailed = true
    this.#options.onFailure(cause)
    for (const entry of group) {
      this.#unanswered.delete(entry)
      entry.reject(new NotStoredError('the database did not store the delivery', { cause }))
    }
  }

  #rejectLate(): void {
    const now = performance.now()
    const late = new Set([...this.#unanswered].filter(({ deadline }) => deadline <= now))
    for (const entry of late) {
      this.#unanswered.delete(entry)
      entry.reject(new NotStoredError('the database did not answer in time'))
    }
    if (late.size > 0) {
      this.#hasFailed = true
      this.#waiting = this.#waiting.filter((entry) => !late.has(entry))
      this.#waitingBytes = this.#waiting.reduce((bytes, { body }) => bytes + body.length, 0)
    }
    if (this.#unanswered.size === 0) {
      clearInterval(this.#sweep)
      this.#sweep = undefined
    }
  }
}
