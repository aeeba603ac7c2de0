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
  const { history, repair, start, wake } = await openSleeper(world)
  return {
    wake,
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
