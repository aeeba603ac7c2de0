import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'

export type Child<Answer> = { readonly answer: Answer; stop(): Promise<void> }

/** Starts a process (`./intake/floor.ts`) with its task and resolves with the first thing it tells. It ends with this one. */
export async function startChild<Answer>(file: string, task: object): Promise<Child<Answer>> {
  const child = fork(new URL(file, import.meta.url), [JSON.stringify(task)], {
    execArgv: [...process.execArgv, '--import', new URL('end-with-parent.ts', import.meta.url).href],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const answer = await Promise.race([once(child, 'message').then(([message]) => message as Answer), failOnExit(child, file)])
  return { answer, stop: () => end(child) }
}

/** Runs a process to its end and gives back what it told. */
export async function runChild<Answer>(file: string, task: object): Promise<Answer> {
  const child = await startChild<Answer>(file, task)
  await child.stop()
  return child.answer
}

async function failOnExit(child: ChildProcess, file: string): Promise<never> {
  const [code] = (await once(child, 'exit')) as [number | null]
  throw new Error(`${file} ended with ${code} before it told anything`)
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) {
    const gone = once(child, 'exit')
    child.kill('SIGTERM')
    await gone
  }
}
