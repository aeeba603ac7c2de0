import { afterAll, beforeAll, expect, test } from 'vitest'
import { env, graph, type Ground, openGround } from './graph.ts'

let ground: Ground
beforeAll(async () => {
  ground = await openGround()
})
afterAll(() => ground.close())

const it = (name: string) => env(ground, name)
const get = (path: string, token = it('PAGE_TOKEN')) => graph(ground, `/v26.0/${path}`, { token })
const post = (path: string, body: Record<string, unknown>) => graph(ground, `/v26.0/${path}`, { token: it('PAGE_TOKEN'), body })
const remove = (id: string) => graph(ground, `/${id}`, { method: 'DELETE', token: it('PAGE_TOKEN') })

type Shown = Readonly<Record<string, unknown>>
const idsIn = (body: Shown) => (body['data'] as Shown[]).map((each) => each['id'])
const words = () => `Words of ${Math.random()}`

test('[docs] POST /{page}/feed: a post comes back as {page}_{post} and is first in the feed', async () => {
  const message = words()
  const { status, body } = await post(`${it('PAGE_ID')}/feed`, { message })
  expect(status).toBe(200)
  expect(body).toEqual({ id: expect.stringMatching(new RegExp(`^${it('PAGE_ID')}_\\d+$`)) })
  const feed = await get(`${it('PAGE_ID')}/feed?limit=1`)
  expect(feed.body['data']).toEqual([{ created_time: expect.any(String), message, id: body['id'] }])
})

test.each(['feed', 'posts', 'published_posts'])(
  '[docs] GET /{page}/feed, GET /{page}/posts, GET /{page}/published_posts: %s lists the posts of the Page',
  async (edge) => {
    expect(idsIn((await get(`${it('PAGE_ID')}/${edge}?limit=100`)).body)).toContain(it('POST_ID'))
  },
)

test('[docs] GET /{page}/visitor_posts: holds none by the Page', async () => {
  expect(idsIn((await get(`${it('PAGE_ID')}/visitor_posts?limit=100`)).body)).not.toContain(it('POST_ID'))
})

test('[seen] GET /{page}/published_posts: more than 100 at once are refused', async () => {
  expect((await get(`${it('PAGE_ID')}/published_posts?limit=200`)).error).toMatchObject({ code: 100 })
})

test('[docs] GET /{page}/feed: until leaves out what is newer', async () => {
  expect((await get(`${it('PAGE_ID')}/feed?until=86400`)).body['data']).toEqual([])
})

test('[docs] GET /{post}: the fields of a photo post, its picture among them', async () => {
  const fields =
    'id,created_time,updated_time,permalink_url,full_picture,attachments,from,status_type,is_published,is_hidden,promotable_id,comments.limit(1).summary(true),reactions.limit(0).summary(true),likes.limit(0).summary(true)'
  const { body } = await get(`${it('POST_ID')}?fields=${fields}`)
  expect(body).toMatchObject({
    id: it('POST_ID'),
    permalink_url: expect.stringMatching(/^https:\/\/www\.facebook\.com\//),
    full_picture: expect.stringMatching(/^http/),
    from: { id: it('PAGE_ID') },
    status_type: 'added_photos',
    is_published: true,
    is_hidden: false,
    attachments: {
      data: [{ media: { image: { src: expect.any(String), width: expect.any(Number) } }, media_type: 'photo', type: 'photo' }],
    },
    comments: { data: [expect.anything()], summary: { total_count: expect.any(Number), can_comment: true } },
    reactions: { data: [], summary: { total_count: expect.any(Number), viewer_reaction: 'NONE' } },
    likes: { data: [], summary: { has_liked: false } },
  })
  expect((await fetch(String(body['full_picture']))).headers.get('content-type')).toMatch(/^image\//)
})

test('[seen] GET /{post}: fields that ended with v3.3 are refused: 12', async () => {
  expect((await get(`${it('POST_ID')}?fields=link`)).error).toMatchObject({ code: 12 })
})

test('[docs] GET /{post}/attachments: shows what the field shows', async () => {
  const { body } = await get(`${it('POST_ID')}/attachments`)
  expect(body['data']).toMatchObject([{ type: 'photo', target: { id: expect.any(String) } }])
})

test('[docs] GET /{post}/reactions: type narrows the list, GET /{post}/likes counts every kind', async () => {
  const loves = await get(`${it('POST_ID')}/reactions?type=LOVE&summary=true`)
  expect((loves.body['data'] as Shown[]).every((each) => each['type'] === 'LOVE')).toBe(true)
  const { body } = await get(`${it('POST_ID')}?fields=reactions.type(LOVE).limit(0).summary(total_count).as(love)`)
  expect(body['love']).toEqual({ data: [], summary: { total_count: expect.any(Number) } })
  const likes = await get(`${it('POST_ID')}/likes?summary=true`)
  expect(likes.body['summary']).toMatchObject({ total_count: expect.any(Number), can_like: true })
  expect((await get(`${it('POST_ID')}/reactions?type=SMUG`)).error).toMatchObject({ code: 100 })
})

test('[docs] POST /{post}: message changes a post that this app made', async () => {
  const { body } = await post(`${it('PAGE_ID')}/feed`, { message: words() })
  const id = String(body['id'])
  expect((await post(id, { message: 'changed' })).body).toEqual({ success: true })
  expect((await get(`${id}?fields=message`)).body['message']).toBe('changed')
})

test('[docs] POST /{post}: a post made elsewhere cannot be changed by the app: 200', async () => {
  const { error } = await post(it('POST_ID'), { message: 'changed' })
  expect(error).toMatchObject({ code: 200, message: '(#200) App cannot edit non-app posts' })
})

test('[docs] DELETE /{post}: it is gone with its comments', async () => {
  const id = String((await post(`${it('PAGE_ID')}/feed`, { message: words() })).body['id'])
  const comment = String((await post(`${id}/comments`, { message: 'below' })).body['id'])
  expect((await remove(id)).body).toEqual({ success: true })
  expect((await get(id)).error).toMatchObject({ code: 100, error_subcode: 33 })
  expect((await get(comment)).error).toMatchObject({ code: 100, error_subcode: 33 })
})

test('[docs] POST /{page}/feed: the same words twice in a row are 506', async () => {
  const message = words()
  await post(`${it('PAGE_ID')}/feed`, { message })
  expect((await post(`${it('PAGE_ID')}/feed`, { message })).error).toMatchObject({ code: 506, message: '(#506) Duplicate status message' })
})

test('[docs] POST /{page}/feed: link makes a shared link', async () => {
  const { body } = await post(`${it('PAGE_ID')}/feed`, { message: words(), link: 'https://example.com/dahlias' })
  const { body: shown } = await get(`${String(body['id'])}?fields=status_type,attachments`)
  expect(shown).toMatchObject({
    status_type: 'shared_story',
    attachments: { data: [{ type: 'share', unshimmed_url: 'https://example.com/dahlias' }] },
  })
})

test('[docs] POST /{page}/feed, GET /{page}/scheduled_posts: a scheduled post is there and not in the feed', async () => {
  const at = Math.floor(Date.now() / 1000) + 3600
  const { body } = await post(`${it('PAGE_ID')}/feed`, { message: words(), published: false, scheduled_publish_time: at })
  const scheduled = await get(`${it('PAGE_ID')}/scheduled_posts?fields=id,is_published,scheduled_publish_time`)
  expect(scheduled.body['data']).toContainEqual({ id: body['id'], is_published: false, scheduled_publish_time: at })
  expect(idsIn((await get(`${it('PAGE_ID')}/feed?limit=100`)).body)).not.toContain(body['id'])
  await remove(String(body['id']))
})

test.each([
  ['in five minutes', 300],
  ['in forty days', 40 * 86_400],
])('[docs] POST /{page}/feed: a time %s is refused', async (_when, seconds) => {
  const at = Math.floor(Date.now() / 1000) + seconds
  const { error } = await post(`${it('PAGE_ID')}/feed`, { message: words(), published: false, scheduled_publish_time: at })
  expect(error).toMatchObject({ code: 100 })
})

test('[seen] POST /{page}/feed: a user token is told which permissions posting needs: 200', async () => {
  const { error } = await graph(ground, `/${it('PAGE_ID')}/feed`, { token: it('USER_TOKEN'), body: { message: words() } })
  expect(error).toMatchObject({ code: 200, message: expect.stringContaining('pages_manage_posts') })
})

test('[docs] GET /{post}: comments and their answers come in one call', async () => {
  const root = String((await post(`${it('POST_ID')}/comments`, { message: 'a root' })).body['id'])
  const answer = String((await post(`${root}/comments`, { message: 'an answer' })).body['id'])
  const fields = 'comments.order(reverse_chronological).limit(1){id,comment_count,comments{id,parent{id}}}'
  const { body } = await get(`${it('POST_ID')}?fields=${fields}`)
  expect(body['comments']).toMatchObject({
    data: [{ id: root, comment_count: 1, comments: { data: [{ id: answer, parent: { id: root } }] } }],
  })
})

test('[docs] GET /{page}: lists of posts are fields as well', async () => {
  const { body } = await get(`${it('PAGE_ID')}?fields=name,posts.limit(1){id}`)
  expect((body['posts'] as Shown)['data']).toEqual([{ id: expect.any(String) }])
})

test('[docs] GET /{page}/feed: updated_time of a post is that of its last comment, too', async () => {
  const { body } = await post(`${it('PAGE_ID')}/feed`, { message: words() })
  await fetch(`${it('GRAPH_URL')}/sandbox/clock`, { method: 'POST', body: JSON.stringify({ advance_ms: 5000 }) })
  const comment = await post(`${String(body['id'])}/comments`, { message: words() })
  const shown = await get(`${String(comment.body['id'])}?fields=created_time`)
  const feed = await get(`${it('PAGE_ID')}/feed?limit=1&fields=updated_time`)
  expect((feed.body['data'] as Shown[])[0]?.['updated_time']).toBe(shown.body['created_time'])
})
