import { execFile } from 'node:child_process'
import { readFile, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { codeOf, readIfThere } from './files.ts'

/** What the cluster's `postmaster.pid` says, checked against the processes there are. */
export type Found =
  | { readonly kind: 'none' }
  /** The port is missing while it starts. */
  | { readonly kind: 'running'; readonly pid: number; readonly port: number | undefined }
  /** Just made and still empty: a postmaster that starts at this moment, most likely. */
  | { readonly kind: 'unsure' }
  | { readonly kind: 'stale' }

/** Places of pid and port among the lines of `postmaster.pid`. */
const PID_LINE = 0
const PORT_LINE = 3
/** PostgreSQL makes the file and fills it in the same breath; one that stays empty this long was left so by a crash. */
const EMPTY_FOR_MS = 1_000

/** Looks for the postmaster of this cluster. The file alone proves nothing: after a crash its pid may be another program's. */
export async function findPostmaster(cluster: string): Promise<Found> {
  const text = await readIfThere(pidFile(cluster))
  if (text === undefined) {
    return { kind: 'none' }
  }
  if (text === '') {
    return { kind: (await isYoung(pidFile(cluster))) ? 'unsure' : 'stale' }
  }
  const lines = text.split('\n')
  const pid = Number(lines[PID_LINE])
  if (!Number.isInteger(pid) || pid <= 1 || !(await isPostmasterOf(pid, cluster))) {
    return { kind: 'stale' }
  }
  const port = Number(lines[PORT_LINE])
  return { kind: 'running', pid, port: port > 0 ? port : undefined }
}

/**
 * Removes a stale file: with a reused pid in it, or empty, PostgreSQL would refuse to start for ever. Only for when no postmaster can be
 * starting; one whose file is taken away shuts itself down.
 */
export async function removePidFile(cluster: string): Promise<void> {
  await rm(pidFile(cluster), { force: true })
}

/** True while this process is a postmaster of this cluster; a reused pid or a zombie is not. */
export async function isPostmasterOf(pid: number, cluster: string): Promise<boolean> {
  return isAlive(pid) && (await commandLine(pid)).includes(cluster)
}

async function commandLine(pid: number): Promise<string> {
  if (process.platform === 'linux') {
    return readFile(`/proc/${pid}/cmdline`, 'utf8').catch(whenGone)
  }
  if (process.platform === 'win32') {
    const query = `(Get-CimInstance Win32_Process -Filter "ProcessId=${pid}").CommandLine`
    return (await promisify(execFile)('powershell', ['-NoProfile', '-Command', query])).stdout
  }
  return promisify(execFile)('ps', ['-ww', '-o', 'command=', '-p', String(pid)]).then((answer) => answer.stdout, whenGone)
}

/** It ended between two looks: no command line any more. */
function whenGone(): string {
  return ''
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (fault) {
    // Somebody else's process counts as one.
    return codeOf(fault) === 'EPERM'
  }
}

function pidFile(cluster: string): string {
  return path.join(cluster, 'postmaster.pid')
}

async function isYoung(file: string): Promise<boolean> {
  try {
    return Math.abs(Date.now() - (await stat(file)).mtimeMs) < EMPTY_FOR_MS
  } catch (fault) {
    if (codeOf(fault) === 'ENOENT') {
      // Taken away between two looks: something is going on there.
      return true
    }
    throw fault
  }
}
