import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Files, openFiles } from './files.ts'
import { env, graph, type Ground, openGround } from './graph.ts'
import { send } from './sends.ts'

let ground: Ground
let files: Files
beforeAll(async () => {
  ground = await openGround()
  files = await openFiles()
})
afterAll(async () => {
  await ground.close()
  await files.close()
})

const it = (name: string) => env(ground, name)
const create = (name: string, picture = files.url('/photo.jpg')) =>
  graph(ground, `/v26.0/${it('PAGE_ID')}/personas`, { token: it('PAGE_TOKEN'), body: { name, profile_picture_url: picture } })
const ask = (path: string, method = 'GET') => graph(ground, path, { token: it('PAGE_TOKEN'), method })

test('[docs] POST /{page}/personas: makes a persona and fetches its picture', async () => {
  expect((await create('Ada')).body).toEqual({ id: expect.stringMatching(/^\d+$/) })
  expect(files.asked).toContain('/photo.jpg')
})

test('[docs] POST /{page}/personas: a name may have 50 characters, the picture must be one', async () => {
  expect((await create('x'.repeat(50))).status).toBe(200)
  expect((await create('x'.repeat(51))).error).toMatchObject({ code: 100 })
  expect((await create('Ada', files.url('/nothing.png'))).error).toMatchObject({ code: 100, error_subcode: 2018008 })
  expect((await create('Ada', files.url('/page.html'))).error).toMatchObject({ code: 100 })
  expect((await create('Ada', files.url('/over-8-megabytes.png'))).error).toMatchObject({ code: 100 })
})

test('[docs] GET /{persona}: tells name, picture and id', async () => {
  const { body } = await create('Grace')
  expect((await ask(`/${String(body['id'])}`)).body).toEqual({
    name: 'Grace',
    profile_picture_url: files.url('/photo.jpg'),
    id: body['id'],
  })
})

test('[seen] GET /{page}/personas: lists the newest first, with cursors', async () => {
  await create('the last')
  const { body } = await ask('/me/personas?limit=2')
  expect(body['data']).toEqual([
    { name: 'the last', profile_picture_url: expect.any(String), id: expect.any(String) },
    expect.objectContaining({ name: expect.any(String) }),
  ])
  expect(body['paging']).toMatchObject({ cursors: { before: expect.any(String), after: expect.any(String) }, next: expect.any(String) })
})

test('[docs] POST /{page}/messages: writes and types under a persona', async () => {
  const { body } = await create('Ada')
  expect((await send(ground, it('PSID'), { message: { text: 'hi' }, persona_id: body['id'] })).status).toBe(200)
  expect((await send(ground, it('PSID'), { sender_action: 'typing_on', persona_id: body['id'] })).status).toBe(200)
})

test('[docs] DELETE /{persona}: it can neither be read nor write any more', async () => {
  const { body } = await create('for a day')
  expect((await ask(`/${String(body['id'])}`, 'DELETE')).body).toEqual({ success: true })
  expect((await ask(`/${String(body['id'])}`)).error).toMatchObject({ code: 100, error_subcode: 33 })
  expect((await send(ground, it('PSID'), { message: { text: 'hi' }, persona_id: body['id'] })).error).toMatchObject({ code: 100 })
  expect((await send(ground, it('PSID'), { message: { text: 'hi' }, persona_id: '42' })).error).toMatchObject({ code: 100 })
})
