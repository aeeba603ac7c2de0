import { expect, test } from 'vitest'
import { openBox } from './box.ts'
import { graph } from './graph.ts'
import { useHeardBox } from './heard-box.ts'

const { box, app, it } = useHeardBox()

type Shown = { readonly last_id: number; readonly timed_out?: boolean; readonly entries: Readonly<Record<string, unknown>>[] }
const journal = async (query = '') => (await box.control(`journal${query}`)) as unknown as Shown
const write = (text: string) => box.control('messages', { page_id: it('PAGE_ID'), person_id: it('PSID'), text })

test('a call is told with its version, caller, status, time and fault', async () => {
  await box.control('faults', { path: '/me', known: '4' })
  await graph(box, '/v26.0/me', { token: it('PAGE_TOKEN') })
  const { entries } = await journal('?path=/me')
  expect(entries.at(-1)).toMatchObject({
    direction: 'in',
    method: 'GET',
    path: '/me',
    version: 'v26.0',
    token: `page ${it('PAGE_ID')}`,
    status: 400,
    fault: 'error',
    took_ms: expect.any(Number),
  })
})

test.each([
  ['query', (token: string) => fetch(`${box.sandbox.url}/me?access_token=${token}`)],
  ['form', (token: string) => fetch(`${box.sandbox.url}/me`, { method: 'POST', body: new URLSearchParams({ access_token: token }) })],
  ['json', (token: string) => fetch(`${box.sandbox.url}/me`, { method: 'POST', body: JSON.stringify({ access_token: token }) })],
])('whose token called is known from a %s as well', async (_where, call) => {
  await call(it('PAGE_TOKEN'))
  expect((await journal()).entries.at(-1)).toMatchObject({ token: `page ${it('PAGE_ID')}` })
})

test('entries are found by direction, field, path, status and number', async () => {
  await write('one')
  await app.untilHeard(1)
  await graph(box, '/me?fields=no_such', { token: it('PAGE_TOKEN') })
  const { last_id: last } = await journal()
  expect((await journal('?direction=out&field=messages')).entries).toEqual([
    expect.objectContaining({ direction: 'out', label: 'messages', status: 200, attempt: 1 }),
  ])
  expect((await journal('?path=no_such&status=400')).entries).toHaveLength(1)
  expect((await journal('?path=no_such&status=200')).entries).toHaveLength(0)
  expect((await journal(`?after=${last}`)).entries).toEqual([])
  expect((await journal('?limit=1')).entries).toHaveLength(1)
  expect(await box.control('journal?after=x')).toEqual({ error: 'after must be a whole number.' })
})

test('the journal can be emptied, and goes on counting', async () => {
  const { last_id: before } = await journal()
  await box.control('journal', undefined, 'DELETE')
  expect((await journal()).entries).toEqual([])
  await graph(box, '/me', { token: it('PAGE_TOKEN') })
  expect((await journal()).entries[0]?.['id']).toBe(before + 1)
})

test('waiting is over as soon as the entry is there', async () => {
  const { last_id: after } = await journal()
  const waiting = journal(`/wait?after=${after}&direction=out&field=messages&timeout_ms=20000`)
  await write('now')
  expect(await waiting).toMatchObject({ timed_out: false, entries: [{ label: 'messages', status: 200 }] })
})

test('waiting for several is over with the last of them', async () => {
  const waiting = journal('/wait?direction=out&field=messages&count=3&timeout_ms=20000')
  for (const text of ['1', '2', '3']) {
    await write(text)
  }
  expect((await waiting).entries).toHaveLength(3)
})

test('waiting ends in time when nothing comes', async () => {
  expect(await journal('/wait?path=never&timeout_ms=20')).toMatchObject({ timed_out: true, entries: [] })
})

test('someone who waits does not hold up the end of the sandbox', async () => {
  const own = await openBox()
  const waiting = own.control('journal/wait?path=never&timeout_ms=60000').catch(() => 'cut')
  await expect.poll(() => own.sandbox.world.listeners.size).toBeGreaterThan(1)
  await own.close()
  expect(await waiting).toBe('cut')
  expect(own.sandbox.world.listeners.size).toBe(0)
})

test('no secret stands in the journal', async () => {
  await graph(box, `/oauth/access_token?grant_type=client_credentials&client_id=${it('APP_ID')}&client_secret=${it('APP_SECRET')}`)
  await fetch(`${box.sandbox.url}/me`, {
    method: 'POST',
    body: JSON.stringify({ access_token: it('USER_TOKEN'), appsecret_proof: 'abcdef' }),
  })
  await fetch(`${box.sandbox.url}/${it('APP_ID')}?access_token=${it('APP_ID')}|${it('APP_SECRET')}`)
  await graph(box, '/', { body: { batch: [{ method: 'GET', relative_url: `me?access_token=${it('PAGE_TOKEN')}` }] } })
  const text = JSON.stringify((await journal()).entries)
  for (const name of ['APP_SECRET', 'USER_TOKEN', 'PAGE_TOKEN']) {
    expect(text).not.toContain(it(name))
  }
  expect(text).not.toContain('abcdef')
})
