import { afterAll, beforeAll, expect, test } from 'vitest'
import { env, graph, type Ground, openGround } from './graph.ts'
import { send } from './sends.ts'

let ground: Ground
beforeAll(async () => {
  ground = await openGround()
})
afterAll(() => ground.close())

const it = (name: string) => env(ground, name)
const ask = async (path: string) => (await graph(ground, path, { token: `${it('APP_ID')}|${it('APP_SECRET')}` })).body['data']

test('[docs] GET /sticker_packs: lists the packs with an app token, and with nothing else', async () => {
  expect(await ask('/v26.0/sticker_packs')).toContainEqual({
    id: expect.stringMatching(/^\d+$/),
    name: expect.any(String),
    description: expect.any(String),
    preview_image_url: expect.stringContaining('http'),
    sticker_count: expect.any(Number),
  })
  expect((await graph(ground, '/sticker_packs', { token: it('PAGE_TOKEN') })).error).toMatchObject({ code: 15 })
})

test('[docs] GET /{sticker_pack}/stickers: lists the stickers of a pack; one of them is sent by its number', async () => {
  const [pack] = (await ask('/sticker_packs')) as { id: string }[]
  const [sticker] = (await ask(`/${pack?.id ?? ''}/stickers`)) as { id: string; image_url: string }[]
  expect(sticker).toMatchObject({
    name: expect.any(String),
    image_url: expect.any(String),
    width: expect.any(Number),
    height: expect.any(Number),
  })
  expect((await fetch(sticker?.image_url ?? '')).headers.get('content-type')).toBe('image/png')
  expect((await send(ground, it('PSID'), { message: { sticker_id: sticker?.id } })).status).toBe(200)
  expect((await send(ground, it('PSID'), { message: { sticker_id: 'smile' } })).error).toMatchObject({ code: 100 })
})

test('[docs] GET /sticker_search: finds stickers by a word', async () => {
  expect(await ask('/sticker_search?q=thank')).toMatchObject([{ name: 'Thank you' }])
})

test('[docs] GET /{page}/messaging_feature_review: nothing was submitted', async () => {
  expect((await graph(ground, '/me/messaging_feature_review', { token: it('PAGE_TOKEN') })).body).toEqual({ data: [] })
})
