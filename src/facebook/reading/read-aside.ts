import { Worker } from 'node:worker_threads'
import { unpackReading, type PackedReading } from './pack-reading.ts'
import { read, type Reading } from './read.ts'

/** Reads deliveries without keeping the process from anybody else. */
export type AsideReader = {
  /** Rejects when the thread that read it died or took too long: the delivery is tried again, alone, and then set aside. */
  read(body: Buffer): Promise<Reading>
  /** How long that may take at most, in milliseconds, those included that came before; 0 for a body that is read at once. */
  longestMs(body: Buffer): number
  close(): Promise<void>
}

export type AsideReaderOptions = {
  /** How many ask at once. */
  readonly askers: number
  readonly timeoutMs?: number
}

/** Up to here reading takes at most some 30 ms (two million short numbers, which are the slowest, took 1.9 s in 4 MB). */
const READ_HERE_BYTES = 64 * 1024
/** The slowest 4 MB take two seconds on an idle machine. */
const TIMEOUT_MS = 60_000
/** Large bodies are rare: their thread goes when none came for a while, and its memory with it. */
const REST_MS = 30_000
const MAX_HEAP_MB = 512

/**
 * Small bodies are read at once, large ones in a thread of their own. There is one such thread, and it reads one body at a
 * time; those who wait are at most the loops that read deliveries.
 */
export function createAsideReader({ askers, timeoutMs = TIMEOUT_MS }: AsideReaderOptions): AsideReader {
  const thread = new ReadingThread(timeoutMs)
  let last: Promise<unknown> = Promise.resolve()
  return {
    read: (body) => {
      if (body.length <= READ_HERE_BYTES) {
        return Promise.resolve(read(body))
      }
      const reading = last.then(() => thread.read(body))
      // The next one waits for the end of this one, whatever that was; its failure is told to whoever asked.
      last = reading.catch(() => undefined)
      return reading
    },
    longestMs: (body) => (body.length <= READ_HERE_BYTES ? 0 : askers * timeoutMs),
    close: () => thread.close(),
  }
}

/** The thread ended, or was ended, while it read. */
export class ReadingThreadError extends Error {
  override readonly name = 'ReadingThreadError'
}

class ReadingThread {
  readonly #timeoutMs: number
  #worker: Worker | undefined
  #rest: NodeJS.Timeout | undefined

  constructor(timeoutMs: number) {
    this.#timeoutMs = timeoutMs
  }

  async read(body: Buffer): Promise<Reading> {
    clearTimeout(this.#rest)
    const worker = (this.#worker ??= this.#start())
    try {
      return unpackReading(await ask(worker, body, this.#timeoutMs))
    } catch (error) {
      await this.close()
      throw error
    } finally {
      this.#rest = setTimeout(() => void this.close(), REST_MS).unref()
    }
  }

  async close(): Promise<void> {
    clearTimeout(this.#rest)
    const worker = this.#worker
    this.#worker = undefined
    await worker?.terminate()
  }

  #forget(worker: Worker): void {
    this.#worker = this.#worker === worker ? undefined : this.#worker
  }

  #start(): Worker {
    const worker = new Worker(new URL('reading-thread.ts', import.meta.url), { resourceLimits: { maxOldGenerationSizeMb: MAX_HEAP_MB } })
    worker.unref()
    // Whoever waits for it hears of its end too; between two bodies nobody does, and the next one finds a new thread.
    worker.on('error', () => this.#forget(worker)).on('exit', () => this.#forget(worker))
    return worker
  }
}

function ask(worker: Worker, body: Buffer, timeoutMs: number): Promise<PackedReading> {
  return new Promise((resolve, reject) => {
    const tooLong = setTimeout(() => end(() => reject(new ReadingThreadError('reading a large delivery took too long'))), timeoutMs)
    const answer = (packed: PackedReading): void => end(() => resolve(packed))
    const fail = (cause: unknown): void =>
      end(() => reject(new ReadingThreadError('the thread that read a large delivery failed', { cause })))
    const end = (settle: () => void): void => {
      clearTimeout(tooLong)
      worker.off('message', answer).off('error', fail).off('exit', fail)
      settle()
    }
    worker.on('message', answer).on('error', fail).on('exit', fail)
    const bytes = Uint8Array.from(body)
    worker.postMessage(bytes, [bytes.buffer])
  })
}
