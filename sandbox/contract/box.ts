import { readyForClients } from '../env.ts'
import { type Sandbox, type SandboxOptions, startSandbox } from '../start.ts'
import { type Ground, hurry } from './graph.ts'

export type Box = Ground & {
  readonly sandbox: Sandbox
  /** A control: `control('messages', {...})` posts, without a body it gets. */
  control(path: string, body?: unknown, method?: string): Promise<Record<string, unknown>>
}

/** A sandbox of our own, for what only a sandbox can show. */
export async function openBox(options: SandboxOptions = {}): Promise<Box> {
  const sandbox = await startSandbox(options)
  hurry(sandbox)
  return {
    sandbox,
    env: readyForClients(sandbox.world, sandbox.url),
    close: () => sandbox.close(),
    control: async (path, body, method) => {
      const response = await fetch(`${sandbox.url}/sandbox/${path}`, {
        method: method ?? (body === undefined ? 'GET' : 'POST'),
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      return (await response.json()) as Record<string, unknown>
    },
  }
}
