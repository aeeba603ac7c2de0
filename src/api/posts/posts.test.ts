import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTicketDesk, type Company, type TicketDesk } from '#test/ticket-desk.ts'

let desk: TicketDesk
let ours: Company
let theirs: Company
const NOW = Math.floor(Date.now() / 1000)

beforeAll(async () => {
  desk = await openTicketDesk()
  ours = await desk.setUp('1067280970047460')
  theirs = await desk.neighbourOf(ours, '1067280970047461')
  await fill()
})
afterAll(() => desk.close())

type Value = Readonly<Record<string, unknown>>

async function hear(value: Value, { field = 'feed', at = NOW, of = ours }: { field?: string; at?: number; of?: Company } = {}) {
  const told = { created_time: at, ...value }
  await desk.hear({ object: 'page', entry: [{ id: of.page, time: at, changes: [{ field, value: told }] }] })
}

const post = (id: string, at: number, more: Value = {}) =>
  hear(
    { item: 'status', verb: 'add', from: { id: ours.page }, post_id: `${ours.page}_${id}`, message: `Post ${id}`, published: 1, ...more },
    { at },
  )

const comment = (postId: string, id: string, at: number, more: Value = {}) =>
  hear(
    {
      item: 'comment',
      verb: 'add',
      from: { id: `81${id}`, name: `Person ${id}` },
      comment_id: `${postId}_${id}`,
      post_id: `${ours.page}_${postId}`,
      parent_id: `${ours.page}_${postId}`,
      message: `Comment ${id}`,
      ...more,
    },
    { at },
  )

const moved = (verb: string, postId: string, id: string) => comment(postId, id, NOW, { verb, message: undefined })
const byThePage = () => ({ from: { id: ours.page, name: 'A Page' } })

/**
 * Of the Page: 900 with three threads, 901 with a picture and nothing said, 902 of which only a comment is known, 903 that is not out yet. Of a
 * visitor: 910. A mention, and two reviews.
 */
async function fill() {
  await post('900', NOW - 500)
  await comment('900', '11', NOW - 400)
  await comment('900', '12', NOW - 390, { parent_id: '900_11' })
  await comment('900', '13', NOW - 380, { parent_id: '900_11', ...byThePage() })
  await comment('900', '14', NOW - 300)
  await moved('hide', '900', '14')
  await comment('900', '15', NOW - 290, { parent_id: '900_14' })
  await moved('remove', '900', '15')
  await comment('900', '16', NOW - 280, byThePage())
  await post('901', NOW - 100, { photos: ['https://cdn.example/1.jpg'] })
  await comment('902', '21', NOW - 200)
  await post('903', NOW - 50, { published: 0 })
  const visitor = { from: { id: '8191', name: 'Vera' } }
  await hear({ item: 'post', verb: 'add', post_id: `${ours.page}_910`, message: 'The gate was closed', ...visitor }, { at: NOW - 150 })
  await comment('910', '31', NOW - 140)
  await hear({ item: 'post', verb: 'add', post_id: '40_50', message: 'Like the one of this Page' }, { field: 'mention', at: NOW - 130 })
  const review = { item: 'rating', verb: 'add', reviewer_id: '8192', reviewer_name: 'Rita', review_text: 'Good' }
  await hear({ ...review, open_graph_story_id: '70', recommendation_type: 'POSITIVE' }, { field: 'ratings', at: NOW - 120 })
  await hear({ ...review, open_graph_story_id: '71', reviewer_id: '8193', rating: 2 }, { field: 'ratings', at: NOW - 110 })
}

const get = (path: string, cookie = ours.employee) => desk.call(cookie, `GET ${path}`)
const ids = (posts: readonly { readonly postId: string }[]) => posts.map(({ postId }) => postId)
const texts = (lines: readonly { readonly text: string }[]) => lines.map(({ text }) => text)

test('posts stand with how much is said under them, those with most unanswered first, and of these the newest', async () => {
  const { body } = await get('/posts')
  expect(body.nextCursor).toBeNull()
  expect(body.posts).toMatchObject([
    { postId: '902', state: 'asked', author: null, counts: { comments: 1, unanswered: 1, hidden: 0, removed: 0 } },
    {
      channelId: ours.channelId,
      postId: '900',
      state: 'known',
      text: 'Post 900',
      author: { kind: 'page' },
      isPublished: true,
      counts: { comments: 3, unanswered: 1, hidden: 1, removed: 1 },
      lastCommentAt: new Date((NOW - 290) * 1000).toISOString(),
    },
    { postId: '901', counts: { comments: 0, unanswered: 0, hidden: 0, removed: 0 }, lastCommentAt: null, parts: [{ part: 'file' }] },
  ])
})

test('a post by itself tells the same as in the list', async () => {
  const { posts } = (await get('/posts')).body
  for (const post of posts) {
    expect((await get(`/channels/${post.channelId}/posts/${post.postId}`)).body).toEqual(post)
  }
})

test.each([
  ['newest first', 'sort=newest', ['901', '902', '900']],
  ['those in which somebody waits', 'having=unanswered', ['902', '900']],
  ['those with something hidden', 'having=hidden&sort=newest', ['900']],
  ['those with pictures', 'kind=photo', ['901']],
  ['those that Facebook has not told', 'kind=not-available', ['902']],
  ['those with a film', 'kind=video', []],
])('posts are listed %s', async (_which, query, expected) => {
  expect(ids((await get(`/posts?${query}`)).body.posts)).toEqual(expected)
})

test.each(['newest', 'unanswered'])('a page of posts by %s leads to the next, and each stands on one of them', async (sort) => {
  const all = ids((await get(`/posts?sort=${sort}`)).body.posts)
  const walked: string[] = []
  let cursor = ''
  do {
    const { body } = await get(`/posts?sort=${sort}&limit=1${cursor}`)
    walked.push(...ids(body.posts))
    cursor = body.nextCursor === null ? '' : `&cursor=${body.nextCursor}`
  } while (cursor !== '')
  expect(walked).toEqual(all)
  expect((await get('/posts?cursor=nonsense')).status).toBe(400)
})

test('what is not out yet is listed once it is', async () => {
  await post('904', NOW - 60, { published: 0 })
  expect(ids((await get('/posts?sort=newest')).body.posts)).not.toContain('904')
  await hear({ item: 'status', verb: 'edited', ...byThePage(), post_id: `${ours.page}_904`, message: 'Out', published: 1 })
  expect(ids((await get('/posts?sort=newest&limit=1')).body.posts)).toEqual(['904'])
  await hear({ item: 'post', verb: 'remove', post_id: `${ours.page}_904` })
  const [gone] = (await get('/posts?sort=newest&limit=1')).body.posts
  expect(gone).toMatchObject({ postId: '904', text: '', withheld: true, removedAt: expect.any(String) })
})

const threadsOf = (postId: string, query = '', cookie = ours.employee) =>
  get(`/channels/${ours.channelId}/posts/${postId}/threads${query}`, cookie)

test('the threads of a post stand newest first, each with its answers in order', async () => {
  const { body } = await threadsOf('900')
  expect(body.threads.map(({ lines }: { lines: { text: string }[] }) => texts(lines))).toEqual([
    ['Comment 16'],
    ['Comment 14', ''],
    ['Comment 11', 'Comment 12', 'Comment 13'],
  ])
  expect(body.threads).toMatchObject([
    { ticket: null, unansweredCount: 0, lineCount: 1, lines: [{ ticketId: null, author: { kind: 'elsewhere' } }] },
    { ticket: { status: 'new' }, unansweredCount: 1, lineCount: 2, lines: [{ isHidden: true }, { withheld: true }] },
    { ticket: { status: 'pending' }, unansweredCount: 0, lineCount: 3, lines: [{ author: { name: 'Person 11' } }, {}, {}] },
  ])
  const [, second] = (await threadsOf('900', '', ours.administrator)).body.threads
  expect(texts(second.lines)).toEqual(['Comment 14', 'Comment 15'])
})

test('threads are narrowed to those in which somebody waits, or something is hidden, page by page', async () => {
  const heads = async (query: string) => {
    const { threads, nextCursor } = (await threadsOf('900', query)).body
    return { heads: threads.map(({ lines }: { lines: { text: string }[] }) => lines[0]?.text), nextCursor }
  }
  expect((await heads('?having=unanswered')).heads).toEqual(['Comment 14'])
  expect((await heads('?having=hidden')).heads).toEqual(['Comment 14'])
  const first = await heads('?limit=2')
  expect(first.heads).toEqual(['Comment 16', 'Comment 14'])
  expect(await heads(`?limit=2&cursor=${first.nextCursor}`)).toEqual({ heads: ['Comment 11'], nextCursor: null })
})

test('a thread tells who has its ticket', async () => {
  const assignee = async () => (await threadsOf('900', '?having=hidden')).body.threads[0].ticket.assignee
  expect(await assignee()).toBe(null)
  const { memberId } = (await desk.call(ours.agent, 'GET /session')).body
  const [{ ticket }] = (await threadsOf('900', '?having=hidden')).body.threads
  await desk.call(ours.agent, `PUT /tickets/${ticket.id}/assignee`, { body: { memberId } })
  expect(await assignee()).toMatchObject({ memberId, name: 'Bea' })
  await desk.call(ours.agent, `PUT /tickets/${ticket.id}/assignee`, { body: { memberId: null } })
})

test('of a long thread the comment and its ten newest answers are told, and how many there are', async () => {
  await comment('905', '50', NOW - 1000)
  for (let place = 1; place <= 12; place += 1) {
    await comment('905', `5${place + 50}`, NOW - 1000 + place, { parent_id: '905_50', message: `Answer ${place}` })
  }
  const [thread] = (await threadsOf('905')).body.threads
  expect(thread.lineCount).toBe(13)
  expect(texts(thread.lines)).toEqual(['Comment 50', ...Array.from({ length: 10 }, (_, place) => `Answer ${place + 3}`)])
})

test('what visitors post, mentions and reviews have lists of their own', async () => {
  const [visitor] = (await get('/public/visitor-posts')).body.threads
  expect(visitor).toMatchObject({ channel: { id: ours.channelId, name: 'A Page' }, ticket: { status: 'new' }, unansweredCount: 2 })
  expect(texts(visitor.lines)).toEqual(['The gate was closed', 'Comment 31'])
  const [mention] = (await get('/public/mentions?having=unanswered')).body.threads
  expect(texts(mention.lines)).toEqual(['Like the one of this Page'])
  const reviews = await get('/public/reviews?sort=unanswered&limit=1')
  const next = await get(`/public/reviews?sort=unanswered&limit=1&cursor=${reviews.body.nextCursor}`)
  const both = [...reviews.body.threads, ...next.body.threads]
  expect(both.map(({ lines: [line] }: { lines: { author: { name: string } }[] }) => line?.author.name)).toHaveLength(2)
  expect(next.body.nextCursor).toBeNull()
  expect((await get('/public/reviews?having=hidden')).body.threads).toEqual([])
  expect((await get('/public/gossip')).status).toBe(404)
})

test('reviews are counted month by month by what they give', async () => {
  const { months } = (await get(`/public/reviews/months?channelId=${ours.channelId}`)).body
  expect(months).toHaveLength(24)
  expect(months.at(-1)).toEqual({
    month: new Date((NOW - 110) * 1000).toISOString().slice(0, 7),
    recommends: 1,
    doesNotRecommend: 0,
    stars: [0, 1, 0, 0, 0],
  })
})

test('a status that settles what was unanswered settles it in the counts, too', async () => {
  await comment('906', '61', NOW - 2000)
  const unanswered = async () =>
    (await get('/posts?kind=not-available')).body.posts.find((one: { postId: string }) => one.postId === '906').counts.unanswered
  const [{ ticket }] = (await threadsOf('906')).body.threads
  expect(await unanswered()).toBe(1)
  await desk.call(ours.agent, `PUT /tickets/${ticket.id}/status`, { body: { status: 'spam' } })
  expect(await unanswered()).toBe(0)
  await desk.call(ours.agent, `PUT /tickets/${ticket.id}/status`, { body: { status: 'open' } })
  expect(await unanswered()).toBe(1)
  await desk.call(ours.agent, `PUT /tickets/${ticket.id}/status`, { body: { status: 'solved' } })
  expect(await unanswered()).toBe(0)
})

test('how much there is in all, and in each tab', async () => {
  const { body } = await get('/posts/counts')
  const { posts } = (await get('/posts?limit=100')).body
  const sum = (count: 'comments' | 'unanswered' | 'hidden' | 'removed') =>
    posts.reduce((total: number, post: { counts: Record<typeof count, number> }) => total + post.counts[count], 0)
  expect(body).toEqual({
    comments: sum('comments'),
    unanswered: sum('unanswered'),
    hidden: sum('hidden'),
    removed: sum('removed'),
    tabs: {
      posts: {
        all: posts.length,
        unanswered: posts.filter((post: { counts: { unanswered: number } }) => post.counts.unanswered > 0).length,
      },
      visitorPosts: { all: 1, unanswered: 1 },
      mentions: { all: 1, unanswered: 1 },
      reviews: { all: 2, unanswered: 2 },
    },
  })
  expect((await get('/posts/counts', theirs.agent)).body).toMatchObject({ comments: 0, tabs: { posts: { all: 0 }, reviews: { all: 0 } } })
})

test('nothing of another company is listed, counted or told', async () => {
  expect((await get('/posts', theirs.agent)).body.posts).toEqual([])
  expect((await get('/public/reviews', theirs.agent)).body.threads).toEqual([])
  for (const path of ['/posts', '/posts/counts', '/public/mentions', '/public/reviews/months']) {
    expect((await get(`${path}?channelId=${ours.channelId}`, theirs.agent)).status).toBe(404)
  }
  expect((await threadsOf('900', '', theirs.agent)).status).toBe(404)
  expect((await threadsOf('9999')).status).toBe(404)
  expect((await get('/posts', '')).status).toBe(401)
})

test('several comments are hidden at once, each by itself, and asked twice it is done once', async () => {
  await comment('907', '71', NOW - 3000)
  await comment('907', '72', NOW - 2990)
  await comment('907', '73', NOW - 2980)
  await moved('remove', '907', '73')
  const { threads } = (await threadsOf('907')).body
  const on = threads.map((thread: { ticket: { id: string }; lines: { id: string }[] }) => ({
    ticketId: thread.ticket.id,
    messageId: thread.lines[0]?.id,
  }))
  const key = v7()
  const wish = { act: 'hide', on: [...on, { ticketId: v7(), messageId: on[0].messageId }] }
  const ask = (cookie: string, body: unknown = wish) => desk.call(cookie, 'POST /public/acts', { body, key })
  expect((await ask(ours.employee)).status).toBe(403)
  const { status, body } = await ask(ours.agent)
  expect(status).toBe(200)
  expect(body.results).toEqual([
    { messageId: on[0].messageId, refusal: { code: 'conflict', title: 'It was deleted. Nothing can be done to it any more.' } },
    { messageId: on[1].messageId, refusal: null },
    { messageId: on[2].messageId, refusal: null },
    { messageId: on[0].messageId, refusal: { code: 'not-found', title: 'There is no such message.' } },
  ])
  expect((await ask(ours.agent)).body).toEqual(body)
  expect((await ask(ours.agent, { act: 'remove', on })).status).toBe(422)
  const lines = (await threadsOf('907')).body.threads.map(({ lines: [line] }: { lines: { acts: unknown[] }[] }) => line?.acts)
  expect(lines).toMatchObject([[], [{ act: 'hide', state: 'queued', by: { name: 'Bea' } }], [{ act: 'hide' }]])
})

test('of another company nothing is hidden', async () => {
  const [thread] = (await threadsOf('900', '?having=hidden')).body.threads
  const on = [{ ticketId: thread.ticket.id, messageId: thread.lines[0].id }]
  const { body } = await desk.call(theirs.agent, 'POST /public/acts', { body: { act: 'remove', on }, key: v7() })
  expect(body.results).toEqual([{ messageId: on[0]?.messageId, refusal: { code: 'not-found', title: 'There is no such message.' } }])
})
