import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { CUSTOMERS } from '#test/cast.ts'
import { FULL_PAGE, openFacebookDesk } from '#test/facebook-desk.ts'
import { openSleeper } from '#test/sleeping-desk.ts'

let world: Awaited<ReturnType<typeof openFacebookDesk>>

beforeAll(async () => {
  world = await openFacebookDesk()
})
beforeEach(async () => {
  await world.desk.db.deleteFrom('facebook_deliveries').execute()
  await world.reset()
})
afterAll(() => world.close())

const DAY = 24 * 3_600_000
type Made = { readonly id: string }
const post = (more: object) => world.sandbox.control<Made>('POST', 'posts', { page_id: FULL_PAGE, ...more })
const comment = (on: string, more: object) => world.sandbox.control<Made>('POST', 'comments', { object_id: on, ...more })

async function openSleepingWall() {
  const { history, pass, repair, start, wake } = await openSleeper(world)
  return {
    wake,
    pass,
    repair: async () => {
      await start()
      await repair()
    },
    lastHistory: async () => (await history())[0],
  }
}

/** What everybody reads, as the desk has it: of posts only those that somebody wrote since. */
async function stands() {
  const { db } = world.desk
  const said = await db
    .selectFrom('entries as e')
    .innerJoin('conversations as c', (join) => join.onRef('c.workspace_id', '=', 'e.workspace_id').onRef('c.id', '=', 'e.conversation_id'))
    .select(['e.thing', 'e.external_id', 'e.author_kind', 'e.author_external_id', 'e.text', 'e.replies_to', 'c.subject_key', 'e.ticket_id'])
    .where('e.author_kind', 'is not', null)
    .where('e.thing', '=', 'comment')
    .orderBy('e.external_id')
    .execute()
  const tickets = await db
    .selectFrom('tickets')
    .select(['status', 'unanswered_count'])
    .orderBy('unanswered_count')
    .orderBy('status')
    .execute()
  return { said: said.map(({ ticket_id: ticket, ...rest }) => ({ ...rest, hasTicket: ticket !== null })), tickets }
}

test('N1: what was said under posts while the desk slept is fetched, on both levels and under old posts, and stands as if it had been heard', async () => {
  const [zofia = '', layla = ''] = CUSTOMERS
  await world.sandbox.control('POST', 'clock', { set: new Date(Date.now() - 20 * DAY).toISOString() })
  const old = await post({ message: 'Opening hours' })
  await world.sandbox.control('POST', 'clock', { reset: true })
  const { repair, wake, lastHistory } = await openSleepingWall()
  for (let one = 0; one < 30; one += 1) {
    await post({ message: `Post ${one}` })
  }
  const question = await comment(old.id, { person_id: zofia, message: 'Open on Sunday?' })
  await comment(question.id, { person_id: layla, message: 'I wonder, too' })
  await comment(question.id, { as_page: FULL_PAGE, message: 'From ten to two.' })
  const fresh = await post({ message: 'Tulips are here' })
  await comment(fresh.id, { person_id: layla, message: 'Lovely' })
  await repair()
  const repaired = await stands()
  expect(repaired.said.map(({ text }) => text).toSorted()).toEqual(['From ten to two.', 'I wonder, too', 'Lovely', 'Open on Sunday?'])
  expect(await lastHistory()).toMatchObject({ what: 'recovered', detail: { comments: 4, messages: 0, untold: 0 } })
  await wake()
  expect(await stands()).toEqual(repaired)
  await repair()
  expect(await stands()).toEqual(repaired)
  expect(await lastHistory()).toMatchObject({ what: 'recovered', detail: { comments: 0 } })
})

test('N1: a post that cannot be read leaves those beside it alone', async () => {
  const [zofia = ''] = CUSTOMERS
  const { repair } = await openSleepingWall()
  const [one, other] = [await post({ message: 'One' }), await post({ message: 'Other' })]
  await comment(one.id, { person_id: zofia, message: 'Under one' })
  await comment(other.id, { person_id: zofia, message: 'Under other' })
  await world.sandbox.control('POST', 'faults', { on: 'call', path: `/${other.id}/comments`, act: 'error', code: 100, subcode: 33 })
  await repair()
  expect((await stands()).said.map(({ text }) => text)).toEqual(['Under one'])
})

test('N1: a visitor’s post becomes what it would have been, and a missing permission leaves private messages alone', async () => {
  const [zofia = ''] = CUSTOMERS
  const { repair, lastHistory } = await openSleepingWall()
  await post({ person_id: zofia, message: 'Is this the right place?' })
  await world.sandbox.control('POST', 'messages', { page_id: FULL_PAGE, person_id: zofia, text: 'Hello?' })
  await world.sandbox.control('POST', 'faults', { on: 'call', path: `/${FULL_PAGE}/feed`, act: 'error', code: 10, times: 1 })
  await repair()
  expect(await lastHistory()).toMatchObject({ what: 'recovered', detail: { messages: 1, comments: 0 } })
  await repair()
  const posts = await world.desk.db.selectFrom('entries').select(['text', 'author_kind']).where('thing', '=', 'post').execute()
  expect(posts).toContainEqual({ text: 'Is this the right place?', author_kind: 'client' })
})

/** What stands under posts, and how: words, marks, and what is gone. */
async function states() {
  const rows = await world.desk.db
    .selectFrom('entries')
    .select(['text', 'edits', 'hidden_at', 'unhidden_at', 'removed_at'])
    .where('author_kind', 'is not', null)
    .orderBy('text')
    .execute()
  return rows.map(({ text, edits, hidden_at: hidden, unhidden_at: unhidden, removed_at: removed }) => ({
    text,
    edited: Object.values(edits as Record<string, string>),
    isHidden: hidden !== null && (unhidden === null || hidden >= unhidden),
    isRemoved: removed !== null,
  }))
}
const change = (id: string, more: object) => world.sandbox.control('PATCH', `comments/${id}`, more)

test('N1: what was edited, hidden, shown again or deleted while the desk slept is found, and is nothing new where it was heard', async () => {
  const [zofia = '', layla = ''] = CUSTOMERS
  const { repair, wake, pass } = await openSleepingWall()
  const tulips = await post({ message: 'Tulips are here' })
  const said = async (message: string) => (await comment(tulips.id, { person_id: zofia, message })).id
  const [edited, hidden, shown, deleted] = [await said('Open?'), await said('Rude'), await said('Fine'), await said('Oops')]
  await said('Stays')
  await comment(deleted, { person_id: layla, message: 'Goes along' })
  await change(shown, { is_hidden: true })
  await wake()
  await pass(10 * 60_000)
  await change(edited, { message: 'Open on Sunday?' })
  await change(hidden, { is_hidden: true })
  await change(shown, { is_hidden: false })
  await world.sandbox.control('DELETE', `comments/${deleted}`)
  await world.sandbox.control('PATCH', `posts/${tulips.id}`, { message: 'Tulips are here again' })
  await change(await said('New and rude'), { is_hidden: true })
  await pass(2 * 60_000)
  await repair()
  const repaired = await states()
  expect(repaired).toEqual([
    { text: 'Fine', edited: [], isHidden: false, isRemoved: false },
    { text: 'Goes along', edited: [], isHidden: false, isRemoved: true },
    { text: 'New and rude', edited: [], isHidden: true, isRemoved: false },
    { text: 'Oops', edited: [], isHidden: false, isRemoved: true },
    { text: 'Open?', edited: ['Open on Sunday?'], isHidden: false, isRemoved: false },
    { text: 'Rude', edited: [], isHidden: true, isRemoved: false },
    { text: 'Stays', edited: [], isHidden: false, isRemoved: false },
    { text: 'Tulips are here', edited: ['Tulips are here again'], isHidden: false, isRemoved: false },
  ])
  await repair()
  expect(await states()).toEqual(repaired)
})

test('N1: a comment that Facebook’s list leaves out, and that is there, is not said to be deleted', async () => {
  const [zofia = ''] = CUSTOMERS
  const { repair, wake, pass } = await openSleepingWall()
  const tulips = await post({ message: 'Tulips are here' })
  const said = await comment(tulips.id, { person_id: zofia, message: 'Open?' })
  await wake()
  await pass(2 * 60_000)
  await world.desk.db.updateTable('entries').set({ external_id: '404404', called_as: said.id }).where('thing', '=', 'comment').execute()
  await repair()
  expect((await states()).filter(({ isRemoved }) => isRemoved)).toEqual([])
})
