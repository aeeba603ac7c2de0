import { readyForClients } from '../env.ts'
import { type Sandbox, startSandbox } from '../start.ts'

/** Where the contract is tried: a Graph, and the keys to it. */
export type Ground = { readonly env: Readonly<Record<string, string>>; close(): Promise<void> }

export type Reply = {
  readonly status: number
  readonly headers: Headers
  readonly body: Readonly<Record<string, unknown>>
  readonly error: Readonly<Record<string, unknown>> | undefined
}

const NAMES = [
  'GRAPH_URL',
  'APP_ID',
  'APP_SECRET',
  'REDIRECT_URI',
  'USER_TOKEN',
  'PAGE_TOKEN',
  'PAGE_ID',
  'PSID',
  'OLD_PSID',
  'BAD_PSID',
  'POST_ID',
  'COMMENT_ID',
]

/** A sandbox of its own, or with GRAPH_URL set whatever stands there, real Graph included. */
export async function openGround(): Promise<Ground> {
  if (process.env['GRAPH_URL'] !== undefined) {
    const env = Object.fromEntries(NAMES.map((name) => [name, process.env[name] ?? '']))
    return { env, close: async () => undefined }
  }
  const sandbox = await startSandbox()
  hurry(sandbox)
  return { env: readyForClients(sandbox.world, sandbox.url), close: () => sandbox.close() }
}

/** A contract reads more threads in a second than Facebook lets a client: only the tests of that limit keep it. */
export function hurry({ world }: Sandbox): void {
  world.state.settings.conversationCallsPerSecond = 1000
}

/** One call; what is given as `body` goes as JSON, what is given as `form` as a form. */
export async function graph(
  ground: Ground,
  path: string,
  call: { method?: string; token?: string; body?: unknown; form?: Record<string, string>; headers?: Record<string, string> } = {},
): Promise<Reply> {
  const hasBody = call.body !== undefined || call.form !== undefined
  const response = await fetch(new URL(path, ground.env['GRAPH_URL']), {
    method: call.method ?? (hasBody ? 'POST' : 'GET'),
    redirect: 'manual',
    headers: {
      ...(call.token === undefined ? {} : { authorization: `Bearer ${call.token}` }),
      ...(call.body === undefined ? {} : { 'content-type': 'application/json' }),
      ...call.headers,
    },
    ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
    ...(call.form === undefined ? {} : { body: new URLSearchParams(call.form) }),
  })
  const text = await response.text()
  const body = (text.startsWith('{') ? JSON.parse(text) : {}) as Reply['body']
  return { status: response.status, headers: response.headers, body, error: body['error'] as Reply['error'] }
}

export function env(ground: Ground, name: string): string {
  const value = ground.env[name]
  if (value === undefined) {
    throw new Error(`${name} is not set.`)
  }
  return value
}
