import { closeSync, openSync } from 'node:fs'
import { rename, stat } from 'node:fs/promises'
import path from 'node:path'
import { codeOf, readIfThere } from './files.ts'

const LIMIT_BYTES = 5 * 1024 * 1024
const TAIL_LINES = 5

/** Opens the server's own log for appending, hands the descriptor over and closes our copy. A big log is kept once, as `.1`. */
export async function withServerLog<T>(home: string, use: (descriptor: number) => T): Promise<T> {
  const file = logFile(home)
  if ((await sizeOf(file)) > LIMIT_BYTES) {
    await rename(file, `${file}.1`)
  }
  const descriptor = openSync(file, 'a', 0o600)
  try {
    return use(descriptor)
  } finally {
    closeSync(descriptor)
  }
}

/** The last lines the server wrote, for the operator who must know why it does not start. */
export async function lastWords(home: string): Promise<string> {
  const text = (await readIfThere(logFile(home))) ?? ''
  return text.trim().split('\n').slice(-TAIL_LINES).join('\n')
}

function logFile(home: string): string {
  return path.join(home, 'postgres.log')
}

async function sizeOf(file: string): Promise<number> {
  try {
    return (await stat(file)).size
  } catch (fault) {
    if (codeOf(fault) === 'ENOENT') {
      return 0
    }
    throw fault
  }
}
