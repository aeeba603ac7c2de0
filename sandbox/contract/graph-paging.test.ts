import { afterEach, beforeEach, expect, test } from 'vitest'
import { OWNER_ID } from '../world/seed.ts'
import { type Box, openBox } from './box.ts'
import { env, graph, type Reply } from './graph.ts'

let box: Box
let ids: string[]
beforeEach(async () => {
  box = await openBox()
  const { pages } = await box.control('pages', { name: 'Shop', count: 7, admin_id: OWNER_ID })
  const grant = [...box.sandbox.world.state.grants.values()][0]
  ids = [...(grant?.pageIds ?? []), ...(pages as { id: string }[]).map(({ id }) => id)]
  Object.assign(grant ?? {}, { pageIds: ids })
})
afterEach(() => box.close())

const it = (name: string) => env(box, name)
type Paging = { cursors: { before: string; after: string }; next?: string; previous?: string }

const accounts = (query: string) => graph(box, `/v26.0/me/accounts?fields=id&${query}`, { token: it('USER_TOKEN') })
const idsIn = ({ body }: { body: Reply['body'] }) => (body['data'] as { id: string }[]).map(({ id }) => id)
const pagingOf = ({ body }: { body: Reply['body'] }) => body['paging'] as Paging
const follow = async (url: string | undefined) => ({ body: (await (await fetch(url ?? '')).json()) as Reply['body'] })

/** The Page leaves every list, as a deleted thing does. */
const remove = (...gone: string[]) => gone.forEach((id) => box.sandbox.world.state.pages.delete(id))

test('[docs] GET /me/accounts: next leads through all, previous back again, both absolute', async () => {
  const first = await accounts('limit=4')
  const second = await follow(pagingOf(first).next)
  const third = await follow(pagingOf(second).next)
  expect([first, second, third].flatMap(idsIn)).toEqual(ids)
  expect(pagingOf(third).next).toBeUndefined()
  expect(pagingOf(first).previous).toBeUndefined()
  expect(idsIn(await follow(pagingOf(third).previous))).toEqual(idsIn(second))
})

test('[seen] GET /me/accounts: next names the id instead of me, the version, the token, pretty and limit', async () => {
  const next = new URL(pagingOf(await accounts('limit=2')).next ?? '')
  expect(next.pathname).toMatch(/^\/v26\.0\/\d+\/accounts$/)
  expect(Object.fromEntries(next.searchParams)).toEqual({
    access_token: it('USER_TOKEN'),
    fields: 'id',
    pretty: '0',
    limit: '2',
    after: expect.any(String),
  })
})

test('[docs] GET /me/accounts: after and before take a cursor', async () => {
  const { cursors } = pagingOf(await accounts('limit=3&offset=3'))
  expect(idsIn(await accounts(`limit=2&after=${cursors.after}`))).toEqual(ids.slice(6, 8))
  expect(idsIn(await accounts(`limit=2&before=${cursors.before}`))).toEqual(ids.slice(1, 3))
})

test('[docs] GET /me/accounts: behind the end there is an empty list and no next', async () => {
  const { cursors } = pagingOf(await accounts('limit=100'))
  expect((await accounts(`after=${cursors.after}`)).body).toEqual({ data: [] })
})

test('[seen] GET /me/accounts: summary=1 adds the total count', async () => {
  expect((await accounts('limit=1&summary=1')).body['summary']).toEqual({ total_count: ids.length })
})

test('[docs] GET /me/accounts: limit=0 gives no items, only what summary adds', async () => {
  expect((await accounts('limit=0&summary=true')).body).toEqual({ data: [], summary: { total_count: ids.length } })
})

test('[unproven] GET /me/accounts: a cursor outlives the item it points at', async () => {
  const { cursors } = pagingOf(await accounts('limit=3'))
  remove(ids[2] ?? '')
  expect(idsIn(await accounts(`limit=2&after=${cursors.after}`))).toEqual(ids.slice(3, 5))
})

test('[unproven] GET /me/accounts: who deletes a whole page and follows next misses nothing', async () => {
  const first = await accounts('limit=4')
  remove(...idsIn(first))
  expect(idsIn(await follow(pagingOf(first).next))).toEqual(ids.slice(4, 8))
})

test.each(['limit=-1', 'limit=many', 'after=nonsense'])('[unproven] GET /me/accounts: %s is 100', async (query) => {
  expect((await accounts(query)).error).toMatchObject({ code: 100 })
})
