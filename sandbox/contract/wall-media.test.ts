import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Box, openBox } from './box.ts'
import { env, graph } from './graph.ts'

let box: Box
beforeAll(async () => {
  box = await openBox()
})
afterAll(() => box.close())

const it = (name: string) => env(box, name)
const get = (path: string) => graph(box, `/v26.0/${path}`, { token: it('PAGE_TOKEN') })

async function newestIn(edge: string): Promise<string> {
  const { data } = (await get(`${it('PAGE_ID')}/${edge}`)).body as { data: { id: string }[] }
  return data[0]?.id ?? ''
}

test('[docs] GET /{page}/photos, GET /{photo}: a photo on the wall is listed and can be read, with its picture', async () => {
  await box.control('posts', { page_id: it('PAGE_ID'), kind: 'photo', message: 'Out in the beds' })
  const id = await newestIn('photos')
  const { body } = await get(`${id}?fields=link,height,images,created_time,from`)
  expect(body).toMatchObject({ id, link: expect.stringContaining('https://www.facebook.com/'), from: { id: it('PAGE_ID') } })
  const { images } = body as { images: { source: string }[] }
  expect((await fetch(images[0]?.source ?? '')).headers.get('content-type')).toMatch(/^image\//)
})

test('[docs] GET /{page}/videos, GET /{video}: a film is listed and can be read', async () => {
  await box.control('posts', { page_id: it('PAGE_ID'), kind: 'video', message: 'A minute of bees' })
  const id = await newestIn('videos')
  expect((await get(`${id}?fields=description,created_time`)).body).toMatchObject({ id, description: 'A minute of bees' })
})
