import { setTimeout as delay } from 'node:timers/promises'
import { isPostmasterOf } from './pid-file.ts'
import { runProgram } from './run.ts'
import type { Server } from './run.ts'

const LOOK_MS = 10
/** The checkpoint of a fast stop can take a while on a slow disk. */
const FAST_MS = 30_000
const IMMEDIATE_MS = 5_000

/** Stops the postmaster and waits until its process is gone: politely first, then without its last checkpoint, then by force. */
export async function stopPostmaster(server: Server, pid: number): Promise<void> {
  if (process.platform === 'win32') {
    return runProgram(server, 'pg_ctl', ['stop', '-D', server.cluster, '-m', 'fast', '-w'])
  }
  for (const [signal, patience] of [['SIGINT', FAST_MS] as const, ['SIGQUIT', IMMEDIATE_MS] as const, ['SIGKILL', IMMEDIATE_MS] as const]) {
    if (!(await isPostmasterOf(pid, server.cluster))) {
      return
    }
    process.kill(pid, signal)
    if (await isGone(server, pid, patience)) {
      return
    }
  }
}

async function isGone(server: Server, pid: number, patience: number): Promise<boolean> {
  for (const deadline = Date.now() + patience; Date.now() < deadline; await delay(LOOK_MS)) {
    if (!(await isPostmasterOf(pid, server.cluster))) {
      return true
    }
  }
  return false
}
