import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { ANNA } from '#test/accounts-app.ts'
import { createTestDatabase } from '#test/database.ts'
import { newDeskPlace, startDeskProcess, type DeskProcess } from '#test/desk-process.ts'

const NEW = 'another few plain words'

let place: Awaited<ReturnType<typeof newDeskPlace>>
let desk: DeskProcess | undefined

beforeAll(async () => {
  place = await newDeskPlace()
  desk = await startDeskProcess(place, {}, ['--without-web'])
}, 120_000)

afterAll(async () => {
  await desk?.stop()
  await place?.remove()
})

/** As an operator types it, beside the desk or after it was stopped. */
async function createAdmin(
  args: readonly string[],
  { input, ...settings }: { input?: string; DATA_DIR?: string; DATABASE_URL?: string } = {},
) {
  const env = { PATH: process.env['PATH'], HOME: process.env['HOME'], DATA_DIR: place.dataDir, PORT: String(place.port), ...settings }
  const child = spawn(process.execPath, ['bin/create-admin.ts', ...args], { env, stdio: ['pipe', 'pipe', 'pipe'] })
  child.stdin.end(input)
  const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')])
  return { out, err, code, token: /new-password\/(\S{43})/.exec(out)?.[1] ?? '' }
}

function call(path: string, body: object): Promise<Response> {
  const options = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
  return fetch(`http://127.0.0.1:${place.port}/api/v1${path}`, options)
}

async function roleOf(email: string, password: string): Promise<unknown> {
  const session = await call('/session', { email, password })
  return session.ok ? ((await session.json()) as { role: string }).role : session.status
}

test('R4: a desk that nobody has set up prints its set-up code', () => {
  expect(desk?.output()).toMatch(/Set-up code {7}(?:[0-9A-Z]{4}-){6}[0-9A-Z]{4}\n/)
})

test('U15: create-admin refuses with words what cannot be', async () => {
  const empty = await createTestDatabase()
  onTestFinished(empty.drop)
  const refused = [
    [await createAdmin(['--email', 'nora@example.com']), 'Nobody has set this desk up yet.'],
    [await createAdmin([]), 'Say who with --email'],
    [await createAdmin(['--email', 'nora']), 'not a whole e-mail address'],
    [await createAdmin(['--email', 'nora@example.com', '--password-stdin'], { input: 'short\n' }), 'It needs 12 to 200.'],
    [await createAdmin(['--email', 'nora@example.com'], { DATA_DIR: `${place.dataDir}-none` }), 'There is no desk in'],
    // The folder is none of a desk: nothing is read there, and nothing is made.
    [
      await createAdmin(['--email', 'nora@example.com'], { DATABASE_URL: empty.url, DATA_DIR: `${place.dataDir}-none` }),
      'Nobody has set this desk up yet.',
    ],
    [await createAdmin(['--email', 'nora@example.com'], { DATABASE_URL: 'postgres://desk@127.0.0.1:1/desk' }), 'does not answer'],
  ] as const
  for (const [{ code, err, out }, words] of refused) {
    expect([code, out]).toEqual([1, ''])
    expect(err).toContain(words)
  }
  const unknown = await createAdmin(['--password', 'on the command line'])
  expect([unknown.code, unknown.err]).toEqual([2, expect.stringContaining('--password-stdin')])
}, 120_000)

test('U15: beside a running desk, the operator makes an administrator, who chooses a password by the link', async () => {
  expect((await call('/set-up', { ...ANNA, setUpCode: undefined })).status).toBe(201)
  expect((await createAdmin(['--email', 'nora@example.com'])).err).toContain('--name')
  const made = await createAdmin(['--email', 'Nora@example.com', '--name', 'Nora Lindqvist'])
  expect(made).toMatchObject({
    code: 0,
    err: '',
    out: expect.stringContaining('nora@example.com is a new administrator of Lindqvist Cycles.'),
  })
  expect((await call('/password-reset-completions', { token: made.token, password: NEW })).status).toBe(204)
  expect(await roleOf('nora@example.com', NEW)).toBe('administrator')
}, 120_000)

test('U15: with the desk stopped, a password from standard input brings the administrator back', async () => {
  expect(await desk?.stop()).toBe(0)
  const made = await createAdmin(['--email', ANNA.email, '--password-stdin'], { input: `${NEW}\n` })
  expect(made).toMatchObject({ code: 0, err: '', out: expect.stringContaining('The password is set.') })
  desk = await startDeskProcess(place, {}, ['--without-web'])
  expect(await roleOf(ANNA.email, ANNA.password)).toBe(401)
  expect(await roleOf(ANNA.email, NEW)).toBe('administrator')
  expect(desk.output()).not.toContain('Set-up code')
}, 180_000)
