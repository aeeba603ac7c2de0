import { afterEach, beforeEach, expect, test } from 'vitest'
import { openWallBox, type WallBox } from './wall-box.ts'

let wall: WallBox
beforeEach(async () => {
  wall = await openWallBox()
})
afterEach(() => wall.close())

const it = (name: string) => wall.it(name)

function rate(name: string, recommendation: string, words: string) {
  const who = { page_id: it('PAGE_ID'), person_id: wall.person(name).id }
  return wall.box.control('ratings', { ...who, recommendation_type: recommendation, review_text: words })
}

function reviewer(name: string) {
  return { name: wall.person(name).name, id: wall.person(name).psid }
}

test('[docs] GET /{page}/ratings: newest first, without ids', async () => {
  await rate('Owen', 'positive', 'Kind people')
  await wall.box.control('clock', { advance_ms: 1000 })
  await rate('Kiki', 'negative', '')
  expect((await wall.call(`${it('PAGE_ID')}/ratings`)).body['data']).toEqual([
    { created_time: expect.any(String), recommendation_type: 'negative', reviewer: reviewer('Kiki') },
    { created_time: expect.any(String), recommendation_type: 'positive', review_text: 'Kind people', reviewer: reviewer('Owen') },
  ])
})

test('[docs] GET /{page}/ratings: tells reviewer and story to the Page', async () => {
  const { id } = await rate('Owen', 'positive', 'Kind people')
  const { body } = await wall.call(`${it('PAGE_ID')}/ratings?fields=reviewer,open_graph_story,has_rating,has_review`)
  expect(body['data']).toEqual([
    {
      reviewer: reviewer('Owen'),
      open_graph_story: expect.objectContaining({ id, message: 'Kind people' }),
      has_rating: false,
      has_review: true,
    },
  ])
})

/** What the Page answered under a review or a mention, as its wall shows it. */
async function shownUnder(kind: 'ratings' | 'mentions', id: string) {
  const shown = (await wall.box.control(`wall/${it('PAGE_ID')}`))[kind] as { id: string; comments: { message: string }[] }[]
  return shown.find((each) => each.id === id)?.comments.map(({ message }) => message)
}

/** A post or comment under a review in webhooks: whose story it is stands before its id. */
const placeOf = (name: string, id: unknown) => `${wall.person(name).psid}_${String(id)}`

test('[seen] webhook ratings: a comment under a review is told in the form of feed, also the Page’s own', async () => {
  const { id } = await rate('Owen', 'negative', 'Nobody answered')
  const { body } = await wall.call(`${String(id)}/comments`, { message: 'We are sorry.' })
  const place = { item: 'comment', comment_id: body['id'], post_id: placeOf('Owen', id), parent_id: placeOf('Owen', id) }
  const told = { ...place, from: { id: it('PAGE_ID'), name: expect.any(String) }, open_graph_story_id: id }
  const time = { created_time: expect.any(Number) }
  expect(await wall.change(2)).toEqual({ field: 'ratings', value: { ...told, ...time, verb: 'add', message: 'We are sorry.' } })
  await wall.call(String(body['id']), { message: 'We are sorry!' })
  expect(await wall.change(3)).toEqual({ field: 'ratings', value: { ...told, ...time, verb: 'edited', message: 'We are sorry!' } })
  await wall.call(String(body['id']), undefined, 'DELETE')
  expect(await wall.change(4)).toEqual({ field: 'ratings', value: { ...told, verb: 'remove' } })
})

test('[unproven] POST /{story}/comments, GET /{story}/comments: the Page answers a review, as long as it stands', async () => {
  const { id } = await rate('Owen', 'negative', 'Nobody answered')
  const { body } = await wall.call(`${String(id)}/comments`, { message: 'We are sorry.' })
  expect(body).toEqual({ id: expect.stringMatching(new RegExp(`^${String(id)}_\\d+$`)) })
  expect(await shownUnder('ratings', String(id))).toEqual(['We are sorry.'])
  const { body: list } = await wall.call(`${String(id)}/comments?filter=stream&fields=id,from,message`)
  expect(list['data']).toEqual([{ id: body['id'], from: { id: it('PAGE_ID'), name: expect.any(String) }, message: 'We are sorry.' }])
  expect((await wall.call(`${it('PAGE_ID')}/feed`)).body['data']).not.toContainEqual(expect.objectContaining({ id }))
  await wall.box.control(`ratings/${String(id)}`, undefined, 'DELETE')
  expect((await wall.call(`${String(id)}/comments`, { message: 'Still there?' })).error).toMatchObject({ code: 100, error_subcode: 33 })
})

test('[unproven] POST /{story}/comments: the Page answers a post elsewhere that names it, which it cannot read, and hears nothing of it', async () => {
  const made = await wall.box.control('mentions', { page_id: it('PAGE_ID'), person_id: wall.person('Owen').id, message: 'Go there!' })
  const id = String(made['id'])
  expect((await wall.call(`${id}/comments`, { message: 'Thank you!' })).body).toHaveProperty('id')
  expect(await shownUnder('mentions', id)).toEqual(['Thank you!'])
  expect((await wall.call(id)).error).toMatchObject({ code: 100, error_subcode: 33 })
  await rate('Kiki', 'positive', '')
  expect((await wall.change(2)).field).toBe('ratings')
})

test('[seen] webhook ratings: a reaction to a review, and to a comment under it', async () => {
  const { id } = await rate('Owen', 'positive', 'Kind people')
  await wall.box.control('wall-reactions', { object_id: id, person_id: wall.person('Kiki').id, type: 'love' })
  const place = { item: 'reaction', post_id: placeOf('Owen', id), parent_id: placeOf('Owen', id), open_graph_story_id: id }
  const loved = { ...place, from: reviewer('Kiki'), verb: 'add', reaction_type: 'love', created_time: expect.any(Number) }
  expect(await wall.change(2)).toEqual({ field: 'ratings', value: loved })
  const said = await wall.box.control('comments', { object_id: id, person_id: wall.person('Owen').id, message: 'True' })
  await wall.box.control('wall-reactions', { object_id: said['id'], person_id: wall.person('Kiki').id, type: 'love' })
  expect(await wall.change(4)).toEqual({ field: 'ratings', value: { ...loved, comment_id: said['id'] } })
})

test('[unproven] POST /{story}/likes, GET /{story}/likes, DELETE /{story}/likes, GET /{story}/reactions: the Page likes a review', async () => {
  const { id } = await rate('Owen', 'positive', 'Kind people')
  const likes = `${String(id)}/likes`
  const byPage = { id: it('PAGE_ID'), name: expect.any(String) }
  expect((await wall.call(likes, {})).body).toEqual({ success: true })
  expect((await wall.call(likes)).body['data']).toEqual([byPage])
  expect((await wall.call(`${String(id)}/reactions`)).body['data']).toEqual([{ ...byPage, type: 'LIKE' }])
  expect((await wall.call(likes, undefined, 'DELETE')).body).toEqual({ success: true })
  expect((await wall.call(likes)).body['data']).toEqual([])
})

test('[unproven] POST /{page}/messages, GET /{comment}: nobody is answered privately for what they say under a review', async () => {
  const { id } = await rate('Owen', 'positive', 'Kind people')
  const said = await wall.box.control('comments', { object_id: id, person_id: wall.person('Kiki').id, message: 'True' })
  const comment = String(said['id'])
  expect((await wall.call(`${comment}?fields=can_reply_privately`)).body['can_reply_privately']).toBe(false)
  const reply = { recipient: { comment_id: comment }, message: { text: 'Thanks' } }
  expect((await wall.call(`${it('PAGE_ID')}/messages`, reply)).error).toMatchObject({ code: 100, error_subcode: 2018292 })
})

test('[unproven] POST /{comment}/comments, GET /{comment}/comments: the Page answers a comment elsewhere that names it, and no other one there', async () => {
  const [other] = ((await wall.box.control('pages', { name: 'Seeds & Co' })) as { pages: { id: string }[] }).pages
  const post = await wall.box.control('posts', { page_id: other?.id, message: 'Seeds are here' })
  const say = (message: string) => wall.box.control('comments', { object_id: post['id'], person_id: wall.person('Owen').id, message })
  const [named, another] = [await say(`Like at @[${it('PAGE_ID')}]`), await say('Nice')]
  const { body } = await wall.call(`${String(named['id'])}/comments`, { message: 'Thank you!' })
  expect((await wall.call(`${String(named['id'])}/comments?fields=id,message`)).body['data']).toEqual([{ ...body, message: 'Thank you!' }])
  expect((await wall.call(`${String(named['id'])}/likes`, {})).body).toEqual({ success: true })
  expect((await wall.call(`${String(another['id'])}/comments`, { message: 'And you' })).error).toMatchObject({
    code: 100,
    error_subcode: 33,
  })
})

test('[unproven] POST /{story}/comments: when the setting says so, reviews and mentions are not there for the app', async () => {
  const { id } = await rate('Owen', 'positive', 'Kind people')
  await wall.box.control('settings', { story_comments: 'refused' }, 'PATCH')
  expect((await wall.call(`${String(id)}/comments`, { message: 'Thank you!' })).error).toMatchObject({ code: 100, error_subcode: 33 })
  expect(await shownUnder('ratings', String(id))).toEqual([])
})

test('[docs] GET /{page}/visitor_posts: lists what people post on the Page', async () => {
  const made = await wall.box.control('posts', { page_id: it('PAGE_ID'), person_id: wall.person('Owen').id, message: 'Thank you' })
  const { body } = await wall.call(`${it('PAGE_ID')}/visitor_posts?limit=1&fields=from,to,status_type,can_reply_privately`)
  expect(body['data']).toEqual([
    {
      from: { id: wall.person('Owen').psid, name: wall.person('Owen').name },
      to: { data: [{ id: it('PAGE_ID'), name: expect.any(String) }] },
      status_type: 'wall_post',
      can_reply_privately: true,
      id: made['id'],
    },
  ])
})
