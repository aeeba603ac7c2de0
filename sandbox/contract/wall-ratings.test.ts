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
