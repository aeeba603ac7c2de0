import { setTimeout } from 'node:timers/promises'
import type { JobWithMetadata, PgBoss } from 'pg-boss'

type TurnsOptions<T> = {
  readonly boss: Pick<PgBoss, 'fetch' | 'complete' | 'fail' | 'touch' | 'findJobs'>
  readonly queue: string
  /** How many are under way at once, beside those that wait aside. */
  readonly most: number
  /** A throw asks for another turn later. */
  handle(turn: T & Turn): Promise<void>
  readonly onError: (error: unknown) => void
}

type Turn = {
  mayGoOn(): boolean
  /** Another has its room meanwhile. Not for long: its lease ends. */
  waitAside<W>(awaited: Promise<W>): Promise<W>
  /** What waits behind it now ends with it, unless it fails. Whoever handles it sees to what was asked for there, or asks for another turn. */
  takeAlong(): Promise<void>
}

export type RunningTurns = {
  /** Something may have come. */
  wake(): void
  /** Begins nothing more, and waits a while for what is under way. */
  stop(): Promise<void>
}

/** Nobody notifies when the rest of a job is over. */
const LOOKS_EVERY_MS = 2_000
/** Well within the lease that the queue gives (`heartbeatSeconds`). */
const HEARTBEAT_MS = 4_000
const GRACE_MS = 10_000
/** For so long one may go on with what comes next. Then others have theirs. */
const TURN_MS = 5_000

/**
 * Works on many jobs at once that mostly wait for somebody else. A worker of pg-boss each would ask the database for its next job by itself, and tell of
 * its end by itself: here as many as there is room for are fetched at once, and those that ended meanwhile are told of together.
 */
export function startTurns<T>(options: TurnsOptions<T>): RunningTurns {
  return new Turns(options)
}

type Job<T> = JobWithMetadata<T & object>

class Turns<T> implements RunningTurns {
  readonly #options: TurnsOptions<T>
  readonly #underWay = new Map<string, Job<T>>()
  readonly #running = new Set<Promise<void>>()
  readonly #ended: Job<T>[] = []
  #aside = 0
  readonly #looking = setInterval(() => this.wake(), LOOKS_EVERY_MS)
  readonly #beating = setInterval(() => this.#beat(), HEARTBEAT_MS)
  #isStopping = false
  #isWoken = false
  #isFetching = false
  #isTelling = false

  constructor(options: TurnsOptions<T>) {
    this.#options = options
    this.wake()
  }

  wake(): void {
    this.#isWoken = true
    if (!this.#isFetching) {
      this.#follow(this.#fetchAll())
    }
  }

  async stop(): Promise<void> {
    this.#isStopping = true
    clearInterval(this.#looking)
    await Promise.race([this.#allOver(), setTimeout(GRACE_MS, undefined, { ref: false })])
    clearInterval(this.#beating)
  }

  async #allOver(): Promise<void> {
    while (this.#running.size > 0) {
      await Promise.all(this.#running)
    }
  }

  #follow(work: Promise<void>): void {
    this.#running.add(work)
    void work.finally(() => this.#running.delete(work))
  }

  async #fetchAll(): Promise<void> {
    const { boss, queue, onError } = this.#options
    this.#isFetching = true
    try {
      while (this.#isWoken && !this.#isStopping && this.#room() > 0) {
        this.#isWoken = false
        const asked = { batchSize: this.#room(), includeMetadata: true } as const
        const jobs: Job<T>[] = await boss.fetch<T & object>(queue, asked)
        jobs.forEach((job) => this.#follow(this.#run(job)))
        this.#isWoken ||= jobs.length > 0
      }
    } catch (error) {
      // What waits is looked for again in a while.
      onError(error)
    } finally {
      this.#isFetching = false
    }
  }

  #room(): number {
    return this.#options.most - (this.#underWay.size - this.#aside)
  }

  async #waitAside<W>(awaited: Promise<W>): Promise<W> {
    this.#aside += 1
    this.wake()
    try {
      return await awaited
    } finally {
      this.#aside -= 1
    }
  }

  async #run(job: Job<T>): Promise<void> {
    this.#underWay.set(job.id, job)
    const along: string[] = []
    const until = performance.now() + TURN_MS
    try {
      await this.#options.handle({
        ...job.data,
        mayGoOn: () => !this.#isStopping && performance.now() < until,
        waitAside: (awaited) => this.#waitAside(awaited),
        takeAlong: async () => void along.push(...(await this.#behind(job))),
      })
    } catch (error) {
      await this.#fail(job, error)
      return
    }
    await this.#tellTakenAlong(along)
    this.#ended.push(job)
    await this.#tellEnds()
  }

  /** They wait for as long as it is under way. */
  async #behind({ singletonKey }: Job<T>): Promise<string[]> {
    const { boss, queue } = this.#options
    const behind = singletonKey ? await boss.findJobs(queue, { key: singletonKey, queued: true }) : []
    return behind.map(({ id }) => id)
  }

  /** While it is under way none of them is. */
  async #tellTakenAlong(ids: readonly string[]): Promise<void> {
    const { boss, queue, onError } = this.#options
    if (ids.length === 0) {
      return
    }
    try {
      await boss.complete(queue, [...ids], null, { includeQueued: true })
    } catch (error) {
      // They have their turns, and find nothing.
      onError(error)
    }
  }

  async #fail(job: Job<T>, error: unknown): Promise<void> {
    const { boss, queue, onError } = this.#options
    try {
      await boss.fail(queue, job, { message: error instanceof Error ? error.message : String(error) })
    } catch (failure) {
      // Its lease ends by itself, and somebody else has it.
      onError(failure)
    }
    this.#leave([job])
  }

  async #tellEnds(): Promise<void> {
    const { boss, queue, onError } = this.#options
    if (this.#isTelling) {
      return
    }
    this.#isTelling = true
    while (this.#ended.length > 0) {
      const jobs = this.#ended.splice(0)
      try {
        await boss.complete(queue, jobs)
      } catch (error) {
        // Their leases end by themselves; a turn that is had twice finds nothing.
        onError(error)
      }
      this.#leave(jobs)
    }
    this.#isTelling = false
  }

  /** Behind a job of a conversation its next one waits, and nobody notifies of that. */
  #leave(jobs: readonly Job<T>[]): void {
    jobs.forEach(({ id }) => this.#underWay.delete(id))
    this.wake()
  }

  #beat(): void {
    const { boss, queue, onError } = this.#options
    if (this.#underWay.size > 0) {
      boss.touch(queue, [...this.#underWay.values()]).catch(onError)
    }
  }
}
