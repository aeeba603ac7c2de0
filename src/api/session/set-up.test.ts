import { expect, test } from 'vitest'
import { ANNA, openAccountsApp, type Call } from '#test/accounts-app.ts'

const { setUpCode: CODE, ...WITHOUT_CODE } = ANNA
const LOCAL = 'http://127.0.0.1:3000'

test('R4: at the desk’s own machine the set-up needs no code', async () => {
  const { call } = await openAccountsApp({ publicUrl: LOCAL })
  expect((await call('GET', '/api/v1/desk')).body).toMatchObject({ isSetUp: false, needsSetUpCode: false })
  expect((await call('POST', '/api/v1/set-up', { body: WITHOUT_CODE })).status).toBe(201)
})

test.each<[string, string, Call]>([
  ['from another address', LOCAL, { address: '203.0.113.9' }],
  ['through a proxy on the same machine that says so', LOCAL, { headers: { 'x-forwarded-for': '127.0.0.1' } }],
  ['through a proxy that speaks of itself otherwise', LOCAL, { headers: { forwarded: 'for=127.0.0.1' } }],
  ['on a desk that is published elsewhere', 'https://desk.example.com', {}],
])('R4: %s the set-up needs the code that the desk printed', async (_where, publicUrl, from) => {
  const { call, desk } = await openAccountsApp({ publicUrl })
  expect((await call('GET', '/api/v1/desk', from)).body).toMatchObject({ isSetUp: false, needsSetUpCode: true })
  for (const body of [WITHOUT_CODE, { ...WITHOUT_CODE, setUpCode: CODE.slice(0, -1) }]) {
    expect(await call('POST', '/api/v1/set-up', { ...from, body })).toMatchObject({
      status: 403,
      body: { code: 'not-allowed', facts: { fields: [{ field: 'setUpCode' }] } },
      setCookie: '',
    })
  }
  expect(await desk.db.selectFrom('users').select('id').execute()).toEqual([])
  expect((await call('POST', '/api/v1/set-up', { ...from, body: ANNA })).status).toBe(201)
})

test('R4: the code counts however it is typed, and is not asked for once the desk is set up', async () => {
  const { call } = await openAccountsApp()
  const typed = ` ${CODE.toLowerCase().replaceAll('-', ' ').replaceAll('1', 'l').replaceAll('0', 'o')} `
  expect((await call('POST', '/api/v1/set-up', { body: { ...ANNA, setUpCode: typed } })).status).toBe(201)
  expect((await call('GET', '/api/v1/desk')).body).toMatchObject({
    isSetUp: true,
    needsSetUpCode: false,
    workspaceName: ANNA.workspaceName,
  })
})

test('R4: guessing the code ends after ten tries', async () => {
  const { call } = await openAccountsApp()
  const guess = () => call('POST', '/api/v1/set-up', { body: { ...ANNA, setUpCode: 'AAAA-AAAA-AAAA-AAAA-AAAA-AAAA-AAAA' } })
  for (let tries = 0; tries < 10; tries += 1) {
    expect((await guess()).status).toBe(403)
  }
  expect((await guess()).status).toBe(429)
  expect((await call('POST', '/api/v1/set-up', { body: ANNA })).status).toBe(429)
})

test('R4: the code has 140 bits, and every start of one desk prints the same', async () => {
  const { accounts } = await openAccountsApp()
  expect(accounts.setUpCode).toMatch(/^(?:[0-9A-HJKMNP-TV-Z]{4}-){6}[0-9A-HJKMNP-TV-Z]{4}$/)
  expect(accounts.setUpCode).toBe(CODE)
})
