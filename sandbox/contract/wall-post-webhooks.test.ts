import { afterEach, beforeEach, expect, test } from 'vitest'
import { openWallBox, type WallBox } from './wall-box.ts'

let wall: WallBox
beforeEach(async () => {
  wall = await openWallBox()
})
afterEach(() => wall.close())

const it = (name: string) => wall.it(name)
const posts = (more: Record<string, unknown>) => wall.box.control('posts', { page_id: it('PAGE_ID'), ...more })
const patch = (id: unknown, more: Record<string, unknown>) => wall.box.control(`posts/${String(id)}`, more, 'PATCH')

test('[docs] feed status/add: a post by the app comes back from the Page', async () => {
  const { body } = await wall.call(`${it('PAGE_ID')}/feed`, { message: 'Open on Sunday too.' })
  expect((await wall.change(1)).value).toEqual({
    from: { id: it('PAGE_ID'), name: expect.any(String) },
    message: 'Open on Sunday too.',
    post_id: body['id'],
    created_time: expect.any(Number),
    item: 'status',
    published: 1,
    verb: 'add',
  })
})

test('[docs] feed post/add: what a person posts on the Page is a post', async () => {
  const made = await posts({ person_id: wall.person('Owen').id, message: 'Thank you' })
  expect((await wall.change(1)).value).toMatchObject({
    from: { id: wall.person('Owen').psid, name: wall.person('Owen').name },
    item: 'post',
    verb: 'add',
    is_hidden: false,
    post_id: made['id'],
  })
})

test('[seen] feed post/edit, feed status/edited: people edit with another verb than the Page', async () => {
  await patch((await posts({ person_id: wall.person('Owen').id, message: 'one' }))['id'], { message: 'two' })
  await patch((await posts({ message: 'three' }))['id'], { message: 'four' })
  expect((await wall.change(2)).value).toMatchObject({ item: 'post', verb: 'edit', message: 'two' })
  expect((await wall.change(4)).value).toMatchObject({ item: 'status', verb: 'edited', message: 'four', published: 1 })
})

test('[seen] feed status/hide: tells no time', async () => {
  const { id } = await posts({ message: 'soon hidden' })
  await patch(id, { is_hidden: true })
  await patch(id, { is_hidden: false })
  const { value } = await wall.change(2)
  expect(value).toMatchObject({ item: 'status', verb: 'hide', message: 'soon hidden' })
  expect(value).not.toHaveProperty('created_time')
  expect((await wall.change(3)).value).toMatchObject({ verb: 'unhide' })
})

test('[seen] feed status/edited, post/remove: the trash is an edit, the removal names its recipient', async () => {
  const { id } = await posts({ message: 'to the bin' })
  await patch(id, { is_trashed: true })
  await wall.box.control(`posts/${String(id)}`, undefined, 'DELETE')
  expect((await wall.change(2)).value).toMatchObject({ item: 'status', verb: 'edited' })
  expect((await wall.change(3)).value).toEqual({
    from: { id: it('PAGE_ID'), name: expect.any(String) },
    recipient_id: it('PAGE_ID'),
    post_id: id,
    created_time: expect.any(Number),
    item: 'post',
    verb: 'remove',
  })
})

test('[seen] feed status/add: a scheduled post comes unpublished, then published when its time is there', async () => {
  const at = Math.floor(Date.now() / 1000) + 3600
  const { body } = await wall.call(`${it('PAGE_ID')}/feed`, { message: 'later', published: false, scheduled_publish_time: at })
  expect((await wall.change(1)).value).toMatchObject({ verb: 'add', published: 0, post_id: body['id'] })
  await wall.box.control('clock', { advance_ms: 3_601_000 })
  expect((await wall.change(2)).value).toMatchObject({ verb: 'add', published: 1, post_id: body['id'] })
  expect((await wall.call(`${String(body['id'])}?fields=is_published`)).body['is_published']).toBe(true)
})

test.each(['video', 'reel'])('[seen] feed video: a %s is edited unpublished first, then added', async (kind) => {
  const { id } = await posts({ kind, message: 'A walk' })
  expect((await wall.change(1)).value).toMatchObject({ item: 'video', verb: 'edited', published: 0, post_id: id })
  expect((await wall.change(2)).value).toMatchObject({ item: 'video', verb: 'add', published: 1, video_id: expect.stringMatching(/^\d+$/) })
})

test('[docs] feed photo/add: names photo, address and post', async () => {
  const { id } = await posts({ kind: 'photo', message: 'Look' })
  const { value } = await wall.change(1)
  expect(value).toMatchObject({ item: 'photo', verb: 'add', published: 1, post_id: id, photo_id: expect.stringMatching(/^\d+$/) })
  expect((await fetch(String(value['link']))).status).toBe(200)
})

test('[seen] feed status/add: several photos are listed by address', async () => {
  await posts({ kind: 'album', message: 'Three of them' })
  const { value } = await wall.change(1)
  expect(value['item']).toBe('status')
  expect(value['photos']).toHaveLength(3)
})

test('[seen] feed share/add: carries the link', async () => {
  await posts({ link: 'https://example.com/seeds', message: 'Seeds' })
  expect((await wall.change(1)).value).toMatchObject({ item: 'share', link: 'https://example.com/seeds', share_id: expect.any(String) })
})

test('[seen] feed photo/add: ids are numbers when the setting says so, all digits kept', async () => {
  await wall.box.control('settings', { id_types: 'numbers' }, 'PATCH')
  await posts({ link: 'https://example.com/', message: 'numbers' })
  const [heard] = await wall.app.untilHeard(1)
  expect(heard?.body).toMatch(/"share_id":\d{18}[,}]/)
})

test('[docs] feed comment/add, GET /{page}/ads_posts: an ad post has no webhook and is in no feed, but comments on it come and it can be read', async () => {
  const { id } = await posts({ kind: 'ad', message: 'Ten per cent off' })
  await wall.box.control('comments', { object_id: id, person_id: wall.person('Owen').id, message: 'On roses too?' })
  const { value } = await wall.change(1)
  expect(value).toMatchObject({ item: 'comment', post_id: id, post: { promotion_status: 'active' } })
  const feed = await wall.call(`${it('PAGE_ID')}/feed?limit=100`)
  expect(JSON.stringify(feed.body)).not.toContain(String(id))
  expect((await wall.call(`${String(id)}?fields=message`)).body['message']).toBe('Ten per cent off')
  expect((await wall.call(`${it('PAGE_ID')}/ads_posts`)).body['data']).toMatchObject([{ id }])
})

test('[seen] mention, GET /{page}/tagged: a post elsewhere that names the Page tells no sender, and is listed', async () => {
  const made = await wall.box.control('mentions', { page_id: it('PAGE_ID'), person_id: wall.person('Owen').id, message: 'Go there!' })
  expect(await wall.change(1)).toEqual({
    field: 'mention',
    value: { message: 'Go there!', post_id: made['id'], created_time: expect.any(Number), item: 'post', verb: 'add' },
  })
  expect((await wall.call(`${it('PAGE_ID')}/tagged`)).body['data']).toMatchObject([{ id: made['id'], message: 'Go there!' }])
  expect((await wall.call(String(made['id']))).error).toMatchObject({ code: 100, error_subcode: 33 })
})

test('[seen] ratings: add, edit and remove tell reviewer and recommendation', async () => {
  const who = { page_id: it('PAGE_ID'), person_id: wall.person('Owen').id }
  const made = await wall.box.control('ratings', { ...who, recommendation_type: 'positive', review_text: 'Kind people' })
  await wall.box.control('ratings', { ...who, recommendation_type: 'negative', review_text: 'Not again' })
  await wall.box.control(`ratings/${String(made['id'])}`, undefined, 'DELETE')
  expect(await wall.change(1)).toEqual({
    field: 'ratings',
    value: {
      item: 'rating',
      verb: 'add',
      reviewer_id: wall.person('Owen').psid,
      reviewer_name: wall.person('Owen').name,
      review_text: 'Kind people',
      recommendation_type: 'POSITIVE',
      open_graph_story_id: made['id'],
      created_time: expect.any(Number),
    },
  })
  expect((await wall.change(2)).value).toMatchObject({ verb: 'edit', recommendation_type: 'NEGATIVE' })
  expect((await wall.change(3)).value).toMatchObject({ verb: 'remove', open_graph_story_id: made['id'] })
})

test('[seen] feed status/add: bodies of before v2.11 name the sender by a number when the setting says so', async () => {
  await wall.box.control('settings', { feed_sender: 'sender_id' }, 'PATCH')
  await posts({ message: 'old times', person_id: wall.person('Owen').id })
  const [heard] = await wall.app.untilHeard(1)
  expect(heard?.body).toContain(`"sender_id":${wall.person('Owen').psid},"sender_name":"Owen Pryce"`)
  expect(heard?.body).not.toContain('"from"')
})

test('[docs] POST /{post}: is_published sends a draft out', async () => {
  const { body } = await wall.call(`${it('PAGE_ID')}/feed`, { message: 'draft', published: false })
  expect((await wall.call(String(body['id']), { is_published: true })).body).toEqual({ success: true })
  expect((await wall.change(2)).value).toMatchObject({ verb: 'add', published: 1, post_id: body['id'] })
})

test('[seen] feed like: any other change goes out as a control gives it', async () => {
  const value = { item: 'like', verb: 'add', user_id: wall.person('Owen').psid }
  await wall.box.control('changes', { page_id: it('PAGE_ID'), field: 'feed', value })
  expect(await wall.change(1)).toEqual({ field: 'feed', value })
})
