import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'

export type SandboxProcess = {
  readonly url: string
  readonly appId: string
  readonly appSecret: string
  readonly verifyToken: string
  /** One of the sandbox's own controls, below `/sandbox`. Throws when it refuses. */
  control<Answer = Record<string, unknown>>(method: 'GET' | 'POST' | 'PATCH' | 'DELETE', path: string, body?: object): Promise<Answer>
  readonly grant: typeof grantInDialog
  /** A person closes the dialog; where the browser is sent then. */
  cancel(dialogUrl: string): Promise<string>
  close(): Promise<void>
}

const APP = { appId: '748213905561327', appSecret: 'a-secret-of-the-test-sandbox-app', verifyToken: 'a-verify-token-of-the-tests' }

/** Facebook in a box as a process of its own, until it is closed. */
export async function startSandbox({ redirectUri }: { readonly redirectUri: string }): Promise<SandboxProcess> {
  const keys = ['--app-id', APP.appId, '--app-secret', APP.appSecret, '--verify-token', APP.verifyToken]
  const args = ['sandbox/main.ts', '--port', '0', '--redirect-uri', redirectUri, '--exit-with-parent', ...keys]
  const child = spawn(process.execPath, args, { cwd: new URL('../../', import.meta.url), stdio: ['pipe', 'pipe', 'inherit'] })
  const url = await readyUrl(child)
  return {
    ...APP,
    url,
    close: () => stop(child),
    control: async <Answer>(method: string, path: string, body?: object) => {
      const response = await fetch(`${url}/sandbox/${path}`, { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) })
      if (!response.ok) {
        throw new Error(`${method} /sandbox/${path}: ${response.status} ${await response.text()}`)
      }
      return (await response.json()) as Answer
    },
    grant: grantInDialog,
    cancel: async (dialogUrl) => locationOf(await post(dialogUrl, new URLSearchParams({ from: 'log-in', press: 'cancel' }))),
  }
}

type Choice = { readonly personId: string; readonly scopes: readonly string[]; readonly pageIds?: readonly string[] }

/** A person goes through the login dialog and grants these; where the browser is sent then. Without Pages: all of them. */
export async function grantInDialog(dialogUrl: string, { personId, scopes, pageIds }: Choice): Promise<string> {
  const form = new URLSearchParams({ from: 'permissions', press: 'save', person: personId, reach: pageIds ? 'current' : 'all' })
  for (const scope of scopes) {
    form.append('scope', scope)
  }
  for (const pageId of pageIds ?? []) {
    form.append('page', pageId)
  }
  const html = await (await post(dialogUrl, form)).text()
  const code = /name="code" value="([^"]+)"/.exec(html)?.[1]
  return locationOf(await post(dialogUrl, new URLSearchParams({ from: 'done', press: 'ok', person: personId, code: code ?? '' })))
}

function post(url: string, form: URLSearchParams): Promise<Response> {
  return fetch(url, { method: 'POST', body: form, redirect: 'manual' })
}

function locationOf(response: Response): string {
  const location = response.headers.get('location')
  if (location === null) {
    throw new Error(`The dialog did not send the browser back (${response.status}).`)
  }
  return location
}

async function readyUrl(child: ChildProcess): Promise<string> {
  if (!child.stdout) {
    throw new Error('The sandbox has no standard output.')
  }
  for await (const line of createInterface(child.stdout)) {
    const url = /^ready (\S+)/.exec(line)?.[1]
    if (url !== undefined) {
      child.stdout.resume()
      return url
    }
  }
  throw new Error('The sandbox ended before it was ready.')
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) {
    const ended = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGTERM')
    await ended
  }
}
