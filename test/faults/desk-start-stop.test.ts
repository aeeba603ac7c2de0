import { once } from 'node:events'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { ANNA } from '#test/accounts-app.ts'
import { newDeskPlace, spawnDesk, startDeskProcess, type DeskPlace, type DeskProcess } from '#test/desk-process.ts'
import { freePort } from '#test/free-port.ts'
import { eventually, homeOf, isAlive } from './embedded-support.ts'

const WITHOUT_WEB = ['--without-web']
/** So that only the test's own words are looked at. */
const QUIET = { LOG_LEVEL: 'error' }
/** No operator needs to read where in the code it was. */
const STACK = '\n    at '

/** The tests are the days of one desk, and each rests on the one before. */
let place: Awaited<ReturnType<typeof newDeskPlace>>
let desk: DeskProcess

beforeAll(async () => {
  place = await newDeskPlace()
})

afterAll(async () => {
  await desk?.stop()
  await place.remove()
})

const start = (): Promise<DeskProcess> => startDeskProcess(place, QUIET, WITHOUT_WEB)

/** Starts a desk that must not come up; what it said and how it ended. */
async function startInVain(place: DeskPlace, environment: Record<string, string> = {}): Promise<{ code: number | null; words: string }> {
  const child = spawnDesk(place, { ...QUIET, ...environment }, WITHOUT_WEB)
  onTestFinished(() => void child.kill('SIGKILL'))
  let words = ''
  child.stdout.on('data', (chunk: Buffer) => (words += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (words += chunk.toString()))
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, words }
}

/** The process of the desk's PostgreSQL, by its own pid file; undefined when there is none. */
function postmasterOf({ dataDir }: DeskPlace): number | undefined {
  const file = join(homeOf(dataDir), 'cluster', 'postmaster.pid')
  return existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) : undefined
}

async function squat(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  const address = server.address()
  return typeof address === 'object' && address ? address.port : 0
}

async function isHeard(url: string): Promise<boolean> {
  try {
    return (await fetch(url)).ok
  } catch {
    // Nobody listens there.
    return false
  }
}

test('all faults of the configuration are told at once, without secrets and before anything is made', async () => {
  const secret = 'c2hvcnQgc2VjcmV0'
  const { code, words } = await startInVain(place, {
    PORT: '70000',
    ENCRYPTION_KEY: secret,
    DATABASE_URL: 'mysql://me:hidden-word@db/desk',
    FACEBOOK_APP_ID: 'my app',
    ROLE: 'boss',
  })
  expect(code).toBe(1)
  for (const name of ['PORT', 'ENCRYPTION_KEY', 'DATABASE_URL', 'FACEBOOK_APP_ID', 'ROLE']) {
    expect(words).toMatch(new RegExp(`^  ${name}: .*for example`, 'm'))
  }
  expect(words).toContain('5 faults')
  expect(words).not.toContain(secret)
  expect(words).not.toContain('hidden-word')
  expect(existsSync(place.dataDir)).toBe(false)
})

test('a second desk on the same data folder refuses with words, and the first goes on', async () => {
  desk = await start()
  const second = await startInVain({ ...place, port: await freePort(), sandboxPort: await freePort() })
  expect(second.code).toBe(1)
  expect(second.words).toContain(place.dataDir)
  expect(second.words).toContain(String(desk.pid))
  expect(second.words).not.toContain(STACK)
  expect(await isHeard(`${desk.url}/readyz`)).toBe(true)
})

test('after kill -9 the next start takes over the living database, and the key is still the same', async () => {
  const postmaster = postmasterOf(place) ?? 0
  const keyFile = join(place.dataDir, 'encryption-key')
  const key = readFileSync(keyFile, 'utf8')
  expect(statSync(keyFile).mode & 0o777).toBe(0o600)
  await desk.kill()
  expect(isAlive(postmaster)).toBe(true)
  desk = await start()
  expect(postmasterOf(place)).toBe(postmaster)
  expect(await isHeard(`${desk.url}/readyz`)).toBe(true)
  expect(readFileSync(keyFile, 'utf8')).toBe(key)
})

test('Ctrl-C, heard twice as under npm, stops desk, database and sandbox in time, with a live stream still open', async () => {
  const setUp = await fetch(`${desk.url}/api/v1/set-up`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(ANNA),
  })
  const cookie = setUp.headers.getSetCookie()[0]?.split(';')[0] ?? ''
  const stream = await fetch(`${desk.url}/api/v1/events`, { headers: { cookie } })
  const isCut = stream.text().then(
    () => true,
    () => true,
  )
  expect(stream.status).toBe(200)
  expect(await isHeard(`${desk.sandboxUrl}/sandbox`)).toBe(true)
  const postmaster = postmasterOf(place) ?? 0
  const begin = performance.now()
  process.kill(desk.pid, 'SIGINT')
  expect(await desk.stop()).toBe(0)
  expect(performance.now() - begin).toBeLessThan(10_000)
  expect(await isCut).toBe(true)
  await expectGone(postmaster)
  expect(desk.output()).not.toContain(STACK)
})

test('Ctrl-C in the middle of a start leaves nothing behind', async () => {
  const child = spawnDesk(place, QUIET, WITHOUT_WEB)
  onTestFinished(() => void child.kill('SIGKILL'))
  await eventually(() => expect(postmasterOf(place)).toBeGreaterThan(0))
  const postmaster = postmasterOf(place) ?? 0
  child.kill('SIGINT')
  const [code] = (await once(child, 'exit')) as [number | null]
  expect(code).toBe(0)
  await expectGone(postmaster)
})

test('a taken port is named, and nothing is left running', async () => {
  const port = await squat()
  const { code, words } = await startInVain({ ...place, port })
  expect(code).toBe(1)
  expect(words).toContain(`Port ${port} is taken`)
  expect(words).not.toContain(STACK)
  await expectGone()
})

test('a taken port of the sandbox is named with the variable that changes it', async () => {
  const sandboxPort = await squat()
  const { code, words } = await startInVain({ ...place, sandboxPort })
  expect(code).toBe(1)
  expect(words).toContain(`port ${sandboxPort}`)
  expect(words).toContain('SANDBOX_PORT')
  expect(words).not.toContain(STACK)
  await expectGone()
})

test('a taken port of the figures is named with the variable that changes it', async () => {
  const port = await squat()
  const { code, words } = await startInVain(place, { METRICS_PORT: String(port) })
  expect(code).toBe(1)
  expect(words).toContain(`Port ${port} is taken`)
  expect(words).toContain('METRICS_PORT')
  expect(words).not.toContain(STACK)
  await expectGone()
})

test('R15: with HOST=0.0.0.0 the demo warns that others can reach it, and its sandbox answers on this machine only', async () => {
  desk = await startDeskProcess(place, { HOST: '0.0.0.0', LOG_LEVEL: 'warn' }, WITHOUT_WEB)
  // Warnings go another way than the words for people, and may come a moment later.
  await expect.poll(() => desk?.output()).toContain('the demo can be reached from other machines')
  expect(desk.output()).toContain('The sandbox answers on this computer only.')
  expect(desk.output()).toContain(`Play the customer http://127.0.0.1:${place.sandboxPort}/sandbox`)
  expect(await desk.stop()).toBe(0)
})

/** Neither database nor sandbox of the desk. A process whose parent was killed may wait a moment for somebody to bury it. */
async function expectGone(postmaster?: number): Promise<void> {
  expect(postmasterOf(place)).toBeUndefined()
  expect(await isHeard(`http://127.0.0.1:${place.sandboxPort}/sandbox`)).toBe(false)
  if (postmaster !== undefined) {
    await eventually(() => expect(isAlive(postmaster)).toBe(false))
  }
}
