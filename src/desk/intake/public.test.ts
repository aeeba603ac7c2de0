import { readFile } from 'node:fs/promises'
import fc from 'fast-check'
import { sql } from 'kysely'
import { expect, test, vi } from 'vitest'
import type { MemberId, UserId, WorkspaceId } from '#domain/ids.ts'
import { SWITCHED_KINDS, type CommentTickets, type SwitchedKind } from '#domain/tickets/routing.ts'
import { setCommentTickets } from '../channels/set-comment-tickets.ts'
import { switchTickets } from '../channels/switch-tickets.ts'
import { openWaiting } from '../tickets/open-waiting.ts'
import { makeWorkspace, openIntakeDesk, type IntakeDesk } from '#test/intake-desk.ts'

/** What everybody reads, told in any order and any number of times, stands in the same conversations. */
let pages = 0
const START = 1_790_000_000

const UPGRADE = new URL('../../storage/migrations/0034_count_what_is_said_under_posts.sql', import.meta.url)
const BEFORE_IT = `
  drop table threads;
  drop index entries_in_public, entries_of_reviews;
  alter table posts drop column kind, drop column listed_at, drop column comments, drop column hidden, drop column removed, drop column unanswered,
    drop column last_comment_at;
  create index entries_of_posts on entries (workspace_id, channel_id, occurred_at desc, id desc) where thing = 'post' and author_kind is not null;
  delete from posts where asked_at is null`

vi.setConfig({ testTimeout: 240_000 })

type Value = Readonly<Record<string, unknown>>
const person = (id: number) => ({ id: `810${id}`, name: `Person ${id}` })
const comment = (id: string, more: Value): Value => ({
  item: 'comment',
  verb: 'add',
  from: person(1),
  comment_id: `${(typeof more['post_id'] === 'string' ? more['post_id'] : 'PAGE_900').split('_').at(-1)}_${id}`,
  post_id: 'PAGE_900',
  parent_id: more['post_id'] ?? 'PAGE_900',
  message: `Comment ${id}`,
  ...more,
})

/**
 * Under a post of the Page: two threads, one three answers deep, edits, a picture, somebody without a name. Under a visitor's post: answers of both.
 */
const WALL: readonly { readonly value: Value; readonly field?: string; readonly at: number }[] = [
  { at: 0, value: { item: 'status', verb: 'add', from: { id: 'PAGE' }, post_id: 'PAGE_900', message: 'Opening hours', published: 1 } },
  { at: 10, value: comment('11', {}) },
  { at: 20, value: comment('12', { parent_id: '900_11', from: person(2) }) },
  { at: 30, value: comment('13', { parent_id: '900_12', from: person(3) }) },
  { at: 40, value: comment('14', { from: { id: 'PAGE' }, parent_id: '900_11' }) },
  { at: 50, value: comment('15', { parent_id: '900_11', photo: 'https://cdn.example/1.jpg', message: undefined }) },
  // Two edits bring other pictures, and one words alone.
  { at: 52, value: { ...comment('15', { parent_id: '900_11', photo: 'https://cdn.example/3.jpg' }), verb: 'edited' } },
  { at: 51, value: { ...comment('15', { parent_id: '900_11', photo: 'https://cdn.example/2.jpg' }), verb: 'edited' } },
  { at: 53, value: { ...comment('15', { parent_id: '900_11' }), verb: 'edited' } },
  { at: 60, value: comment('16', { from: undefined }) },
  { at: 61, value: { ...comment('16', { from: undefined }), verb: 'hide' } },
  { at: 70, value: { ...comment('11', {}), verb: 'edited', message: 'Comment 11, better' } },
  {
    at: 80,
    value: {
      item: 'reaction',
      verb: 'add',
      from: person(2),
      post_id: 'PAGE_900',
      comment_id: '900_11',
      parent_id: 'PAGE_900',
      reaction_type: 'love',
    },
  },
  // A thread of which nothing is left.
  { at: 65, value: comment('17', { from: person(7) }) },
  { at: 91, value: { item: 'comment', verb: 'remove', from: person(7), comment_id: '900_17', post_id: 'PAGE_900', parent_id: 'PAGE_900' } },
  { at: 90, value: { item: 'comment', verb: 'remove', from: person(3), comment_id: '900_13', post_id: 'PAGE_900', parent_id: '900_12' } },
  { at: 95, value: { item: 'comment', verb: 'hide', comment_id: '900_12', post_id: 'PAGE_900' } },
  { at: 100, value: { item: 'post', verb: 'add', from: person(4), post_id: 'PAGE_901', message: 'The gate was closed' } },
  { at: 110, value: comment('21', { post_id: 'PAGE_901', from: { id: 'PAGE' } }) },
  { at: 120, value: comment('22', { post_id: 'PAGE_901', from: person(5) }) },
  { at: 130, value: comment('23', { post_id: 'PAGE_901', parent_id: '901_21', from: person(4) }) },
  { at: 140, value: { item: 'post', verb: 'edit', from: person(4), post_id: 'PAGE_901', message: 'The gate was closed, twice' } },
  { at: 150, field: 'mention', value: { item: 'post', verb: 'add', post_id: '40_50', message: 'Like the one of this Page' } },
  {
    at: 160,
    field: 'ratings',
    value: {
      item: 'rating',
      verb: 'add',
      open_graph_story_id: '70',
      reviewer_id: '8106',
      reviewer_name: 'Person 6',
      review_text: 'Good',
      recommendation_type: 'POSITIVE',
    },
  },
  {
    at: 170,
    field: 'ratings',
    value: {
      item: 'rating',
      verb: 'edit',
      open_graph_story_id: '70',
      reviewer_id: '8106',
      reviewer_name: 'Person 6',
      review_text: 'Bad',
      recommendation_type: 'NEGATIVE',
    },
  },
]

async function openPage(desk: IntakeDesk) {
  pages += 1
  const page = String(5_000_000 + pages)
  return { page, ...(await makeWorkspace(desk.desk, page)) }
}

function bodiesFor(page: string, wall: typeof WALL = WALL): object[] {
  return wall.map(({ at, field = 'feed', value }) => {
    const told = { created_time: START + at, ...value }
    const entry = { id: page, time: START + at, changes: [{ field, value: JSON.parse(JSON.stringify(told).replaceAll('PAGE', page)) }] }
    return { object: 'page', entry: [entry] }
  })
}

/** All that is kept of a workspace, but ids, and the order in which it came. */
async function stateOf({ desk: { db } }: IntakeDesk, { workspaceId, page }: { readonly workspaceId: WorkspaceId; readonly page: string }) {
  const { rows: entries } = await sql`
    select e.thing, e.external_id, e.called_as, co.subject, e.author_kind, e.author_external_id, e.text, e.edited_text, e.content, e.parts_now, e.replies_to,
           e.occurred_at, e.hidden_at, e.unhidden_at, e.removed_at, e.reactions, e.ticket_id is not null as "isInTicket"
      from entries e join conversations co on co.workspace_id = e.workspace_id and co.id = e.conversation_id
     where e.workspace_id = ${workspaceId} order by e.thing, e.external_id`.execute(db)
  const { rows: files } = await sql`
    select e.external_id, a.is_of_edit, a.position, a.what, a.url, a.state
      from attachments a join entries e on e.workspace_id = a.workspace_id and e.id = a.entry_id
     where a.workspace_id = ${workspaceId} order by e.external_id, a.is_of_edit, a.position`.execute(db)
  const { rows: conversations } = await sql`
    select co.subject_key, c.name, co.answered_until from conversations co left join clients c on c.workspace_id = co.workspace_id and c.id = co.client_id
     where co.workspace_id = ${workspaceId} and co.subject_kind <> 'whole-post' order by co.subject_key`.execute(db)
  const { rows: tickets } = await sql`
    select co.subject_key, c.name, t.tags, t.status, t.unanswered_count, t.created_at, t.last_activity_at
      from tickets t join conversations co on co.workspace_id = t.workspace_id and co.id = t.conversation_id
      join clients c on c.workspace_id = t.workspace_id and c.id = t.client_id
     where t.workspace_id = ${workspaceId} order by co.subject_key, t.created_at`.execute(db)
  const { rows: kept } = await sql`select label from not_understood where workspace_id = ${workspaceId}`.execute(db)
  const { rows: threads } = await sql`
    select co.subject_key, h.kind, h.post_id, e.external_id as head, h.said_at, h.lines, h.comments, h.hidden, h.removed, h.unanswered, h.last_comment_at
      from threads h join conversations co on co.workspace_id = h.workspace_id and co.id = h.conversation_id
      left join entries e on e.workspace_id = h.workspace_id and e.id = h.head_id
     where h.workspace_id = ${workspaceId} order by co.subject_key`.execute(db)
  const { rows: posts } = await sql`
    select post_id, called_as, kind, listed_at, comments, hidden, removed, unanswered, last_comment_at from posts
     where workspace_id = ${workspaceId} order by post_id`.execute(db)
  return JSON.parse(JSON.stringify({ entries, files, conversations, tickets, threads, posts, kept }).replaceAll(page, 'PAGE'))
}

async function told(
  desk: IntakeDesk,
  order: (bodies: object[]) => object[],
  { off = [], onePer = 'thread', wall = WALL }: { off?: readonly SwitchedKind[]; onePer?: CommentTickets; wall?: typeof WALL } = {},
) {
  const page = await openPage(desk)
  await group(desk, page, onePer)
  await switchAll(desk, page, { kinds: off, isOn: false })
  await desk.hear(...order(bodiesFor(page.page, wall)))
  return await stateOf(desk, page)
}

type PageOf = Awaited<ReturnType<typeof openPage>>

async function switchAll(
  { desk }: IntakeDesk,
  { workspaceId, channelId }: PageOf,
  { kinds, isOn }: { readonly kinds: readonly SwitchedKind[]; readonly isOn: boolean },
) {
  const actor = { workspaceId, userId: desk.newId<UserId>(), memberId: desk.newId<MemberId>(), role: 'administrator' } as const
  for (const kind of kinds) {
    await switchTickets(desk, actor, { channelId, kind, isOn })
  }
}

async function group({ desk }: IntakeDesk, { workspaceId, channelId }: PageOf, onePer: CommentTickets) {
  const actor = { workspaceId, userId: desk.newId<UserId>(), memberId: desk.newId<MemberId>(), role: 'administrator' } as const
  await setCommentTickets(desk, actor, { channelId, onePer })
}

/** In an order that the dice decide, some of them twice. */
function shuffled(bodies: readonly object[], { next, twice }: { readonly next: () => number; readonly twice: number }): object[] {
  const again = bodies.toSorted(() => next() - next()).slice(0, twice)
  return [...bodies, ...again]
    .map((body) => ({ body, by: next() }))
    .toSorted((a, b) => a.by - b.by)
    .map(({ body }) => body)
}

const dice = fc.infiniteStream(fc.double({ noNaN: true }))

test('comments stand in the ticket of their thread, those under a visitor’s post in that of the post', async () => {
  const desk = await openIntakeDesk()
  const { tickets, kept } = await told(desk, (bodies) => bodies)
  expect(kept).toEqual([])
  expect(tickets).toMatchObject([
    { subject_key: 'comments:900/11', name: 'Person 1', tags: ['Facebook:Comment'], unanswered_count: 1, status: 'open' },
    { subject_key: 'comments:900/16', name: null, tags: ['Facebook:Comment'], unanswered_count: 1, status: 'new' },
    { subject_key: 'comments:900/17', name: 'Person 7', tags: ['Facebook:Comment'], unanswered_count: 0, status: 'new' },
    { subject_key: 'mention:50', name: null, tags: ['Facebook:Mention'] },
    { subject_key: 'post:901', name: 'Person 4', tags: ['Facebook:Post'], unanswered_count: 2 },
    { subject_key: 'review:70', name: 'Person 6', tags: ['Facebook:Review'] },
  ])
  expect(desk.failures).toEqual([])
})

test('a post of the Page tells how much is said under it; that of a visitor stands among requests, with all below it', async () => {
  const desk = await openIntakeDesk()
  const { threads, posts } = await told(desk, (bodies) => bodies)
  const at = (seconds: number) => new Date((START + seconds) * 1000).toISOString()
  expect(posts).toEqual([
    {
      post_id: '900',
      called_as: 'PAGE_900',
      kind: 'text',
      listed_at: at(0),
      comments: 4,
      hidden: 2,
      removed: 2,
      unanswered: 2,
      last_comment_at: at(65),
    },
    expect.objectContaining({ post_id: '901', listed_at: null, comments: 0, unanswered: 0 }),
  ])
  expect(threads).toMatchObject([
    {
      subject_key: 'comments:900/11',
      kind: 'comments',
      head: '11',
      said_at: at(10),
      lines: 5,
      comments: 3,
      hidden: 1,
      removed: 1,
      unanswered: 1,
    },
    { subject_key: 'comments:900/16', head: '16', lines: 1, comments: 1, hidden: 1, removed: 0, unanswered: 1 },
    { subject_key: 'comments:900/17', head: '17', lines: 1, comments: 0, hidden: 0, removed: 1, unanswered: 0 },
    { subject_key: 'mention:50', kind: 'mention', head: '50', lines: 1, unanswered: 1 },
    { subject_key: 'post:901', kind: 'visitor-post', post_id: '901', head: '901', said_at: at(100), lines: 4, comments: 3, unanswered: 2 },
    { subject_key: 'review:70', kind: 'review', head: '70', lines: 1, comments: 1, unanswered: 1 },
  ])
  expect(desk.failures).toEqual([])
})

test('an edit that brings another picture shows that one, whatever came first, and the first one stays in the record', async () => {
  const desk = await openIntakeDesk()
  for (const order of [(bodies: object[]) => bodies, (bodies: object[]) => bodies.toReversed()]) {
    const { files } = await told(desk, order)
    expect(files).toEqual([
      { external_id: '15', is_of_edit: false, position: 0, what: 'picture', url: 'https://cdn.example/1.jpg', state: 'waiting' },
      { external_id: '15', is_of_edit: true, position: 0, what: 'picture', url: 'https://cdn.example/3.jpg', state: 'waiting' },
    ])
  }
})

test('the upgrade counts what was kept before as the desk counts it', async () => {
  const desk = await openIntakeDesk()
  const page = await openPage(desk)
  await desk.hear(...bodiesFor(page.page))
  const counted = await stateOf(desk, page)
  await sql.raw(BEFORE_IT).execute(desk.desk.db)
  await sql.raw(await readFile(UPGRADE, 'utf8')).execute(desk.desk.db)
  expect(await stateOf(desk, page)).toEqual(counted)
})

test('any order and any repetition of what everybody reads ends in the same conversations, tickets and clients', async () => {
  const desk = await openIntakeDesk()
  const clean = await told(desk, (bodies) => bodies)
  await fc.assert(
    fc.asyncProperty(dice, fc.nat(6), async (throws, twice) => {
      const next = () => throws.next().value
      expect(await told(desk, (bodies) => shuffled(bodies, { next, twice }))).toEqual(clean)
    }),
    { numRuns: 60 },
  )
  expect(desk.failures).toEqual([])
})

const inTicket = (entry: object) => ({ ...entry, isInTicket: true })

test('what is switched off makes no ticket and is kept, whatever the order', async () => {
  const desk = await openIntakeDesk()
  const all = await told(desk, (bodies) => bodies)
  await fc.assert(
    fc.asyncProperty(dice, fc.subarray([...SWITCHED_KINDS]), async (throws, off) => {
      const next = () => throws.next().value
      const clean = await told(desk, (bodies) => bodies, { off })
      expect(clean.conversations).toEqual(all.conversations)
      expect(clean.entries.map(inTicket)).toEqual(all.entries.map(inTicket))
      const isOff = ({ subject_key: key }: { subject_key: string }) => off.some((kind) => key.startsWith(kind))
      expect(clean.tickets).toEqual(all.tickets.filter((ticket: { subject_key: string }) => !isOff(ticket)))
      expect(await told(desk, (bodies) => shuffled(bodies, { next, twice: 4 }), { off })).toEqual(clean)
    }),
    { numRuns: 10 },
  )
  expect(desk.failures).toEqual([])
})

test('switched on after any part was told, in any order, all that waits stands as if it had been on from the start', async () => {
  const desk = await openIntakeDesk()
  const clean = await told(desk, (bodies) => bodies)
  await fc.assert(
    fc.asyncProperty(dice, fc.subarray([...SWITCHED_KINDS]), async (throws, off) => {
      const next = () => throws.next().value
      const page = await openPage(desk)
      await switchAll(desk, page, { kinds: off, isOn: false })
      const bodies = shuffled(bodiesFor(page.page), { next, twice: 4 })
      const until = Math.floor(next() * bodies.length)
      await desk.hear(...bodies.slice(0, until))
      await switchAll(desk, page, { kinds: off, isOn: true })
      await openWaiting(desk.desk, page)
      await desk.hear(...bodies.slice(until))
      expect(await stateOf(desk, page)).toEqual(clean)
    }),
    { numRuns: 15 },
  )
  expect(desk.failures).toEqual([])
})

/** A thread that is deleted with the Page's answer in it, and an answer in the middle of another, below which one stays. */
const DELETED: typeof WALL = [
  { at: 35, value: comment('20', { from: person(8), parent_id: '900_12' }) },
  { at: 94, value: { item: 'comment', verb: 'remove', comment_id: '900_12', post_id: 'PAGE_900', parent_id: '900_11' } },
  { at: 62, value: comment('18', { from: person(7) }) },
  { at: 63, value: comment('19', { from: { id: 'PAGE' }, parent_id: '900_18' }) },
  { at: 92, value: { item: 'comment', verb: 'remove', comment_id: '900_18', post_id: 'PAGE_900', parent_id: 'PAGE_900' } },
]

test('with the head of a thread all below it is gone, in any order, and nothing waits for an answer there', async () => {
  const desk = await openIntakeDesk()
  const told = [...WALL, ...DELETED]
  for (const wall of [told, told.toReversed()]) {
    const page = await openPage(desk)
    await desk.hear(...bodiesFor(page.page, wall))
    const { rows } = await sql<{ external_id: string }>`
      select external_id from entries where workspace_id = ${page.workspaceId} and thing = 'comment' and removed_at is not null order by 1`.execute(
      desk.desk.db,
    )
    expect(rows.map(({ external_id: id }) => id)).toEqual(['12', '13', '17', '18', '19'])
    const { tickets } = await stateOf(desk, page)
    expect(tickets.find(({ subject_key: key }: { subject_key: string }) => key === 'comments:900/18')).toMatchObject({
      unanswered_count: 0,
    })
  }
})

/** Two more people under the post of the Page, of whom one is answered; and somebody under a post that nobody tells of. */
const MANY: typeof WALL = [
  ...WALL,
  { at: 65, value: comment('30', { from: person(7) }) },
  { at: 66, value: comment('31', { from: { id: 'PAGE' }, parent_id: '900_30' }) },
  { at: 67, value: comment('32', { from: person(8) }) },
  { at: 68, value: comment('33', { from: person(8), post_id: 'PAGE_902' }) },
  { at: 69, value: comment('34', { from: person(7), parent_id: '900_32' }) },
]

test('one ticket per post holds all threads under it, and counts who waits in each by itself', async () => {
  const desk = await openIntakeDesk()
  const apart = await told(desk, (bodies) => bodies, { wall: MANY })
  const { tickets, threads, posts, entries, conversations } = await told(desk, (bodies) => bodies, { wall: MANY, onePer: 'post' })
  expect(tickets).toMatchObject([
    { subject_key: 'comments:900/', name: 'Person 1', tags: ['Facebook:Comment'], unanswered_count: 4, status: 'open' },
    { subject_key: 'comments:902/', name: 'Person 8', tags: ['Facebook:Comment'], unanswered_count: 1, status: 'new' },
    { subject_key: 'mention:50' },
    { subject_key: 'post:901', unanswered_count: 2 },
    { subject_key: 'review:70' },
  ])
  expect({ threads, posts, entries, conversations }).toEqual({
    threads: apart.threads,
    posts: apart.posts,
    entries: apart.entries,
    conversations: apart.conversations,
  })
  expect(desk.failures).toEqual([])
})

test('with one ticket per post any order and any repetition ends in the same tickets, too', async () => {
  const desk = await openIntakeDesk()
  const clean = await told(desk, (bodies) => bodies, { wall: MANY, onePer: 'post' })
  await fc.assert(
    fc.asyncProperty(dice, fc.nat(6), async (throws, twice) => {
      const next = () => throws.next().value
      expect(await told(desk, (bodies) => shuffled(bodies, { next, twice }), { wall: MANY, onePer: 'post' })).toEqual(clean)
    }),
    { numRuns: 30 },
  )
  expect(desk.failures).toEqual([])
})

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0)
const waitingIn = (tickets: readonly { unanswered_count: number }[]) => sum(tickets.map(({ unanswered_count: count }) => count))

/** What stands in several tickets, or in one that is about something else, or waits in none. */
async function astray({ desk: { db } }: IntakeDesk, { workspaceId }: PageOf) {
  const { rows } = await sql`
    select e.external_id, co.subject_key, held.subject_key as held_by
      from entries e join conversations co on co.workspace_id = e.workspace_id and co.id = e.conversation_id
      left join tickets t on t.workspace_id = e.workspace_id and t.id = e.ticket_id
      left join conversations held on held.workspace_id = t.workspace_id and held.id = t.conversation_id
     where e.workspace_id = ${workspaceId} and e.author_kind = 'client'
       and (t.id is null or held.id <> co.id and held.subject_key <> 'comments:' || (co.subject ->> 'postId') || '/')
    union all
    select min(e.external_id), min(co.subject_key), 'two tickets' from entries e
      join conversations co on co.workspace_id = e.workspace_id and co.id = e.conversation_id
     where e.workspace_id = ${workspaceId} and e.ticket_id is not null group by e.conversation_id having count(distinct e.ticket_id) > 1
    union all
    select null, co.subject_key, 'empty' from tickets t join conversations co on co.workspace_id = t.workspace_id and co.id = t.conversation_id
     where t.workspace_id = ${workspaceId} and not exists (select from entries e where e.workspace_id = t.workspace_id and e.ticket_id = t.id)`.execute(
    db,
  )
  return rows
}

test('whenever it is turned, and kinds with it, nothing is lost, doubled or left alone, and each thread tells who waits in it', async () => {
  const desk = await openIntakeDesk()
  // Whoever was answered elsewhere while comments make no tickets gets none later.
  const walls = { often: MANY, never: WALL }
  const cleans = { often: await told(desk, (bodies) => bodies, { wall: MANY }), never: await told(desk, (bodies) => bodies) }
  await fc.assert(
    fc.asyncProperty(dice, fc.boolean(), async (throws, switchesOff) => {
      const next = () => throws.next().value
      const page = await openPage(desk)
      const answered = switchesOff ? 'never' : 'often'
      const clean = cleans[answered]
      for (const body of shuffled(bodiesFor(page.page, walls[answered]), { next, twice: 4 })) {
        if (next() < 0.3) {
          await group(desk, page, next() < 0.5 ? 'post' : 'thread')
        }
        if (switchesOff && next() < 0.2) {
          await switchAll(desk, page, { kinds: ['comment'], isOn: next() < 0.5 })
        }
        await desk.hear(body)
      }
      await switchAll(desk, page, { kinds: ['comment'], isOn: true })
      await openWaiting(desk.desk, page)
      const { tickets, threads, posts, entries, conversations } = await stateOf(desk, page)
      expect(await astray(desk, page)).toEqual([])
      expect({ threads, posts, conversations }).toEqual({ threads: clean.threads, posts: clean.posts, conversations: clean.conversations })
      expect(entries.map(inTicket)).toEqual(clean.entries.map(inTicket))
      expect(waitingIn(tickets)).toBe(waitingIn(clean.tickets))
    }),
    { numRuns: 20 },
  )
  expect(desk.failures).toEqual([])
})
