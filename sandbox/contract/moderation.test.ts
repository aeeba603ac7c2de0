import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Box, openBox } from './box.ts'
import { env, graph } from './graph.ts'

let box: Box
beforeEach(async () => {
  box = await openBox()
})
afterEach(() => box.close())

const it = (name: string) => env(box, name)
const moderate = (actions: string[], ids: unknown[] = [{ id: it('PSID') }]) =>
  graph(box, `/v26.0/${it('PAGE_ID')}/moderate_conversations`, { token: it('PAGE_TOKEN'), body: { user_ids: ids, actions } })
const write = () => box.control('messages', { page_id: it('PAGE_ID'), person_id: it('PSID'), text: 'hi' })
const send = () => graph(box, '/me/messages', { token: it('PAGE_TOKEN'), body: { recipient: { id: it('PSID') }, message: { text: 'hi' } } })
const threads = async (query = '') =>
  (await graph(box, `/me/conversations?user_id=${it('PSID')}${query}`, { token: it('PAGE_TOKEN') })).body['data']
const blocked = (method: string, body?: unknown) => graph(box, `/${it('PAGE_ID')}/blocked`, { method, token: it('PAGE_TOKEN'), body })

test.each([
  ['block_user', 'unblock_user'],
  ['BAN_USER', 'UNBAN_USER'],
])('[docs] POST /{page}/moderate_conversations: %s keeps both sides from writing until %s', async (shut, open) => {
  expect((await moderate([shut])).body).toEqual({ success: true })
  expect(await write()).toEqual({ error: expect.stringContaining('blocked this person') })
  expect((await send()).error).toMatchObject({ code: 551, error_subcode: 1545041 })
  expect((await moderate([open])).body).toEqual({ success: true })
  expect(await write()).toMatchObject({ psid: it('PSID') })
  expect((await send()).status).toBe(200)
})

test('[docs] POST /{page}/moderate_conversations: someone banned cannot comment either, someone blocked can', async () => {
  const comment = () => box.control('comments', { object_id: it('POST_ID'), person_id: it('PSID'), message: 'hi' })
  await moderate(['block_user'])
  expect(await comment()).toHaveProperty('id')
  await moderate(['ban_user'])
  expect(await comment()).toEqual({ error: expect.stringContaining('banned this person') })
})

test('[docs] POST /{page}/moderate_conversations: move_to_spam puts the thread into the spam folder', async () => {
  await moderate(['move_to_spam'])
  expect(await threads()).toEqual([])
  expect(await threads('&folder=spam&fields=folder')).toMatchObject([{ folder: 'spam' }])
  expect(await write()).toMatchObject({ psid: it('PSID') })
})

test('[docs] POST /{page}/moderate_conversations: two actions and ten people go together', async () => {
  expect((await moderate(['block_user', 'move_to_spam'])).status).toBe(200)
  expect((await moderate(['block_user', 'unblock_user'])).error).toMatchObject({ code: 100 })
  expect((await moderate(['block_user', 'ban_user', 'move_to_spam'])).error).toMatchObject({ code: 100 })
  expect(
    (
      await moderate(
        ['block_user'],
        Array.from({ length: 11 }, () => ({ id: it('PSID') })),
      )
    ).error,
  ).toMatchObject({ code: 100 })
})

test('[seen] POST /{page}/moderate_conversations: someone without a thread is refused, and nobody else is touched', async () => {
  const { error } = await moderate(['block_user'], [{ id: it('PSID') }, { id: it('BAD_PSID') }])
  expect(error).toMatchObject({ code: 100, message: expect.stringMatching(/^\(#100\) The user ID is not a valid PSID nor IGS/) })
  expect((await send()).status).toBe(200)
})

test('[docs] POST /{page}/moderate_conversations: an unknown action is named', async () => {
  expect((await moderate(['shout'])).error).toMatchObject({ code: 100, message: expect.stringContaining('shout') })
})

test('[docs] POST /{page}/blocked, GET /{page}/blocked, DELETE /{page}/blocked: people are banned, listed and let in again', async () => {
  expect((await blocked('POST', { psid: it('PSID') })).body).toEqual({ [it('PSID')]: true })
  expect((await blocked('GET')).body['data']).toEqual([{ name: 'Zofia Brzęczek-Łącka', id: it('PSID') }])
  expect(await write()).toEqual({ error: expect.any(String) })
  expect((await blocked('DELETE', { psid: it('PSID') })).body).toEqual({ success: true })
  expect((await blocked('GET')).body['data']).toEqual([])
})

test('[seen] POST /{page}/blocked: whoever only commented is banned by the id that the comment tells, and cannot comment or write', async () => {
  const stranger = await box.control('people', { name: 'Otto Fremd' })
  const comment = () => box.control('comments', { object_id: it('POST_ID'), person_id: stranger['id'], message: 'Buy here!' })
  const { body } = await graph(box, `/v26.0/${String((await comment())['id'])}?fields=from`, { token: it('PAGE_TOKEN') })
  const { id, name } = body['from'] as { id: string; name: string }
  expect((await blocked('POST', { user: id })).body).toEqual({ [id]: true })
  expect((await blocked('GET')).body['data']).toEqual([{ name, id }])
  expect((await graph(box, `/${it('PAGE_ID')}/blocked?user=${it('PSID')}`, { token: it('PAGE_TOKEN') })).body['data']).toEqual([])
  expect((await graph(box, `/${it('PAGE_ID')}/blocked?user=${id}`, { token: it('PAGE_TOKEN') })).body['data']).toEqual([{ name, id }])
  expect(await comment()).toEqual({ error: expect.stringContaining('banned this person') })
  expect(await box.control('messages', { page_id: it('PAGE_ID'), person_id: stranger['id'], text: 'hi' })).toEqual({
    error: expect.stringContaining('blocked this person'),
  })
  expect((await graph(box, `/${it('PAGE_ID')}/blocked?user=${id}`, { method: 'DELETE', token: it('PAGE_TOKEN') })).body).toEqual({
    success: true,
  })
  expect(await comment()).toHaveProperty('id')
})

test('[unproven] POST /{page}/blocked: an id that is nobody is 100, a call without one names what is missing', async () => {
  expect((await blocked('POST', { user: '990099009900' })).error).toMatchObject({ code: 100 })
  expect((await blocked('POST', {})).error).toMatchObject({ code: 100, message: expect.stringContaining('user') })
})
