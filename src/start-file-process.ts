import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { setPriority } from 'node:os'
import type { DeskClock } from '#desk/desk-clock.ts'
import type { FileTask, FromFileProcess, ToFileProcess } from './file-task.ts'

export type FileProcessOptions = {
  readonly task: FileTask
  readonly clock: Pick<DeskClock, 'aheadMs' | 'onClockMove'>
  readonly onFailure: (words: string) => void
  /** The database stopped answering to it, or answers again. */
  readonly onDatabase: (answers: boolean) => void
  readonly restMs?: number
}

/** Messages come first: where the processors are wanted by what answers somebody, whoever fetches files gets a tenth of one. */
const NICE = 10
/** Between the end of one that was not told to end and the start of the next. */
const REST_MS = 1000
/** A file that is under way may be let finish for as long; then it is somebody else's. */
const GOODBYE_MS = 10_000

const PROGRAM = new URL('file-process.ts', import.meta.url)

/**
 * Fetches files in a process of its own, so that no message waits for a picture that is being written. One that ends is started again: what it had
 * claimed is claimed again when its claims end. Rejects when the first one does not start; answers with how to stop it.
 */
export async function startFileProcess({
  task,
  clock,
  onFailure,
  onDatabase,
  restMs = REST_MS,
}: FileProcessOptions): Promise<() => Promise<void>> {
  let child: ChildProcess
  let isKept = false
  let again: NodeJS.Timeout | undefined

  function start(): ChildProcess {
    const started = fork(PROGRAM, { execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
    if (started.pid !== undefined) {
      setPriority(started.pid, NICE)
    }
    started.on('message', (message: FromFileProcess) => {
      if (message === 'started') {
        return
      }
      if ('failure' in message) {
        onFailure(message.failure)
      } else {
        onDatabase(message.databaseAnswers)
      }
    })
    started.on('error', (error) => onFailure(error.message))
    started.once('exit', (code, signal) => {
      if (isKept) {
        onFailure(`The process that fetches files ended with ${signal ?? code}. It is started again.`)
        again = setTimeout(() => (child = start()), restMs)
      }
    })
    tell(started, { task, aheadMs: clock.aheadMs() })
    return started
  }

  child = start()
  const stopFollowing = clock.onClockMove(() => tell(child, { aheadMs: clock.aheadMs() }))
  const stop = async (): Promise<void> => {
    isKept = false
    clearTimeout(again)
    stopFollowing()
    await end(child)
  }
  if (!(await startsWell(child))) {
    await stop()
    throw new Error('The process that fetches files did not start.')
  }
  isKept = true
  return stop
}

function startsWell(child: ChildProcess): Promise<boolean> {
  return new Promise((resolve) => {
    child.on('message', (message: FromFileProcess) => message === 'started' && resolve(true)).once('exit', () => resolve(false))
  })
}

function tell(child: ChildProcess, message: ToFileProcess): void {
  if (child.connected) {
    child.send(message)
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) {
    return
  }
  const gone = once(child, 'exit')
  tell(child, 'stop')
  const tooLong = setTimeout(() => child.kill('SIGKILL'), GOODBYE_MS)
  await gone
  clearTimeout(tooLong)
}
