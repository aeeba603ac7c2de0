import { spawn, type ChildProcess, type ChildProcessByStdio } from 'node:child_process'
import { once } from 'node:events'
import { randomBytes } from 'node:crypto'
import { readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { freePort } from './free-port.ts'

/** A whole desk as an operator starts it: its own process, its own PostgreSQL or a given one, the sandbox beside it. */
export type DeskProcess = {
  readonly url: string
  readonly sandboxUrl: string
  readonly dataDir: string
  readonly pid: number
  /** As `kill -9` does. Its PostgreSQL lives on. */
  kill(): Promise<void>
  /** As Ctrl-C does. */
  stop(): Promise<number | null>
  /** What it wrote so far, for a failure's message. */
  output(): string
}

/** `databaseUrl`: of a database that is there already. Without it the desk starts a PostgreSQL of its own. */
export type DeskPlace = { readonly dataDir: string; readonly port: number; readonly sandboxPort: number; readonly databaseUrl?: string }

/**
 * A data folder that is not there yet and two free ports: the same place can be started again and again. The desk makes
 * the folder, so that root's PostgreSQL can live in it and goes with it.
 */
export async function newDeskPlace(): Promise<DeskPlace & { remove(): Promise<void> }> {
  const dataDir = join(tmpdir(), `pagedesk-journey-${randomBytes(6).toString('hex')}`)
  const [port, sandboxPort] = await Promise.all([freePort(), freePort()])
  return { dataDir, port, sandboxPort, remove: () => rm(dataDir, { recursive: true, force: true }) }
}

/** Starts a desk and resolves at its ready line. Rejects with its words when it ends before. */
export async function startDeskProcess(
  place: DeskPlace,
  environment: Readonly<Record<string, string>> = {},
  args: readonly string[] = [],
): Promise<DeskProcess> {
  const { dataDir, port, sandboxPort } = place
  const child = spawnDesk(place, environment, args)
  let written = ''
  child.stderr.on('data', (chunk: Buffer) => (written += chunk.toString()))
  child.stdout.on('data', (chunk: Buffer) => (written += chunk.toString()))
  await readyLine(child, () => written)
  return {
    url: `http://127.0.0.1:${port}`,
    sandboxUrl: `http://127.0.0.1:${sandboxPort}`,
    dataDir,
    pid: child.pid ?? 0,
    kill: () => end(child, 'SIGKILL').then(() => undefined),
    stop: () => end(child, 'SIGINT'),
    output: () => written,
  }
}

/** Starts a desk and waits for nothing. */
export function spawnDesk(
  { dataDir, port, sandboxPort, databaseUrl }: DeskPlace,
  environment: Readonly<Record<string, string>>,
  args: readonly string[],
): ChildProcessByStdio<null, Readable, Readable> {
  const place = { DATA_DIR: dataDir, PORT: String(port), SANDBOX_PORT: String(sandboxPort) }
  const database = databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl }
  return spawn(process.execPath, ['bin/start.ts', ...args], {
    env: { ...cleanEnvironment(), ...place, ...database, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

/** The desk must not take its settings from whoever runs the tests. */
function cleanEnvironment(): Record<string, string> {
  const kept = ['PATH', 'HOME', 'LANG', 'TMPDIR']
  return Object.fromEntries(kept.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])))
}

/** The PostgreSQL that a desk runs for itself: how its supervisor asks it, and the process that is asked for first. */
export async function ownPostgresOf(dataDir: string): Promise<{ readonly url: string; postmaster(): Promise<number> }> {
  const record = JSON.parse(await readFile(join(dataDir, 'embedded.json'), 'utf8')) as Record<string, string>
  const home = resolve(dataDir, record['home'] ?? 'postgres-18')
  return {
    url: `postgres://supervisor:${record['supervisorPassword']}@127.0.0.1:${record['port']}/pagedesk`,
    postmaster: async () => Number((await readFile(join(home, 'cluster', 'postmaster.pid'), 'utf8')).split('\n')[0]),
  }
}

function readyLine(child: ChildProcessByStdio<null, Readable, Readable>, written: () => string): Promise<void> {
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the desk ended before it was ready (exit ${code}):\n${written()}`)))
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line.startsWith('ready ')) {
        resolve()
      }
    })
  })
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) {
    const gone = once(child, 'exit')
    child.kill(signal)
    await gone
  }
  return child.exitCode
}
