import { afterEach, beforeEach, expect, test } from 'vitest'
import { openWallBox, type WallBox } from './wall-box.ts'

let wall: WallBox
beforeEach(async () => {
  wall = await openWallBox()
})
afterEach(() => wall.close())

type Shown = Readonly<Record<string, unknown>>
const it = (name: string) => wall.it(name)
const page = () => it('PAGE_ID')

async function postsOn(path: string): Promise<Shown[]> {
  return (await wall.box.control(path))['posts'] as Shown[]
}

test('a seeded world has a wall with comments on two levels, one hidden, and nobody was told', async () => {
  const posts = await postsOn(`wall/${page()}`)
  const comments = posts.flatMap((post) => post['comments'] as Shown[])
  expect(posts).toHaveLength(3)
  expect(comments.some((comment) => comment['parent_id'] !== null)).toBe(true)
  expect(comments.filter((comment) => comment['is_hidden'] === true)).toHaveLength(1)
  expect(new Set(comments.map((comment) => (comment['from'] as Shown)['name'])).size).toBeGreaterThan(4)
  expect(await wall.box.control('webhooks')).toEqual({ waiting: [] })
  expect(wall.app.heard).toEqual([])
})

test('a person sees neither hidden comments of others nor what is unpublished', async () => {
  await wall.box.control('posts', { page_id: page(), message: 'a draft', is_published: false })
  const seen = JSON.stringify(await postsOn(`wall/${page()}?as=${wall.person('Zofia').id}`))
  expect(seen).not.toContain('a draft')
  expect(seen).not.toContain('Win a phone')
  expect(JSON.stringify(await postsOn(`wall/${page()}?as=${wall.person('Kiki').id}`))).toContain('Win a phone')
})

test('pictures of the wall are shown at a path of the sandbox', async () => {
  const posts = await postsOn(`wall/${page()}`)
  const [media] = posts.flatMap((post) => post['media'] as Shown[])
  expect(media).toMatchObject({ type: 'photo', url: expect.stringMatching(/^\/sandbox\//) })
  const answer = await fetch(new URL(String(media?.['url']), it('GRAPH_URL')))
  expect(answer.headers.get('content-type')).toBe('image/png')
})

test('a person edits and removes what they wrote, and an answer goes with its comment', async () => {
  const by = { person_id: wall.person('Zofia').id }
  const root = await wall.box.control('comments', { object_id: it('POST_ID'), message: 'root words', ...by })
  await wall.box.control('comments', { object_id: root['id'], message: 'answer words', as_page: true })
  expect(await wall.box.control(`comments/${String(root['id'])}`, { message: 'edited words' }, 'PATCH')).toMatchObject({
    message: 'edited words',
  })
  await wall.box.control(`comments/${String(root['id'])}`, undefined, 'DELETE')
  const left = JSON.stringify(await postsOn(`wall/${page()}`))
  expect(left).not.toContain('edited words')
  expect(left).not.toContain('answer words')
})

test('a comment written in the past stands where it belongs', async () => {
  const by = { object_id: it('POST_ID'), person_id: wall.person('Zofia').id }
  const made = await wall.box.control('comments', { ...by, message: 'early', timestamp: Date.now() - 20 * 3_600_000 })
  const { body } = await wall.call(`${it('POST_ID')}/comments?filter=stream&limit=100`)
  const times = (body['data'] as Shown[]).map((each) => String(each['created_time']))
  expect(times).toEqual(times.toSorted((one, other) => one.localeCompare(other)))
  expect((body['data'] as Shown[]).at(-1)?.['id']).not.toBe(made['id'])
})

test('another Page comments under its own name', async () => {
  const [other] = ((await wall.box.control('pages', { name: 'Seeds & Co' })) as { pages: { id: string }[] }).pages
  const made = await wall.box.control('comments', { object_id: it('POST_ID'), as_page: other?.id, message: 'Lovely' })
  expect(made).toMatchObject({ from: { kind: 'page', id: other?.id, name: 'Seeds & Co' } })
  const { body } = await wall.call(`${String(made['id'])}?fields=from,can_reply_privately`)
  expect(body).toMatchObject({ from: { id: other?.id }, can_reply_privately: false })
})

test('naming another Page in a comment tells that Page', async () => {
  const [other] = ((await wall.box.control('pages', { name: 'Seeds & Co' })) as { pages: { id: string }[] }).pages
  const made = await wall.box.control('comments', {
    object_id: it('POST_ID'),
    person_id: wall.person('Owen').id,
    message: `Ask @[${other?.id ?? ''}]`,
  })
  expect(made).toMatchObject({ message: 'Ask Seeds & Co' })
  expect((await wall.box.control(`wall/${other?.id ?? ''}`))['mentions']).toMatchObject([{ id: made['id'], item: 'comment' }])
})

test('a private reply by hand uses up the one there is', async () => {
  await wall.box.control('private-replies', { comment_id: it('COMMENT_ID'), text: 'Hello' })
  const { body } = await wall.call(`${it('COMMENT_ID')}?fields=can_reply_privately,private_reply_conversation`)
  expect(body).toMatchObject({ can_reply_privately: false, private_reply_conversation: { id: expect.stringMatching(/^t_/) } })
})

test('the wall offers a private reply only where Facebook takes one', async () => {
  const who = { page_id: page(), person_id: wall.person('Owen').id }
  const rating = await wall.box.control('ratings', { ...who, recommendation_type: 'positive', review_text: 'Kind people' })
  await wall.box.control('comments', { object_id: rating['id'], person_id: who.person_id, message: 'And quick' })
  await wall.box.control('comments', { object_id: it('POST_ID'), person_id: who.person_id, message: 'Still there?' })
  const shown = (await wall.box.control(`wall/${page()}`)) as Record<'posts' | 'ratings', { comments: object[] }[]>
  expect(shown.ratings.flatMap(({ comments }) => comments)).toMatchObject([{ message: 'And quick', can_reply_privately: false }])
  expect(shown.posts.flatMap(({ comments }) => comments)).toContainEqual(
    expect.objectContaining({ message: 'Still there?', can_reply_privately: true }),
  )
})

test('wrong calls are told what is missing', async () => {
  expect(await wall.box.control('comments', { object_id: it('POST_ID'), message: 'who?' })).toEqual({
    error: 'person_id or as_page must say who comments.',
  })
  expect(await wall.box.control('comments', { object_id: '1_2', as_page: true, message: 'where?' })).toEqual({
    error: 'There is no post or comment 1_2.',
  })
  expect(await wall.box.control('posts', { page_id: page(), kind: 'poem' })).toMatchObject({ error: expect.stringContaining('kind') })
})

test('a reset brings back the first day of the wall', async () => {
  await wall.box.control(`posts/${it('POST_ID')}`, undefined, 'DELETE')
  await wall.box.control('reset', {})
  expect(await postsOn(`wall/${page()}`)).toHaveLength(3)
})
