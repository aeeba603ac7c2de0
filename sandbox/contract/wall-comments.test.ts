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

type Shown = Readonly<Record<string, unknown>>
const list = (body: Shown) => body['data'] as Shown[]
const idsIn = (body: Shown) => list(body).map((each) => each['id'])

async function comment(on: string, message: string): Promise<string> {
  return String((await post(`${on}/comments`, { message })).body['id'])
}

test('[docs] POST /{post}/comments: a comment by the Page comes back with its id and is listed last', async () => {
  const { status, body } = await post(`${it('POST_ID')}/comments`, { message: 'Zażółć gęślą jaźń 🌿' })
  expect(status).toBe(200)
  expect(body).toEqual({ id: expect.stringMatching(new RegExp(`^${it('POST_ID').split('_')[1]}_\\d+$`)) })
  const listed = await get(`${it('POST_ID')}/comments?limit=100`)
  expect(list(listed.body).at(-1)).toEqual({
    created_time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+0000$/),
    from: { id: it('PAGE_ID'), name: expect.any(String) },
    message: 'Zażółć gęślą jaźń 🌿',
    id: body['id'],
  })
})

test('[docs] POST /{comment}/comments: an answer hangs on its comment and is not at the top', async () => {
  const root = await comment(it('POST_ID'), 'a root')
  const answer = await comment(root, 'an answer')
  expect(idsIn((await get(`${root}/comments`)).body)).toEqual([answer])
  const top = idsIn((await get(`${it('POST_ID')}/comments?limit=100`)).body)
  expect(top).toContain(root)
  expect(top).not.toContain(answer)
  expect((await get(`${answer}?fields=parent{id}`)).body['parent']).toMatchObject({ id: root })
  expect((await get(`${root}?fields=comment_count`)).body['comment_count']).toBe(1)
})

test('[seen] POST /{comment}/comments: an answer to an answer is taken, and shown below the root', async () => {
  const root = await comment(it('POST_ID'), 'level one')
  const second = await comment(root, 'level two')
  const third = await comment(second, 'level three')
  expect(idsIn((await get(`${root}/comments`)).body)).toEqual([second, third])
  expect((await get(`${third}?fields=parent`)).body['parent']).toMatchObject({ id: root, message: 'level one' })
})

test('[docs] GET /{post}/comments: filter=stream shows all levels, order turns them round, summary counts', async () => {
  const root = await comment(it('POST_ID'), 'counted')
  const answer = await comment(root, 'counted too')
  const stream = await get(`${it('POST_ID')}/comments?filter=stream&limit=200&summary=true`)
  expect(idsIn(stream.body)).toEqual(expect.arrayContaining([root, answer]))
  expect(stream.body['summary']).toEqual({ order: 'chronological', total_count: list(stream.body).length, can_comment: true })
  const newest = await get(`${it('POST_ID')}/comments?order=reverse_chronological&limit=1&summary=1`)
  expect(idsIn(newest.body)).toEqual([root])
  expect(newest.body['summary']).toMatchObject({ order: 'reverse_chronological' })
})

test('[docs] GET /{post}/comments: limit and cursors walk through all of them once', async () => {
  const all = idsIn((await get(`${it('POST_ID')}/comments?limit=200`)).body)
  const walked: unknown[] = []
  let next: string | undefined = `/v26.0/${it('POST_ID')}/comments?limit=2`
  while (next !== undefined) {
    const { body } = await graph(ground, next, { token: it('PAGE_TOKEN') })
    walked.push(...idsIn(body))
    next = (body['paging'] as { next?: string } | undefined)?.next
  }
  expect(walked).toEqual(all)
})

test('[docs] GET /{post}/comments: since leaves out what is older', async () => {
  const { body } = await get(`${it('POST_ID')}/comments?since=${Math.floor(Date.now() / 1000) + 3600}&summary=true`)
  expect(body['data']).toEqual([])
})

test('[docs] GET /{post}/comments: a user token gets an empty list with 200', async () => {
  const { status, body } = await get(`${it('POST_ID')}/comments`, it('USER_TOKEN'))
  expect(status).toBe(200)
  expect(body['data']).toEqual([])
})

test('[docs] GET /{comment}: every field of a comment by a customer', async () => {
  const fields =
    'admin_creator,application,attachment,can_comment,can_hide,can_like,can_remove,can_reply_privately,comment_count,created_time,from,id,is_hidden,is_private,like_count,message,message_tags,parent,permalink_url,private_reply_conversation,user_likes'
  const { body } = await get(`${it('COMMENT_ID')}?fields=${fields}`)
  expect(body).toEqual({
    can_comment: true,
    can_hide: true,
    can_like: true,
    can_remove: true,
    can_reply_privately: true,
    comment_count: expect.any(Number),
    created_time: expect.any(String),
    from: { id: expect.stringMatching(/^\d+$/), name: expect.any(String) },
    id: it('COMMENT_ID'),
    is_hidden: false,
    is_private: false,
    like_count: 0,
    message: expect.any(String),
    permalink_url: expect.stringContaining('comment_id='),
    user_likes: false,
  })
})

test('[docs] GET /{comment}: what the app wrote names the app and the person behind the Page', async () => {
  const id = await comment(it('POST_ID'), 'by an app')
  const { body } = await get(`${id}?fields=application,admin_creator,can_reply_privately`)
  expect(body).toEqual({
    application: expect.objectContaining({ id: it('APP_ID') }),
    admin_creator: { id: expect.stringMatching(/^\d+$/), name: expect.any(String) },
    can_reply_privately: false,
    id,
  })
})

test('[docs] GET /{comment}: an unknown field is refused by name', async () => {
  expect((await get(`${it('COMMENT_ID')}?fields=smell`)).error).toMatchObject({
    code: 100,
    message: expect.stringContaining('field (smell) on node type (Comment)'),
  })
})

test('[docs] POST /{comment}: message edits an own comment', async () => {
  const id = await comment(it('POST_ID'), 'before')
  expect((await post(id, { message: 'after' })).body).toEqual({ success: true })
  expect((await get(`${id}?fields=message`)).body['message']).toBe('after')
})

test('[unproven] POST /{comment}: what a person wrote cannot be edited: 200', async () => {
  expect((await post(it('COMMENT_ID'), { message: 'other words' })).error).toMatchObject({ code: 200 })
})

test('[docs] POST /{comment}: is_hidden hides and shows again', async () => {
  expect((await post(it('COMMENT_ID'), { is_hidden: true })).body).toEqual({ success: true })
  expect((await get(`${it('COMMENT_ID')}?fields=is_hidden`)).body['is_hidden']).toBe(true)
  await post(it('COMMENT_ID'), { is_hidden: 'false' })
  expect((await get(`${it('COMMENT_ID')}?fields=is_hidden`)).body['is_hidden']).toBe(false)
})

test('[unproven] POST /{comment}: the Page cannot hide its own comment: 200', async () => {
  const id = await comment(it('POST_ID'), 'not to be hidden')
  expect((await get(`${id}?fields=can_hide`)).body['can_hide']).toBe(false)
  expect((await post(id, { is_hidden: true })).error).toMatchObject({ code: 200 })
})

test('[docs] POST /{comment}/likes, DELETE /{comment}/likes: likes as the Page, once, and takes it back', async () => {
  expect((await post(`${it('COMMENT_ID')}/likes`, {})).body).toEqual({ success: true })
  await post(`${it('COMMENT_ID')}/likes`, {})
  expect((await get(`${it('COMMENT_ID')}?fields=user_likes,like_count`)).body).toMatchObject({ user_likes: true, like_count: 1 })
  const liked = await graph(ground, `/${it('COMMENT_ID')}/likes`, { method: 'DELETE', token: it('PAGE_TOKEN') })
  expect(liked.body).toEqual({ success: true })
  expect((await get(`${it('COMMENT_ID')}?fields=user_likes`)).body['user_likes']).toBe(false)
})

test('[docs] DELETE /{comment}: it is gone with all answers: 100/33', async () => {
  const root = await comment(it('POST_ID'), 'soon gone')
  const answer = await comment(root, 'gone as well')
  expect((await graph(ground, `/${root}`, { method: 'DELETE', token: it('PAGE_TOKEN') })).body).toEqual({ success: true })
  for (const id of [root, answer]) {
    expect((await get(id)).error).toMatchObject({ code: 100, error_subcode: 33, type: 'GraphMethodException' })
  }
  expect((await post(`${root}/comments`, { message: 'too late' })).error).toMatchObject({ code: 100, error_subcode: 33 })
})

test('[unproven] POST /{post}/comments: without message and file it is refused: 100', async () => {
  expect((await post(`${it('POST_ID')}/comments`, {})).error).toMatchObject({ code: 100, message: '(#100) Missing message or attachment' })
  expect((await post(`${it('POST_ID')}/comments`, { message: '  ' })).error).toMatchObject({ code: 100 })
})

test('[seen] POST /{post}/comments: a user token gets 1705', async () => {
  const { error } = await graph(ground, `/${it('POST_ID')}/comments`, { token: it('USER_TOKEN'), body: { message: 'hi' } })
  expect(error).toMatchObject({ code: 1705, message: '(#1705) There was an error posting to this wall' })
})

test('[docs] POST /{comment}/comments: @[id] in the text becomes the name and a tag', async () => {
  const { body: asked } = await get(`${it('COMMENT_ID')}?fields=from`)
  const from = asked['from'] as { id: string; name: string }
  const { body } = await post(`${it('COMMENT_ID')}/comments`, { message: `Hi @[${from.id}], we do.` })
  expect((await get(`${String(body['id'])}?fields=message,message_tags`)).body).toMatchObject({
    message: `Hi ${from.name}, we do.`,
    message_tags: [{ id: from.id, name: from.name, type: 'user', offset: 3, length: from.name.length }],
  })
})

test('[unproven] POST /{comment}/comments: @[id] of nobody stays in the text, and tags nobody', async () => {
  const { body } = await post(`${it('COMMENT_ID')}/comments`, { message: 'Hi @[424242], we do.' })
  const { body: shown } = await get(`${String(body['id'])}?fields=message,message_tags`)
  expect(shown).toMatchObject({ message: 'Hi @[424242], we do.' })
  expect(shown).not.toHaveProperty('message_tags')
})

test('[docs] GET /{comment}: the three-part id of old days leads to the same comment', async () => {
  expect((await get(`${it('PAGE_ID')}_${it('COMMENT_ID')}?fields=id`)).body['id']).toBe(it('COMMENT_ID'))
})
