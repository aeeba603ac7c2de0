import { afterEach, beforeEach, expect, test } from 'vitest'
import { OWNER_ID } from '../world/seed.ts'
import { type Box, openBox } from './box.ts'
import { openEar } from './ear.ts'
import { env, graph } from './graph.ts'

let box: Box
let postId: string
beforeEach(async () => {
  box = await openBox()
  postId = String((await box.control('posts', { page_id: it('PAGE_ID'), message: 'We are open on Saturday.' }))['id'])
})
afterEach(() => box.close())

const it = (name: string) => env(box, name)
const DAY = 24 * 3_600_000
const call = (path: string) => graph(box, path, { token: it('PAGE_TOKEN') })
const comment = async (personId: string) =>
  String((await box.control('comments', { object_id: postId, person_id: personId, message: 'How much?' }))['id'])
const reply = (recipient: Record<string, string>, text = 'Ten euros.') =>
  graph(box, `/${it('PAGE_ID')}/messages`, { token: it('PAGE_TOKEN'), body: { recipient, message: { text } } })
const passes = (ms: number) => box.control('clock', { advance_ms: ms })

test('[docs] POST /{page}/messages: a private reply tells the PSID of someone who never wrote', async () => {
  const { body, status } = await reply({ comment_id: await comment(it('BAD_PSID')) })
  expect([status, body]).toEqual([200, { recipient_id: it('BAD_PSID'), message_id: expect.stringMatching(/^m_/) }])
})

test('[docs] POST /{page}/messages: a private reply opens nothing until the person answers', async () => {
  await reply({ comment_id: await comment(it('BAD_PSID')) })
  expect((await reply({ id: it('BAD_PSID') })).error).toMatchObject({ code: 10, error_subcode: 2018278 })
  await box.control('messages', { page_id: it('PAGE_ID'), person_id: it('BAD_PSID'), text: 'Good' })
  expect((await reply({ id: it('BAD_PSID') })).status).toBe(200)
})

test('[docs] POST /{page}/messages: a comment alone gives no PSID to write to', async () => {
  await comment(it('BAD_PSID'))
  expect((await reply({ id: it('BAD_PSID') })).error).toMatchObject({ code: 100, error_subcode: 2018001 })
})

test('[seen] POST /{page}/messages: a second private reply to one comment is 10900, another comment has its own', async () => {
  const first = await comment(it('BAD_PSID'))
  expect((await reply({ comment_id: first })).status).toBe(200)
  const again = await reply({ comment_id: first })
  expect([again.status, again.error]).toMatchObject([400, { code: 10900, message: '(#10900) Activity already replied to' }])
  expect((await reply({ comment_id: await comment(it('BAD_PSID')) })).status).toBe(200)
})

test('[seen] POST /{page}/messages: 10900 as well when somebody answered by hand in Facebook', async () => {
  const app = await openEar(box)
  const id = await comment(it('BAD_PSID'))
  expect(await box.control('private-replies', { comment_id: id, text: 'By hand' })).toMatchObject({ psid: it('BAD_PSID') })
  expect((await reply({ comment_id: id })).error).toMatchObject({ code: 10900 })
  expect(await app.item('message')).toMatchObject({ message: { is_echo: true, text: 'By hand', app_id: 26390203743090 } })
  expect(await box.control('private-replies', { comment_id: id })).toEqual({ error: '(#10900) Activity already replied to' })
  await app.close()
})

test('[docs] POST /{page}/messages: a private reply is possible for 7 days', async () => {
  const [inTime, late] = [await comment(it('PSID')), await comment(it('OLD_PSID'))]
  await passes(7 * DAY - 60_000)
  expect((await reply({ comment_id: inTime })).status).toBe(200)
  await passes(120_000)
  expect((await reply({ comment_id: late })).error).toMatchObject({ code: 100, error_subcode: 2534025 })
})

test('[unproven] POST /{page}/messages: a private reply after 7 days is 10903 by a setting', async () => {
  const id = await comment(it('PSID'))
  await box.control('settings', { late_private_reply: 'not_allowed' }, 'PATCH')
  await passes(8 * DAY)
  expect((await reply({ comment_id: id })).error).toMatchObject({
    code: 10903,
    message: "(#10903) This user can't reply to this activity",
  })
})

test('[docs] POST /{page}/messages: no private reply to a Page, its own comment included', async () => {
  const own = await graph(box, `/${postId}/comments`, { token: it('PAGE_TOKEN'), body: { message: 'First' } })
  expect((await reply({ comment_id: String(own.body['id']) })).error).toMatchObject({ code: 10903 })
})

test('[seen] POST /{page}/messages: a comment that is not there, or no more, is 100/2018292', async () => {
  const id = await comment(it('PSID'))
  await box.control(`comments/${id}`, undefined, 'DELETE')
  for (const gone of [id, '1_2']) {
    expect((await reply({ comment_id: gone })).error).toMatchObject({
      code: 100,
      error_subcode: 2018292,
      message: '(#100) Invalid comment_id parameter',
    })
  }
})

test('[docs] POST /{page}/messages: a visitor post is answered by post_id', async () => {
  const post = await box.control('posts', { page_id: it('PAGE_ID'), person_id: it('PSID'), message: 'Nice shop' })
  const { body } = await reply({ post_id: String(post['id']) })
  expect(body['recipient_id']).toBe(it('PSID'))
  expect((await reply({ post_id: String(post['id']) })).error).toMatchObject({ code: 10900 })
})

test('[docs] POST /{page}/messages: a message that is refused uses no private reply up', async () => {
  const id = await comment(it('BAD_PSID'))
  expect((await reply({ comment_id: id }, 'x'.repeat(2001))).error).toMatchObject({ code: 100 })
  expect((await reply({ id: it('BAD_PSID') })).error).toMatchObject({ error_subcode: 2018001 })
  expect((await reply({ comment_id: id })).status).toBe(200)
})

test('[docs] POST /{page}/messages: a private reply needs the MESSAGING task', async () => {
  const id = await comment(it('PSID'))
  await box.control(`pages/${it('PAGE_ID')}`, { roles: { [OWNER_ID]: ['MODERATE', 'CREATE_CONTENT'] } }, 'PATCH')
  expect((await reply({ comment_id: id })).error).toMatchObject({ code: 200 })
})

test('[docs] GET /{comment}: can_reply_privately turns false and the thread is named', async () => {
  const id = await comment(it('PSID'))
  const fields = `/${id}?fields=can_reply_privately,private_reply_conversation`
  expect((await call(fields)).body).toEqual({ id, can_reply_privately: true })
  await reply({ comment_id: id })
  const { body } = await call(fields)
  expect(body).toMatchObject({ can_reply_privately: false, private_reply_conversation: { id: expect.stringMatching(/^t_\d+$/) } })
})
