import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { openWallBox, type WallBox } from './wall-box.ts'

/** A GIF of three by two pixels. */
const GIF = Buffer.from('R0lGODlhAwACAIAAAAAAAP///yH5BAEAAAAALAAAAAADAAIAAAIDRBQFADs=', 'base64')

let wall: WallBox
let files: Server
beforeAll(async () => {
  files = createServer((request, response) => {
    const isGif = request.url === '/leaf.gif'
    response.writeHead(isGif ? 200 : 404, { 'content-type': isGif ? 'image/gif' : 'text/html' }).end(isGif ? GIF : '<p>no</p>')
  })
  await new Promise<void>((resolve) => files.listen(0, '127.0.0.1', resolve))
})
afterAll(() => files.close())
beforeEach(async () => {
  wall = await openWallBox()
})
afterEach(() => wall.close())

const it = (name: string) => wall.it(name)
const at = (name: string) => `http://127.0.0.1:${(files.address() as AddressInfo).port}/${name}`

function upload(path: string, parts: Record<string, string | Blob>): Promise<Response> {
  const form = new FormData()
  form.set('access_token', it('PAGE_TOKEN'))
  for (const [name, value] of Object.entries(parts)) {
    form.set(name, value)
  }
  return fetch(new URL(`/v26.0/${path}`, it('GRAPH_URL')), { method: 'POST', body: form })
}

test('[docs] POST /{comment}/comments: attachment_url is fetched and shown as attachment', async () => {
  const { body } = await wall.call(`${it('COMMENT_ID')}/comments`, { attachment_url: at('leaf.gif') })
  const { body: shown } = await wall.call(`${String(body['id'])}?fields=attachment,message`)
  expect(shown).toEqual({
    attachment: {
      media: { image: { height: 2, src: expect.stringContaining('leaf.gif'), width: 3 } },
      target: { id: expect.stringMatching(/^\d+$/), url: expect.stringContaining('fbid=') },
      type: 'photo',
      url: expect.stringContaining('facebook.com'),
    },
    message: '',
    id: body['id'],
  })
})

test('[unproven] POST /{comment}/comments: an address without a picture is 324', async () => {
  expect((await wall.call(`${it('COMMENT_ID')}/comments`, { attachment_url: at('none') })).error).toMatchObject({ code: 324 })
  expect((await wall.call(`${it('COMMENT_ID')}/comments`, { attachment_url: 'leaf.gif' })).error).toMatchObject({ code: 100 })
})

test('[docs] POST /{comment}/comments: attachment_id takes a photo uploaded unpublished, once', async () => {
  const { body: photo } = await wall.call(`${it('PAGE_ID')}/photos`, { url: at('leaf.gif'), published: false })
  expect(photo).toEqual({ id: expect.stringMatching(/^\d+$/) })
  const path = `${it('COMMENT_ID')}/comments`
  expect((await wall.call(path, { attachment_id: photo['id'], message: 'a leaf' })).status).toBe(200)
  expect((await wall.call(path, { attachment_id: photo['id'] })).error).toMatchObject({ code: 100 })
})

test('[docs] POST /{comment}/comments: attachment_share_url shows a GIF from where it lies', async () => {
  const { body } = await wall.call(`${it('COMMENT_ID')}/comments`, { attachment_share_url: at('leaf.gif') })
  const { body: shown } = await wall.call(`${String(body['id'])}?fields=attachment`)
  expect(shown['attachment']).toMatchObject({ type: 'animated_image_share', media: { image: { src: at('leaf.gif') } } })
})

test('[docs] POST /{comment}: a file takes the place of the old one', async () => {
  const { body } = await wall.call(`${it('COMMENT_ID')}/comments`, { message: 'words' })
  await wall.call(String(body['id']), { attachment_url: at('leaf.gif') })
  const { body: shown } = await wall.call(`${String(body['id'])}?fields=attachment,message`)
  expect(shown).toMatchObject({ message: 'words', attachment: { type: 'photo' } })
})

test('[docs] POST /{page}/photos: a multipart source becomes a photo with a post', async () => {
  const answer = await upload(`${it('PAGE_ID')}/photos`, { source: new Blob([GIF], { type: 'image/gif' }), caption: 'Leaf' })
  const body = (await answer.json()) as { id: string; post_id: string }
  expect(body).toEqual({ id: expect.stringMatching(/^\d+$/), post_id: expect.stringMatching(new RegExp(`^${it('PAGE_ID')}_`)) })
  expect((await wall.call(`${body.id}?fields=name,page_story_id,width,images`)).body).toMatchObject({
    name: 'Leaf',
    page_story_id: body.post_id,
    width: 3,
    images: [{ height: 2, width: 3 }],
  })
  expect((await wall.call(`${it('PAGE_ID')}/photos?limit=1`)).body['data']).toMatchObject([{ id: body.id, name: 'Leaf' }])
})

test('[docs] POST /{photo}/comments: comments of a photo are those of its post', async () => {
  const { body } = await wall.call(`${it('PAGE_ID')}/photos`, { url: at('leaf.gif'), message: 'Leaf' })
  const { body: comment } = await wall.call(`${String(body['id'])}/comments`, { message: 'under it' })
  const { body: below } = await wall.call(`${String(body['post_id'])}/comments`)
  expect(below['data']).toMatchObject([{ id: comment['id'] }])
  expect((await wall.call(`${String(comment['id'])}?fields=object`)).body['object']).toMatchObject({ id: body['id'] })
})

test('[seen] POST /{comment}/comments: a file without a content type of its own is 200 "Permissions error"', async () => {
  const boundary = 'leaf'
  const body = Buffer.concat([
    Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="source"; filename="leaf.gif"\r\n\r\n`),
    GIF,
    Buffer.from(`\r\n--${boundary}--\r\n`),
  ])
  const answer = await fetch(new URL(`/${it('COMMENT_ID')}/comments`, it('GRAPH_URL')), {
    method: 'POST',
    headers: { authorization: `Bearer ${it('PAGE_TOKEN')}`, 'content-type': `multipart/form-data; boundary=${boundary}` },
    body,
  })
  expect(await answer.json()).toMatchObject({ error: { code: 200, message: '(#200) Permissions error' } })
})

test('[docs] POST /{page}/feed: attached_media makes one post of several photos', async () => {
  const ids: unknown[] = []
  for (const _ of [1, 2]) {
    ids.push((await wall.call(`${it('PAGE_ID')}/photos`, { url: at('leaf.gif'), published: false })).body['id'])
  }
  const attached = ids.map((id) => ({ media_fbid: id }))
  const { body } = await wall.call(`${it('PAGE_ID')}/feed`, { message: 'Two leaves', attached_media: attached })
  const { body: shown } = await wall.call(`${String(body['id'])}?fields=attachments`)
  expect(shown['attachments']).toMatchObject({
    data: [{ media_type: 'album', subattachments: { data: [{ target: { id: ids[0] } }, { target: { id: ids[1] } }] } }],
  })
})

test('POST /{page}/feed: a photo that waits is still there after a post at a time that is refused', async () => {
  const { body: photo } = await wall.call(`${it('PAGE_ID')}/photos`, { url: at('leaf.gif'), published: false })
  const wish = { message: 'A leaf for later', attached_media: [{ media_fbid: photo['id'] }], published: false }
  const soon = await wall.call(`${it('PAGE_ID')}/feed`, { ...wish, scheduled_publish_time: 1 })
  expect(soon.error).toMatchObject({ message: '(#100) The specified scheduled publish time is invalid.' })
  expect((await wall.call(`${it('PAGE_ID')}/feed`, wish)).body).toHaveProperty('id')
})

test('[docs] GET /{page}/video_reels: lists reels, GET /{page}/videos every film', async () => {
  await wall.box.control('posts', { page_id: it('PAGE_ID'), kind: 'reel', message: 'A walk' })
  await wall.box.control('posts', { page_id: it('PAGE_ID'), kind: 'video', message: 'A talk' })
  const reels = await wall.call(`${it('PAGE_ID')}/video_reels?fields=description,source,permalink_url`)
  expect(reels.body['data']).toMatchObject([{ description: 'A walk' }])
  const films = await wall.call(`${it('PAGE_ID')}/videos`)
  expect(films.body['data']).toHaveLength(2)
})
