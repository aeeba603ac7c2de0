import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const run = promisify(execFile)
const EVERY_MS = 250

/** Megabytes in use. */
export type Memory = { readonly deskMb: number; readonly withHelpersMb: number }

/** Looks at a process and at those that it started, until it is stopped: the most that they had in use at once. */
export function watchMemory(pid: number): { stop(): Promise<Memory> } {
  let most: Memory = { deskMb: 0, withHelpersMb: 0 }
  let last: Promise<void> = Promise.resolve()
  const look = async (): Promise<void> => {
    const now = await inUse(pid)
    most = { deskMb: Math.max(most.deskMb, now.deskMb), withHelpersMb: Math.max(most.withHelpersMb, now.withHelpersMb) }
  }
  const clock = setInterval(() => {
    last = last.then(look)
  }, EVERY_MS)
  return {
    stop: async () => {
      clearInterval(clock)
      await last
      return most
    },
  }
}

async function inUse(pid: number): Promise<Memory> {
  const { stdout } = await run('ps', ['-eo', 'pid=,ppid=,rss='])
  const rows = stdout.split('\n').map((line) => line.trim().split(/\s+/).map(Number))
  const mb = (kilobytes: number): number => Math.round(kilobytes / 1024)
  const own = rows.find(([id]) => id === pid)?.[2] ?? 0
  const helpers = startedBy(pid, rows).reduce((sum, [, , kilobytes = 0]) => sum + kilobytes, 0)
  return { deskMb: mb(own), withHelpersMb: mb(own + helpers) }
}

/** Those that it started, and that these started. */
function startedBy(pid: number, rows: readonly number[][]): number[][] {
  return rows.filter(([, parent]) => parent === pid).flatMap((row) => [row, ...startedBy(row[0] ?? 0, rows)])
}
