import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { graph, type Ground } from './graph.ts'
import { type Listener, openListener } from './listener.ts'

const MAIN = join(import.meta.dirname, '../main.ts')
let folder: string
let app: Listener
const running = new Set<ChildProcessWithoutNullStreams>()

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sandbox-'))
  app = await openListener('v')
})
afterEach(async () => {
  for (const child of running) {
    child.kill('SIGKILL')
  }
  running.clear()
  await app.close()
  rmSync(folder, { recursive: true })
})

async function start(...args: string[]): Promise<Ground & { child: ChildProcessWithoutNullStreams }> {
  const child = launch(args)
  const env: Record<string, string> = {}
  for await (const line of createInterface(child.stdout)) {
    if (line.startsWith('ready ')) {
      env['GRAPH_URL'] = line.slice('ready '.length)
      break
    }
    const at = line.indexOf('=')
    env[line.slice(0, at)] = line.slice(at + 1)
  }
  return { child, env, close: async () => undefined }
}

function launch(args: readonly string[], more: Readonly<Record<string, string>> = {}): ChildProcessWithoutNullStreams {
  const env = { ...process.env, ...more }
  const child = spawn(process.execPath, [MAIN, '--port', '0', '--state', join(folder, 'world.json'), ...args], { env })
  running.add(child)
  return child
}

async function subscribe(box: Ground): Promise<void> {
  const fields = 'messages'
  const token = `${box.env['APP_ID']}|${box.env['APP_SECRET']}`
  await graph(box, `/${box.env['APP_ID']}/subscriptions`, {
    token,
    form: { object: 'page', callback_url: app.url, verify_token: 'v', fields },
  })
  await graph(box, `/${box.env['PAGE_ID']}/subscribed_apps?subscribed_fields=${fields}`, {
    method: 'POST',
    token: box.env['PAGE_TOKEN'] ?? '',
  })
}

async function write(box: Ground, text: string): Promise<void> {
  const body = JSON.stringify({ page_id: box.env['PAGE_ID'], person_id: box.env['PSID'], text })
  await fetch(`${box.env['GRAPH_URL']}/sandbox/messages`, { method: 'POST', body })
}

test('--env prints what a client needs before the ready line', async () => {
  const box = await start('--env', '--app-id', '123456789012345', '--app-secret', 'hush', '--redirect-uri', 'http://127.0.0.1:9/cb')
  expect(box.env).toMatchObject({
    APP_ID: '123456789012345',
    APP_SECRET: 'hush',
    REDIRECT_URI: 'http://127.0.0.1:9/cb',
    PSID: expect.stringMatching(/^\d{16,17}$/),
    OLD_PSID: expect.stringMatching(/^\d{16,17}$/),
    BAD_PSID: expect.stringMatching(/^\d{16,17}$/),
  })
})

test('R15: keys can be given by the environment, where no list of processes shows them', async () => {
  const child = launch(['--env'], { SANDBOX_APP_SECRET: 'hush-hush', SANDBOX_VERIFY_TOKEN: 'quiet' })
  const lines: string[] = []
  for await (const line of createInterface(child.stdout)) {
    lines.push(line)
    if (line.startsWith('ready ')) {
      break
    }
  }
  expect(lines).toEqual(expect.arrayContaining(['APP_SECRET=hush-hush', 'VERIFY_TOKEN=quiet']))
  expect(child.spawnargs.join(' ')).not.toContain('hush')
})

test('U10: whoever started it is told of its clock before it is ready, also of the clock of a kept world', async () => {
  const first = launch(['--tell-clock', '--exit-with-parent'])
  const lines = createInterface(first.stdout)[Symbol.asyncIterator]()
  const next = async () => String((await lines.next()).value)
  expect(await next()).toBe('clock 0')
  first.stdin.write('clock 0\n')
  const url = (await next()).slice('ready '.length)
  const moved = fetch(`${url}/sandbox/clock`, { method: 'POST', body: '{"advance_ms":82800000}' })
  expect(await next()).toBe('clock 82800000')
  first.stdin.write('clock 82800000\n')
  expect((await moved).status).toBe(200)
  first.stdin.end()
  await once(first, 'exit')

  const second = launch(['--tell-clock'])
  const [line] = (await once(createInterface(second.stdout), 'line')) as [string]
  expect(line).toBe('clock 82800000')
})

test.each([
  ['SIGTERM', (child: ChildProcessWithoutNullStreams) => child.kill('SIGTERM')],
  ['its parent goes', (child: ChildProcessWithoutNullStreams) => child.stdin.end()],
])('keys, talks and undelivered webhooks live on when it ends because of %s', async (_why, end) => {
  const first = await start('--env', '--exit-with-parent', '--retry-delays', '60000')
  await subscribe(first)
  app.answers.push(500)
  await write(first, 'not taken yet')
  await app.untilHeard(1)
  end(first.child)
  expect(await once(first.child, 'exit')).toEqual([0, null])

  const second = await start('--retry-delays', '50')
  const again = { ...second, env: { ...first.env, ...second.env } }
  expect((await graph(again, '/me', { token: first.env['PAGE_TOKEN'] ?? '' })).body['id']).toBe(first.env['PAGE_ID'])
  await fetch(`${second.env['GRAPH_URL']}/sandbox/webhooks/flush`, { method: 'POST' })
  const heard = await app.untilHeard(2)
  expect(heard[1]?.body).toBe(heard[0]?.body)
})

test('a killed sandbox comes back with what it had a moment ago', async () => {
  const first = await start('--env')
  await write(first, 'kept')
  await expect.poll(() => readFileSync(join(folder, 'world.json'), 'utf8')).toContain('"kept"')
  first.child.kill('SIGKILL')
  await once(first.child, 'exit')

  const second = await start()
  const answer = await fetch(`${second.env['GRAPH_URL']}/sandbox/conversations/${first.env['PAGE_ID']}/${first.env['PSID']}`)
  expect(await answer.text()).toContain('kept')
})

test.each([
  ['an unknown option', ['--prot', '1'], '--prot'],
  ['a delay that is no number', ['--retry-delays', '200,soon'], 'found "200,soon"'],
])('%s ends with words and code 2', async (_what, args, expected) => {
  const child = spawn(process.execPath, [MAIN, ...args])
  let words = ''
  child.stderr.on('data', (chunk: Buffer) => (words += chunk.toString()))
  expect(await once(child, 'exit')).toEqual([2, null])
  expect(words).toContain(expected)
})
