import { afterEach, beforeEach, expect, test } from 'vitest'
import { openWallBox, type WallBox } from './wall-box.ts'

let wall: WallBox
beforeEach(async () => {
  wall = await openWallBox()
})
afterEach(() => wall.close())

const it = (name: string) => wall.it(name)
const seconds = expect.toSatisfy((value: unknown) => typeof value === 'number' && value > 1e9 && value < 1e10, 'whole seconds')

async function statusPost(): Promise<string> {
  const { body } = await wall.call(`${it('PAGE_ID')}/feed`, { message: 'Open on Sunday too.' })
  return String(body['id'])
}

function say(objectId: string, message: string, more: Record<string, unknown> = {}) {
  return wall.box.control('comments', { object_id: objectId, person_id: wall.person('Zofia').id, message, ...more })
}

test('[docs] feed comment/add: what a person writes under a post comes with post, parent and seconds', async () => {
  const postId = await statusPost()
  const written = await say(postId, 'Zażółć / 🌱')
  const { field, value } = await wall.change(2)
  expect(field).toBe('feed')
  expect(value).toEqual({
    from: { id: wall.person('Zofia').psid, name: wall.person('Zofia').name },
    post: {
      status_type: 'mobile_status_update',
      is_published: true,
      updated_time: expect.stringMatching(/\+0000$/),
      permalink_url: expect.stringContaining('facebook.com'),
      promotion_status: 'inactive',
      id: postId,
    },
    message: 'Zażółć / 🌱',
    post_id: postId,
    comment_id: written['id'],
    created_time: seconds,
    item: 'comment',
    parent_id: postId,
    verb: 'add',
  })
  expect(wall.app.heard[1]?.body).toContain('Za\\u017c\\u00f3\\u0142\\u0107 \\/ \\ud83c\\udf31')
})

test('[seen] feed comment/add: at the top of a photo post the parent names the album, in a reel the post', async () => {
  await say(it('POST_ID'), 'under a photo')
  const story = it('POST_ID').split('_')[1] ?? ''
  const { value } = await wall.change(1)
  expect(value['post_id']).toBe(it('POST_ID'))
  expect(value['parent_id']).toMatch(new RegExp(`^\\d+_${story}$`))
  expect(value['parent_id']).not.toBe(it('POST_ID'))
  const reel = await wall.box.control('posts', { page_id: it('PAGE_ID'), kind: 'reel', message: 'A walk' })
  await say(String(reel['id']), 'under a reel')
  expect((await wall.change(4)).value).toMatchObject({ parent_id: reel['id'], post_id: reel['id'] })
})

test('[docs] feed comment/add: an answer by the app comes back, from the Page and below its parent', async () => {
  const { body } = await wall.call(`${it('COMMENT_ID')}/comments`, { message: 'We do.' })
  expect((await wall.change(1)).value).toMatchObject({
    from: { id: it('PAGE_ID') },
    comment_id: body['id'],
    parent_id: it('COMMENT_ID'),
    post_id: it('POST_ID'),
    message: 'We do.',
    item: 'comment',
    verb: 'add',
  })
})

test('[seen] feed comment/add: a picture is named by its address, and without words there is no message', async () => {
  const upload = new FormData()
  upload.set('access_token', it('PAGE_TOKEN'))
  upload.set('source', new Blob([PIXEL], { type: 'image/gif' }), 'dot.gif')
  const answer = await fetch(new URL(`/v26.0/${it('COMMENT_ID')}/comments`, it('GRAPH_URL')), { method: 'POST', body: upload })
  expect(answer.status).toBe(200)
  const { value } = await wall.change(1)
  expect(value['photo']).toMatch(/^http.*dot\.gif\?/)
  expect(value).not.toHaveProperty('message')
})

test('[seen] feed comment: from is missing for someone whose name is kept', async () => {
  await say(it('POST_ID'), 'guess who', { is_anonymous: true })
  expect((await wall.change(1)).value).not.toHaveProperty('from')
})

test('[docs] feed comment/edited, hide, unhide, remove: own acts come back as webhooks', async () => {
  const own = String((await wall.call(`${it('COMMENT_ID')}/comments`, { message: 'first' })).body['id'])
  await wall.call(own, { message: 'second' })
  await wall.call(it('COMMENT_ID'), { is_hidden: true })
  await wall.call(it('COMMENT_ID'), { is_hidden: false })
  await wall.call(own, undefined, 'DELETE')
  expect((await wall.change(2)).value).toMatchObject({ verb: 'edited', comment_id: own, message: 'second', created_time: seconds })
  expect((await wall.change(3)).value).toMatchObject({ verb: 'hide', comment_id: it('COMMENT_ID'), item: 'comment' })
  expect((await wall.change(4)).value).toMatchObject({ verb: 'unhide', comment_id: it('COMMENT_ID') })
  expect((await wall.change(5)).value).toEqual({
    from: { id: it('PAGE_ID'), name: expect.any(String) },
    post_id: it('POST_ID'),
    comment_id: own,
    item: 'comment',
    parent_id: it('COMMENT_ID'),
    verb: 'remove',
  })
})

test('[unproven] feed comment/hide: from is the author, or the Page when the setting says so', async () => {
  await wall.call(it('COMMENT_ID'), { is_hidden: true })
  expect((await wall.change(1)).value['from']).toMatchObject({ name: wall.person('Owen').name })
  await wall.box.control('settings', { feed_hide_from: 'page' }, 'PATCH')
  await wall.call(it('COMMENT_ID'), { is_hidden: false })
  expect((await wall.change(2)).value['from']).toMatchObject({ id: it('PAGE_ID') })
})

test('[unproven] feed comment/remove: answers go silently, or each with a webhook', async () => {
  const root = String((await say(it('POST_ID'), 'root'))['id'])
  await say(root, 'answer')
  await wall.box.control('settings', { feed_removes_answers: true }, 'PATCH')
  await wall.box.control(`comments/${root}`, undefined, 'DELETE')
  expect((await wall.change(3)).value).toMatchObject({ verb: 'remove', comment_id: root })
  expect((await wall.change(4)).value).toMatchObject({ verb: 'remove', parent_id: root })
})

test('[unproven] feed comment/edited: created_time tells of the event, or of the comment', async () => {
  const written = await say(it('POST_ID'), 'old', { timestamp: Date.now() - 3_600_000 })
  const old = Math.floor(Number(written['at']) / 1000)
  await wall.box.control(`comments/${String(written['id'])}`, { message: 'new' }, 'PATCH')
  expect(Number((await wall.change(2)).value['created_time'])).toBeGreaterThan(old)
  await wall.box.control('settings', { feed_created_time: 'object' }, 'PATCH')
  await wall.box.control(`comments/${String(written['id'])}`, { message: 'newer' }, 'PATCH')
  expect((await wall.change(3)).value['created_time']).toBe(old)
})

test('[seen] feed comment/add: bodies without post{} come when the setting says so', async () => {
  await wall.box.control('settings', { feed_post_object: false }, 'PATCH')
  await say(it('POST_ID'), 'bare')
  expect((await wall.change(1)).value).not.toHaveProperty('post')
})

test('[docs] feed reaction: a like by the app is added, edited by none, and removed', async () => {
  await wall.call(`${it('COMMENT_ID')}/likes`, {})
  await wall.call(`${it('COMMENT_ID')}/likes`, undefined, 'DELETE')
  expect((await wall.change(1)).value).toEqual({
    from: { id: it('PAGE_ID'), name: expect.any(String) },
    post_id: it('POST_ID'),
    comment_id: it('COMMENT_ID'),
    created_time: seconds,
    item: 'reaction',
    parent_id: it('POST_ID'),
    reaction_type: 'like',
    verb: 'add',
  })
  expect((await wall.change(2)).value).toMatchObject({ item: 'reaction', reaction_type: 'like', verb: 'remove' })
})

test('[seen] feed reaction: a person changes their mind with the verb edit', async () => {
  const from = { object_id: it('POST_ID'), person_id: wall.person('Owen').id }
  await wall.box.control('wall-reactions', { ...from, type: 'like' })
  await wall.box.control('wall-reactions', { ...from, type: 'care' })
  await wall.box.control('wall-reactions', { ...from, type: null })
  expect((await wall.change(1)).value).toMatchObject({ verb: 'add', reaction_type: 'like' })
  expect((await wall.change(1)).value).not.toHaveProperty('comment_id')
  expect((await wall.change(2)).value).toMatchObject({ verb: 'edit', reaction_type: 'care' })
  expect((await wall.change(3)).value).toMatchObject({ verb: 'remove', reaction_type: 'care' })
})

test('[seen] feed like: comes beside the reaction when the setting says so', async () => {
  await wall.box.control('settings', { feed_likes: true }, 'PATCH')
  await wall.call(`${it('POST_ID')}/likes`, {})
  const items = [(await wall.change(1)).value['item'], (await wall.change(2)).value['item']]
  expect(items).toHaveLength(2)
  expect(items).toEqual(expect.arrayContaining(['like', 'reaction']))
})

const PIXEL = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64')

test('[unproven] feed comment/add: who is named in the text is told by name, with tags as in Graph or without, or not at all', async () => {
  const postId = await statusPost()
  const { psid: id, name } = wall.person('Zofia')
  const written = await say(postId, 'Do you deliver?')
  const answer = () => wall.call(`${String(written['id'])}/comments`, { message: `@[${id}] we do` })
  await answer()
  const bare = (await wall.change(3)).value
  expect(bare).toMatchObject({ message: `${name} we do` })
  expect(bare).not.toHaveProperty('message_tags')
  await wall.box.control('settings', { feed_message_tags: true }, 'PATCH')
  await answer()
  expect((await wall.change(4)).value).toMatchObject({
    message: `${name} we do`,
    message_tags: [{ id, name, type: 'user', offset: 0, length: name.length }],
  })
  await wall.box.control('settings', { person_mentions: 'kept' }, 'PATCH')
  await answer()
  const kept = (await wall.change(5)).value
  expect(kept).toMatchObject({ message: `@[${id}] we do` })
  expect(kept).not.toHaveProperty('message_tags')
})
