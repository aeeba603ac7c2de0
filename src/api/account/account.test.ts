import { createHash } from 'node:crypto'
import { expect, test, vi } from 'vitest'
import { ANNA, openAccountsApp, signInBody } from '#test/accounts-app.ts'

// Ten tries are ten hashes of a password, and hashing takes long on purpose.
vi.setConfig({ testTimeout: 120_000 })

const HOUR_MS = 3600_000
const NEW = 'another few plain words'

/** Anna is signed in on a second browser as well, and Cara works with her. */
async function openDesk(options?: Parameters<typeof openAccountsApp>[0]) {
  const app = await openAccountsApp(options)
  const setUp = await app.call('POST', '/api/v1/set-up', { body: ANNA })
  const elsewhere = await app.call('POST', '/api/v1/session', { body: { email: ANNA.email, password: ANNA.password } })
  const isIn = async (cookie: string) => (await app.call('GET', '/api/v1/session', { cookie })).status === 200
  const signIn = (password: string, email = ANNA.email) => app.call('POST', '/api/v1/session', { body: { email, password } })
  /** The link of the newest mail to this address, as an administrator reads it while no mail server is set. */
  const linkTo = async (email: string) => {
    const mail = await app.desk.db
      .selectFrom('sent_mails')
      .select('link')
      .where('recipient', '=', email)
      .orderBy('id', 'desc')
      .executeTakeFirst()
    return /new-password\/(\S+)/.exec(mail?.link ?? '')?.[1] ?? ''
  }
  const ask = (email: string) => app.call('POST', '/api/v1/password-resets', { body: { email } })
  const complete = (token: unknown, password = NEW) => app.call('POST', '/api/v1/password-reset-completions', { body: { token, password } })
  return { ...app, anna: setUp.cookie, annasJar: setUp.jar, elsewhere: elsewhere.cookie, ask, complete, isIn, linkTo, signIn }
}

test('U15: whoever forgot their password gets a link by mail, chooses a new one, and everybody who was in with the old one is out', async () => {
  const { anna, ask, call, complete, elsewhere, eventTypes, isIn, linkTo, signIn } = await openDesk({ publicUrl: 'https://desk.test' })
  expect((await ask('ANNA@example.com')).status).toBe(204)
  const token = await linkTo(ANNA.email)
  expect(token).toHaveLength(43)
  expect((await call('POST', '/api/v1/password-reset-lookups', { body: { token } })).body).toEqual({ name: ANNA.name, email: ANNA.email })
  const done = await complete(token)
  expect(done.status).toBe(204)
  expect(await isIn(anna)).toBe(false)
  expect(await isIn(elsewhere)).toBe(false)
  expect((await signIn(ANNA.password)).status).toBe(401)
  expect((await signIn(NEW)).status).toBe(201)
  expect(await eventTypes()).toContain('member.password-changed')
})

test('U15: the link works once, for an hour, and a newer one ends it', async () => {
  const { ask, clock, complete, linkTo } = await openDesk()
  await ask(ANNA.email)
  const first = await linkTo(ANNA.email)
  await ask(ANNA.email)
  const second = await linkTo(ANNA.email)
  expect((await complete(first)).status).toBe(404)
  const answers = await Promise.all([complete(second), complete(second), complete(second)])
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([204, 404, 404])
  await ask(ANNA.email)
  const third = await linkTo(ANNA.email)
  clock.now = new Date(clock.now.getTime() + HOUR_MS)
  expect(await complete(third)).toMatchObject({ status: 404, body: { code: 'not-found' } })
})

test('U15: an empty token, a list, null, another case, a space more or a character less opens nothing', async () => {
  const { ask, complete, linkTo, signIn } = await openDesk()
  await ask(ANNA.email)
  const token = await linkTo(ANNA.email)
  const swapped = token.replaceAll(/[a-z]/gi, (letter) => (letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase()))
  for (const bad of [swapped, `${token} `, token.slice(0, -1), `${token}=`]) {
    expect((await complete(bad)).status, bad).toBe(404)
  }
  for (const bad of ['', null, [token], { like: '%' }, 0, undefined]) {
    expect((await complete(bad)).status, JSON.stringify(bad)).toBe(400)
  }
  expect((await signIn(ANNA.password)).status).toBe(201)
})

test('U15: the secret of the link is kept as a hash, and no event, list or answer has it', async () => {
  const { anna, ask, call, desk, linkTo } = await openDesk()
  await ask(ANNA.email)
  const token = await linkTo(ANNA.email)
  const { token_hash } = await desk.db.selectFrom('password_resets').select('token_hash').executeTakeFirstOrThrow()
  expect(token_hash).toEqual(createHash('sha256').update(token).digest())
  const events = await desk.db.selectFrom('events').selectAll().execute()
  expect(JSON.stringify(events)).not.toContain(token)
  expect(JSON.stringify((await call('GET', '/api/v1/mails', { cookie: anna })).body)).not.toContain(token)
})

test('U15: an address that nobody has gets the same answer, and no mail', async () => {
  const { ask, desk } = await openDesk()
  const [known, unknown] = [await ask(ANNA.email), await ask('nobody@example.com')]
  expect([unknown.status, unknown.body, unknown.setCookie]).toEqual([known.status, known.body, known.setCookie])
  expect(await desk.db.selectFrom('sent_mails').select('recipient').execute()).toEqual([{ recipient: ANNA.email }])
})

test('U15: asking for links and guessing them is limited', async () => {
  const { ask, complete } = await openDesk()
  for (const expected of [204, 204, 204, 429]) {
    expect((await ask(ANNA.email)).status).toBe(expected)
  }
  for (let tries = 0; tries < 30; tries += 1) {
    expect((await complete(`guess ${tries}`)).status).toBe(404)
  }
  expect((await complete('another')).status).toBe(429)
})

test('U15: only administrators read a link that no mail server took', async () => {
  const { anna, ask, call, join } = await openDesk()
  const cara = await join(anna, 'Cara')
  await ask('cara@example.com')
  const { body } = await call('GET', '/api/v1/mails', { cookie: anna })
  const url = `/api/v1/mails/${body.mails?.[0]?.id}`
  expect((await call('GET', url, { cookie: anna })).body.bodyText).toMatch(/http:\/\/desk\.test\/new-password\/\S{43}/)
  expect((await call('GET', url, { cookie: cara.cookie })).status).toBe(403)
})

test('U15: a removed colleague gets no link, and one who is invited back does', async () => {
  const { anna, ask, call, complete, desk, invite, join, linkTo } = await openDesk()
  const cara = await join(anna, 'Cara')
  await call('DELETE', `/api/v1/members/${cara.body.memberId}`, { cookie: anna })
  await ask('cara@example.com')
  expect(await desk.db.selectFrom('password_resets').selectAll().execute()).toEqual([])
  const invitation = await invite(anna, 'cara@example.com')
  await ask('cara@example.com')
  expect((await complete(await linkTo('cara@example.com'))).status).toBe(204)
  const back = await call('POST', '/api/v1/invitation-acceptances', { body: { token: invitation, name: 'Cara', password: NEW } })
  expect(back.status).toBe(201)
})

test('U15: a colleague changes their own password, stays signed in here, and is out everywhere else', async () => {
  const { anna, call, desk, elsewhere, isIn, signIn } = await openDesk()
  const change = (currentPassword: string, newPassword = NEW) =>
    call('PUT', '/api/v1/account/password', { cookie: anna, body: { currentPassword, newPassword } })
  expect(await change('not hers')).toMatchObject({ status: 403, body: { facts: { fields: [{ field: 'currentPassword' }] } } })
  expect(await change(ANNA.password, 'short')).toMatchObject({ status: 400, body: { facts: { fields: [{ field: 'newPassword' }] } } })
  expect((await change(ANNA.password)).status).toBe(204)
  expect(await isIn(anna)).toBe(true)
  expect(await isIn(elsewhere)).toBe(false)
  expect((await signIn(ANNA.password)).status).toBe(401)
  expect((await signIn(NEW)).status).toBe(201)
  expect(await desk.db.selectFrom('sent_mails').select(['recipient', 'subject']).execute()).toEqual([
    { recipient: ANNA.email, subject: 'Your password for Lindqvist Cycles was changed' },
  ])
})

test('U15: a changed password makes every browser a stranger, but for the one that changed it', async () => {
  const { anna, annasJar, call, clock } = await openDesk()
  clock.now = new Date(clock.now.getTime() + 1000)
  const body = { currentPassword: ANNA.password, newPassword: NEW }
  const { jar } = await call('PUT', '/api/v1/account/password', { cookie: anna, body })
  for (let tries = 0; tries < 10; tries += 1) {
    await call('POST', '/api/v1/session', { body: { email: ANNA.email, password: 'a guess' }, address: `203.0.113.${tries}` })
  }
  const signIn = (cookie: string) => call('POST', '/api/v1/session', { cookie, body: { email: ANNA.email, password: NEW } })
  expect((await signIn(annasJar)).status).toBe(429)
  expect((await signIn(jar)).status).toBe(201)
})

test('U15: guessing the current password in an open browser ends after ten tries', async () => {
  const { anna, call } = await openDesk()
  const guess = () => call('PUT', '/api/v1/account/password', { cookie: anna, body: { currentPassword: 'a guess', newPassword: NEW } })
  for (let tries = 0; tries < 10; tries += 1) {
    expect((await guess()).status).toBe(403)
  }
  expect((await guess()).status).toBe(429)
})

test('U15: a colleague changes their e-mail address with their password; the old address is told, and links to it die', async () => {
  const { anna, ask, call, complete, linkTo, signIn } = await openDesk()
  await ask(ANNA.email)
  const oldLink = await linkTo(ANNA.email)
  const change = (email: string, currentPassword = ANNA.password) =>
    call('PUT', '/api/v1/account/email', { cookie: anna, body: { email, currentPassword } })
  expect((await change('anna@elsewhere.example', 'not hers')).status).toBe(403)
  expect(await change('Anna@Elsewhere.example')).toMatchObject({ status: 200, body: { user: { email: 'anna@elsewhere.example' } } })
  const { body } = await call('GET', '/api/v1/mails', { cookie: anna })
  expect(body.mails?.[0]).toMatchObject({ recipient: ANNA.email, subject: 'Your e-mail address at Lindqvist Cycles was changed' })
  expect((await complete(oldLink)).status).toBe(404)
  expect((await signIn(ANNA.password, ANNA.email)).status).toBe(401)
  expect((await signIn(ANNA.password, 'anna@elsewhere.example')).status).toBe(201)
})

test('U15: an e-mail address that a colleague has is refused at its field', async () => {
  const { anna, call, join } = await openDesk()
  await join(anna, 'Cara')
  const body = { email: 'CARA@example.com', currentPassword: ANNA.password }
  expect(await call('PUT', '/api/v1/account/email', { cookie: anna, body })).toMatchObject({
    status: 409,
    body: { code: 'conflict', facts: { fields: [{ field: 'email' }] } },
  })
})

test('U15: of two people who take one e-mail address at the same moment one has it, and the other is told so at the field', async () => {
  const { anna, call, invite, join } = await openDesk()
  const [bert, cara] = [await join(anna, 'Bert'), await join(anna, 'Cara')]
  const token = await invite(anna, 'both@example.com')
  const take = (cookie: string, currentPassword: string) =>
    call('PUT', '/api/v1/account/email', { cookie, body: { email: 'both@example.com', currentPassword } })
  const answers = await Promise.all([
    take(bert.cookie, signInBody('Bert').password),
    take(cara.cookie, signInBody('Cara').password),
    call('POST', '/api/v1/invitation-acceptances', { body: { token, name: 'Dora', password: NEW } }),
  ])
  const refused = answers.filter(({ status }) => status >= 400)
  expect(refused).toHaveLength(2)
  for (const { status, body } of refused) {
    expect([403, 409]).toContain(status)
    expect(body).toMatchObject({ facts: { fields: [{ field: status === 409 ? 'email' : 'password' }] } })
  }
})

test('U15: a colleague changes their own name, and everybody sees the new one', async () => {
  const { anna, call } = await openDesk()
  expect((await call('PUT', '/api/v1/account/name', { cookie: anna, body: { name: ' Anna\nHolm ' } })).body.user?.name).toBe('Anna Holm')
  expect((await call('GET', '/api/v1/members', { cookie: anna })).body.members?.[0]?.name).toBe('Anna Holm')
  expect((await call('PUT', '/api/v1/account/name', { cookie: anna, body: { name: '\u200b' } })).status).toBe(400)
})

test('U15: logging out everywhere ends every session of this person and nobody else’s', async () => {
  const { anna, call, elsewhere, isIn, join } = await openDesk()
  const cara = await join(anna, 'Cara')
  const out = await call('DELETE', '/api/v1/account/sessions', { cookie: elsewhere })
  expect(out).toMatchObject({ status: 204, setCookie: expect.stringContaining('pagedesk.session_token=; Max-Age=0') })
  expect(await isIn(anna)).toBe(false)
  expect(await isIn(elsewhere)).toBe(false)
  expect(await isIn(cara.cookie)).toBe(true)
  expect((await call('POST', '/api/v1/session', { body: signInBody('Cara') })).status).toBe(201)
})

test('nobody changes an account without being signed in', async () => {
  const { call } = await openDesk()
  const answers = [
    call('PUT', '/api/v1/account/name', { body: { name: 'Mallory' } }),
    call('PUT', '/api/v1/account/email', { body: { email: 'm@example.com', currentPassword: 'x' } }),
    call('PUT', '/api/v1/account/password', { body: { currentPassword: 'x', newPassword: NEW } }),
    call('DELETE', '/api/v1/account/sessions'),
  ]
  expect((await Promise.all(answers)).map(({ status }) => status)).toEqual(answers.map(() => 401))
})

test('that Enter sends is one’s own choice, in every browser of one’s own, and nobody else’s', async () => {
  const { anna, call, elsewhere, eventTypes } = await openDesk()
  const session = async (cookie: string) => (await call('GET', '/api/v1/session', { cookie })).body
  expect(await session(anna)).toMatchObject({ enterSends: false })
  const chosen = await call('PUT', '/api/v1/account/enter-sends', { body: { isOn: true }, cookie: anna })
  expect(chosen).toMatchObject({ status: 200, body: { enterSends: true, user: { name: ANNA.name } } })
  expect(await session(elsewhere)).toMatchObject({ enterSends: true })
  expect(await eventTypes()).toContain('enter-sends.changed')
  await call('PUT', '/api/v1/account/enter-sends', { body: { isOn: false }, cookie: elsewhere })
  expect(await session(anna)).toMatchObject({ enterSends: false })
  expect((await call('PUT', '/api/v1/account/enter-sends', { body: { isOn: true } })).status).toBe(401)
})
