import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { ChannelId } from '#domain/ids.ts'
import { FULL_PAGE, openFacebookDesk } from '#test/facebook-desk.ts'
import { createFacebookPosts } from './posts.ts'

let world: Awaited<ReturnType<typeof openFacebookDesk>>

beforeAll(async () => {
  world = await openFacebookDesk()
})
beforeEach(() => world.reset())
afterAll(() => world.close())

/** Asks for a post with the key of a connected Page. */
async function asker() {
  const anna = await world.newAdministrator()
  await world.connect(anna, await world.authorise(anna), [FULL_PAGE])
  const { channel_id: channelId } = await world.desk.db
    .selectFrom('facebook_connections')
    .select('channel_id')
    .where('workspace_id', '=', anna.actor.workspaceId)
    .executeTakeFirstOrThrow()
  const posts = createFacebookPosts({ db: world.desk.db, graph: world.graph, sealer: world.sealer })
  return (calledAs: string) => posts({ workspaceId: anna.actor.workspaceId, channelId: channelId as ChannelId, calledAs })
}

test('a post of the Page with its picture, and one of a visitor, are told as facts', async () => {
  const ask = await asker()
  const ours = await world.sandbox.control<{ id: string }>('POST', 'posts', { page_id: FULL_PAGE, kind: 'photo', message: 'Look' })
  const told = await ask(ours.id)
  expect(told).toMatchObject({
    kind: 'told',
    permalink: expect.stringMatching(/^https:\/\/www\.facebook\.com\//),
    facts: [
      {
        act: 'added',
        thing: 'post',
        externalId: ours.id.split('_').at(-1),
        calledAs: ours.id,
        author: { kind: 'page' },
        content: { text: 'Look', parts: [{ kind: 'file', what: 'picture', url: expect.stringMatching(/^http/) }] },
        isPublished: true,
      },
    ],
  })
  const person = await world.sandbox.control<{ id: string }>('POST', 'people', { name: 'Nora Quist' })
  const theirs = await world.sandbox.control<{ id: string }>('POST', 'posts', {
    page_id: FULL_PAGE,
    person_id: person.id,
    message: 'Closed?',
  })
  expect(await ask(theirs.id)).toMatchObject({ facts: [{ author: { kind: 'client', who: { name: 'Nora Quist' } } }] })
})

test('a post that Facebook does not give says why, and what passes is asked again', async () => {
  const ask = await asker()
  expect(await ask(`${FULL_PAGE}_1`)).toMatchObject({ kind: 'refused', refusal: { reason: 'gone', code: 100 } })
  expect(await ask('no id')).toMatchObject({ kind: 'refused' })
  await world.sandbox.control('POST', 'faults', { on: 'call', path: `/${FULL_PAGE}_1`, act: 'error', code: 4 })
  expect(await ask(`${FULL_PAGE}_1`)).toMatchObject({ kind: 'not-now' })
  await world.sandbox.control('POST', 'tokens/kill', { page_id: FULL_PAGE, subcode: 460 })
  expect(await ask(`${FULL_PAGE}_1`)).toMatchObject({ kind: 'key-dead', code: 190, subcode: 460 })
})
