import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'

/** A sandbox in a process of its own, started as any client starts it. */
export type Box = {
  readonly port: number
  readonly env: Readonly<Record<string, string>>
  /** A control below `/sandbox`; posts, if nothing else is said. */
  control(path: string, body: unknown, method?: string): Promise<Record<string, unknown>>
  /** A Graph call with a token; a status other than 200 is thrown. */
  graph(path: string, call: { readonly token: string; readonly method?: string }): Promise<Record<string, unknown>>
  /** What the process holds in memory now, in MiB. */
  residentMb(): Promise<number>
  stop(): Promise<void>
}

export async function openBox(): Promise<Box> {
  const child = spawn(process.execPath, ['sandbox/main.ts', '--port', '0', '--env'], { stdio: ['ignore', 'pipe', 'inherit'] })
  const env: Record<string, string> = {}
  for await (const line of createInterface({ input: child.stdout })) {
    if (line.startsWith('ready')) {
      break
    }
    const at = line.indexOf('=')
    env[line.slice(0, at)] = line.slice(at + 1)
  }
  const url = env['GRAPH_URL'] ?? ''
  return {
    port: Number(new URL(url).port),
    env,
    control: (path, body, method = 'POST') => answerOf(`${url}/sandbox/${path}`, { method, body: JSON.stringify(body) }),
    graph: (path, { token, method = 'GET' }) => answerOf(url + path, { method, headers: { authorization: `Bearer ${token}` } }),
    residentMb: () => residentMb(child.pid ?? 0),
    stop: async () => {
      const gone = once(child, 'exit')
      child.kill('SIGTERM')
      await gone
    },
  }
}

async function answerOf(url: string, init: RequestInit): Promise<Record<string, unknown>> {
  const response = await fetch(url, init)
  if (response.status !== 200) {
    throw new Error(`${url} answered ${response.status}: ${await response.text()}`)
  }
  return (await response.json()) as Record<string, unknown>
}

async function residentMb(pid: number): Promise<number> {
  const { stdout } = await promisify(execFile)('ps', ['-o', 'rss=', '-p', String(pid)])
  return Math.round(Number(stdout) / 1024)
}
