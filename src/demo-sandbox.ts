import { spawn, type ChildProcessByStdio } from 'node:child_process'
import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import { fileURLToPath } from 'node:url'

export type DemoSandbox = {
  readonly url: string
  /** Resolves when it has saved its world and is gone. */
  stop(): Promise<void>
}

export type DemoSandboxOptions = {
  readonly port: number
  readonly host: string
  /** Names that the sandbox's controls answer under, beside the machine's own. */
  readonly allowedHosts: readonly string[]
  readonly appId: string
  readonly appSecret: string
  readonly verifyToken: string
  readonly redirectUri: string
  readonly deskUrl: string
  readonly stateFile: string
  /** Its clock is so far ahead of the real time: at the start, and before each move is over. */
  readonly onClock: (aheadMs: number) => void
  /** It ended by itself while the desk goes on. */
  readonly onLost: (words: string) => void
}

type Sandbox = ChildProcessByStdio<Writable, Readable, null>

const COMMAND = fileURLToPath(new URL('../sandbox/main.ts', import.meta.url))

/**
 * Starts Facebook in a box beside the desk, as a process of its own: the desk speaks to it over HTTP only, as it would
 * to Facebook. It ends with the desk, even when the desk is killed, and keeps its world in a file.
 */
export async function startDemoSandbox(options: DemoSandboxOptions): Promise<DemoSandbox> {
  const named: Record<string, string> = {
    port: String(options.port),
    host: options.host,
    'app-id': options.appId,
    'redirect-uri': options.redirectUri,
    'desk-url': options.deskUrl,
    state: options.stateFile,
  }
  const args = Object.entries(named).flatMap(([name, value]) => [`--${name}`, value])
  args.push(...options.allowedHosts.flatMap((name) => ['--allow-host', name]), '--tell-clock', '--exit-with-parent')
  // Not in its command line, which everybody on the machine may read.
  const env = { ...process.env, SANDBOX_APP_SECRET: options.appSecret, SANDBOX_VERIFY_TOKEN: options.verifyToken }
  const child = spawn(process.execPath, [COMMAND, ...args], { env, stdio: ['pipe', 'pipe', 'inherit'], detached: true })
  const url = await readyLine(child, options)
  const tell = (code: number | null, signal: string | null): void =>
    options.onLost(`the sandbox ended (${signal ?? `exit ${code}`}): start the desk again to have it back`)
  child.once('exit', tell)
  return {
    url,
    stop: () => {
      child.off('exit', tell)
      return stop(child)
    },
  }
}

/** It ended at its start. Its own words were written to standard error. */
export class SandboxError extends Error {
  override readonly name = 'SandboxError'
}

/** Follows its clock for as long as it lives: the sandbox goes on only when its line comes back. Resolves with its address when it is ready. */
function readyLine(child: Sandbox, { port, onClock }: Pick<DemoSandboxOptions, 'port' | 'onClock'>): Promise<string> {
  // It may be gone before it reads the answer; that it is gone is told by its exit.
  child.stdin.on('error', () => undefined)
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code) => {
      const words = `The sandbox could not start on port ${port} (exit ${code}); the reason is in the lines above.`
      reject(new SandboxError(`${words} If another program has the port, stop it or set SANDBOX_PORT to another number.`))
    })
    createInterface({ input: child.stdout }).on('line', (line) => {
      const [word, value = ''] = line.trim().split(' ')
      if (word === 'clock') {
        onClock(Number(value))
        child.stdin.write(`${line}\n`)
      } else if (word === 'ready') {
        resolve(value)
      }
    })
  })
}

function stop(child: Sandbox): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) {
      resolve()
      return
    }
    child.once('exit', () => resolve())
    child.kill('SIGTERM')
  })
}
