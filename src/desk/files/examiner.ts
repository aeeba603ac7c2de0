import { fork, type ChildProcess } from 'node:child_process'
import { setPriority } from 'node:os'
import type { Examine, Examined } from './examined.ts'

export type Examiner = { readonly examine: Examine; close(): Promise<void> }

/** Looking at a file ended the process that did, or took too long. The file may be to blame. */
export class ExaminerError extends Error {
  override readonly name = 'ExaminerError'
}

export type ExaminerOptions = {
  /** How many files are looked at at once. */
  readonly processes?: number
  readonly timeoutMs?: number
  /** What is run; for tests. */
  readonly program?: URL
}

const TIMEOUT_MS = 20_000
const MAX_HEAP_MB = 128
/** A process that has grown beyond this is let go between two files. */
const MAX_RSS_BYTES = 400 * 1024 * 1024
/** It goes when there was nothing to look at for a while, and its memory with it. */
const REST_MS = 600_000
/** Where the processors are wanted by what answers somebody, it gets a tenth of one: messages come first, and yet somebody waits to see the picture. */
const NICE = 10

const PROGRAM = new URL('examiner-process.ts', import.meta.url)

/**
 * Looks at strangers' files in processes of their own, one file each at a time: a picture that is a bomb, or that finds a fault in a library, ends one of
 * these, and no message waits for it.
 */
export function createExaminer({ processes = 2, timeoutMs = TIMEOUT_MS, program = PROGRAM }: ExaminerOptions = {}): Examiner {
  const seats = Array.from({ length: processes }, () => new Seat(program, timeoutMs))
  const free = [...seats]
  const waiting: ((seat: Seat) => void)[] = []
  const leave = (seat: Seat): void => {
    const next = waiting.shift()
    if (next) {
      next(seat)
    } else {
      free.push(seat)
    }
  }
  return {
    examine: async (path) => {
      const seat = free.pop() ?? (await new Promise<Seat>((take) => waiting.push(take)))
      try {
        return await seat.examine(path)
      } finally {
        leave(seat)
      }
    },
    close: async () => {
      await Promise.all(seats.map((seat) => seat.close()))
    },
  }
}

type Answer = { readonly examined: Examined; readonly rss: number } | { readonly failure: string }

/** A place for one process, which is started when there is a file. */
class Seat {
  readonly #program: URL
  readonly #timeoutMs: number
  #child: ChildProcess | undefined
  #rest: NodeJS.Timeout | undefined

  constructor(program: URL, timeoutMs: number) {
    this.#program = program
    this.#timeoutMs = timeoutMs
  }

  async examine(path: string): Promise<Examined> {
    clearTimeout(this.#rest)
    const child = (this.#child ??= this.#start())
    try {
      const answer = await ask(child, path, this.#timeoutMs)
      if ('failure' in answer) {
        throw new ExaminerError(answer.failure)
      }
      if (answer.rss > MAX_RSS_BYTES) {
        await this.close()
      }
      return answer.examined
    } catch (error) {
      await this.close()
      throw error
    } finally {
      this.#rest = setTimeout(() => void this.close(), REST_MS).unref()
    }
  }

  async close(): Promise<void> {
    clearTimeout(this.#rest)
    const child = this.#child
    this.#child = undefined
    if (child && child.exitCode === null && child.signalCode === null) {
      const gone = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGKILL')
      await gone
    }
  }

  #start(): ChildProcess {
    const child = fork(this.#program, {
      execArgv: [`--max-old-space-size=${MAX_HEAP_MB}`],
      env: {},
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    })
    child.on('exit', () => {
      this.#child = this.#child === child ? undefined : this.#child
    })
    if (child.pid !== undefined) {
      setPriority(child.pid, NICE)
    }
    return child
  }
}

function ask(child: ChildProcess, path: string, timeoutMs: number): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const tooLong = setTimeout(() => end(() => reject(new ExaminerError('looking at a file took too long'))), timeoutMs)
    const answer = (message: unknown): void => end(() => resolve(message as Answer))
    const fail = (cause: unknown): void => end(() => reject(new ExaminerError('the process that looked at a file ended', { cause })))
    const end = (settle: () => void): void => {
      clearTimeout(tooLong)
      child.off('message', answer).off('error', fail).off('exit', fail)
      settle()
    }
    child.on('message', answer).on('error', fail).on('exit', fail)
    child.send(path)
  })
}
