import { spawn, type ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { Client } from 'pg'
import { expect, onTestFinished, vi } from 'vitest'
import { startEmbedded, type EmbeddedPostgres } from '#storage/embedded/start-embedded.ts'

export type Started = { readonly url: string; readonly pid: number; readonly port: number; readonly adopted: boolean }
export type Holder = Started & { readonly child: ChildProcess }

const HOLDER = fileURLToPath(new URL('embedded-holder.ts', import.meta.url))
const silent = { info: () => undefined, warn: () => undefined }

/** A directory that is not there yet, and its removal, with all the desk kept elsewhere for it, once the tests are over. */
export function newDataDir(parent = tmpdir()): { dataDir: string; remove(): void } {
  const dataDir = path.join(parent, `pagedesk-fault-${randomBytes(6).toString('hex')}`)
  return {
    dataDir,
    remove() {
      rmSync(homeOf(dataDir), { recursive: true, force: true })
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

/** Where the desk of this directory keeps its cluster. */
export function homeOf(dataDir: string): string {
  const file = path.join(dataDir, 'embedded.json')
  const record: unknown = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {}
  const home = typeof record === 'object' && record !== null && 'home' in record ? String(record.home) : 'postgres-18'
  return path.resolve(dataDir, home)
}

/** Starts the database in this process; it is stopped when the test ends, however it ends. */
export async function open(dataDir: string): Promise<EmbeddedPostgres> {
  const postgres = await startEmbedded({ dataDir, log: silent })
  let stopped: Promise<void> | undefined
  const stop = (): Promise<void> => (stopped ??= postgres.stop())
  onTestFinished(stop)
  return { ...postgres, stop }
}

/** Starts the database in a process of its own, as another user if one is given. */
export async function hold(dataDir: string, user?: { uid: number; gid: number; home: string }): Promise<Holder> {
  const child = spawn(process.execPath, [HOLDER, dataDir], {
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(user === undefined ? {} : { uid: user.uid, gid: user.gid, cwd: user.home, env: { HOME: user.home, PATH: process.env['PATH'] } }),
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  const complaints: string[] = []
  child.stderr.on('data', (chunk: Buffer) => complaints.push(chunk.toString()))
  const ended = once(child, 'close').then(() => {
    throw new Error(`The desk ended: ${complaints.join('')}`)
  })
  const said = once(createInterface(child.stdout), 'line')
  const [line] = (await Promise.race([said, ended])) as [string]
  ended.catch(() => undefined)
  return { ...(JSON.parse(line) as Started), child }
}

/** Kills the process behind a held database the hard way and waits until it is gone. */
export async function killHard(holder: Holder): Promise<void> {
  const ended = once(holder.child, 'exit')
  holder.child.kill('SIGKILL')
  await ended
}

/** Ends the process behind a held database in good order, and waits until it is gone: its server goes before it, and the folder is free after. */
export async function endInOrder(holder: Holder): Promise<void> {
  const ended = once(holder.child, 'exit')
  holder.child.kill('SIGTERM')
  await ended
  await eventually(() => expect(isAlive(holder.pid)).toBe(false))
}

export async function query<Row extends object>(url: string, text: string): Promise<Row[]> {
  const client = new Client(url)
  await client.connect()
  try {
    return (await client.query<Row>(text)).rows
  } finally {
    await client.end()
  }
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    // Nobody has this number.
    return false
  }
}

/** Resolves when the server has gone down and come back. */
export function backUp(postgres: EmbeddedPostgres): Promise<void> {
  return new Promise((resolve) => {
    const stopListening = postgres.onChange((state) => {
      if (state === 'up') {
        stopListening()
        resolve()
      }
    })
  })
}

/** Waits for something to come true, looking often; answers with what was seen, fails with the last reason. */
export function eventually<Seen>(check: () => Seen | Promise<Seen>): Promise<Seen> {
  return vi.waitFor(check, { timeout: 30_000, interval: 20 })
}
