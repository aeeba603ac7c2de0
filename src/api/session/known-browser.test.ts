import { expect, test, vi } from 'vitest'
import { ANNA, openAccountsApp, signInBody } from '#test/accounts-app.ts'

// Ten tries are ten hashes of a password, and hashing takes long on purpose.
vi.setConfig({ testTimeout: 120_000 })

const SIGN_IN = { email: ANNA.email, password: ANNA.password }
const WRONG = { ...SIGN_IN, password: 'a stranger’s guess' }
const HALF_A_YEAR_MS = 180 * 24 * 3600_000

/** Anna's desk after strangers tried so many passwords for her e-mail that no stranger gets another try. */
async function openBesieged() {
  const app = await openAccountsApp()
  const setUp = await app.call('POST', '/api/v1/set-up', { body: ANNA })
  for (let tries = 0; tries < 10; tries += 1) {
    const { status } = await app.call('POST', '/api/v1/session', { body: WRONG, address: `203.0.113.${tries}` })
    expect(status).toBe(401)
  }
  const from = (cookie: string, body: object = SIGN_IN) => app.call('POST', '/api/v1/session', { body, cookie, address: '198.51.100.7' })
  return { ...app, annas: setUp.jar, session: setUp.cookie, from, known: onlyKnown(setUp.jar) }
}

/** What is left in the browser after signing out. */
function onlyKnown(jar: string): string {
  return jar
    .split('; ')
    .filter((each) => each.startsWith('pagedesk.known_'))
    .join('; ')
}

test('R8: strangers who try wrong passwords do not shut the colleague out of a browser that knows them', async () => {
  const { call, from, known, session } = await openBesieged()
  expect((await from('')).status).toBe(429)
  await call('DELETE', '/api/v1/session', { cookie: session })
  expect((await from(known)).status).toBe(201)
  expect((await from('', WRONG)).status).toBe(429)
})

test('R8: not even strangers at the same address, as behind a proxy that nobody named, shut it out', async () => {
  const { call, known } = await openBesieged()
  for (let tries = 0; tries < 40; tries += 1) {
    await call('POST', '/api/v1/session', { body: { ...WRONG, email: `nobody${tries}@example.com` } })
  }
  expect((await call('POST', '/api/v1/session', { body: SIGN_IN })).status).toBe(429)
  expect((await call('POST', '/api/v1/session', { body: SIGN_IN, cookie: known })).status).toBe(201)
})

test('R8: a browser that is known has ten tries of its own', async () => {
  const { from, known } = await openBesieged()
  for (let tries = 0; tries < 10; tries += 1) {
    expect((await from(known, WRONG)).status).toBe(401)
  }
  expect((await from(known, WRONG)).status).toBe(429)
})

test('R8: the mark holds for one account only, and a made-up, altered or old one is a stranger’s', async () => {
  const { call, clock, from, join, known, session } = await openBesieged()
  const cara = await join(session, 'Cara')
  const [name = '', value = ''] = known.split('=')
  const [time = '', signature = ''] = value.split('.')
  const forged = [`${name}=`, `${name}=${time}`, `${name}=${Number(time) + 1}.${signature}`, `${name}=${time}.${signature.slice(1)}x`]
  for (const cookie of [...forged, onlyKnown(cara.jar), `${name}=${onlyKnown(cara.jar).split('=')[1]}`]) {
    expect((await from(cookie)).status, cookie).toBe(429)
  }
  clock.now = new Date(clock.now.getTime() + HALF_A_YEAR_MS)
  for (let tries = 0; tries < 10; tries += 1) {
    await call('POST', '/api/v1/session', { body: WRONG, address: `203.0.113.${tries}` })
  }
  expect((await from(known)).status).toBe(429)
})

test('R8: the mark is a cookie that scripts and other sites do not get', async () => {
  const { call, setUp } = await openAccountsApp({ publicUrl: 'https://desk.test' })
  await setUp()
  const { headers } = await call('POST', '/api/v1/session', { body: SIGN_IN })
  const mark = [headers['set-cookie'] ?? []].flat().find((each) => each.startsWith('pagedesk.known_'))
  expect(mark).toMatch(/; Max-Age=15552000; Path=\/; HttpOnly; SameSite=Lax; Secure$/)
})

test('R8: an unknown e-mail is refused after as many tries, with the same words', async () => {
  const { call, from } = await openBesieged()
  for (let tries = 0; tries < 10; tries += 1) {
    await call('POST', '/api/v1/session', { body: { ...WRONG, email: 'nobody@example.com' }, address: `203.0.113.${tries}` })
  }
  const [known, unknown] = [await from('', WRONG), await from('', { ...WRONG, email: 'nobody@example.com' })]
  expect(unknown).toMatchObject({ status: 429, body: known.body })
})

test('a session for this visit only ends with the browser, is not lengthened, and lives a day', async () => {
  const { call, desk, setUp } = await openAccountsApp()
  await setUp()
  await desk.db.deleteFrom('sessions').execute()
  const brief = await call('POST', '/api/v1/session', { body: { ...SIGN_IN, staysSignedIn: false } })
  expect(brief.setCookie).not.toContain('Max-Age')
  const { expires_at } = await desk.db.selectFrom('sessions').select('expires_at').executeTakeFirstOrThrow()
  expect(expires_at.getTime() - Date.now()).toBeLessThanOrEqual(24 * 3600_000)
  expect(await call('GET', '/api/v1/session', { cookie: brief.jar })).toMatchObject({ status: 200, setCookie: '' })
  const out = await call('DELETE', '/api/v1/session', { cookie: brief.jar })
  expect(out.jar).toContain('pagedesk.dont_remember=')
})

test('a colleague signs in beside another one on the same computer, each known to their own account', async () => {
  const { call, join, setUp } = await openAccountsApp()
  const cara = await join(await setUp(), 'Cara')
  const anna = await call('POST', '/api/v1/session', { body: SIGN_IN, cookie: onlyKnown(cara.jar) })
  expect(onlyKnown(anna.jar).split('=')[0]).not.toBe(onlyKnown(cara.jar).split('=')[0])
  expect((await call('POST', '/api/v1/session', { body: signInBody('Cara'), cookie: anna.jar })).status).toBe(201)
})
