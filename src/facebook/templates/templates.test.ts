import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { ChannelId } from '#domain/ids.ts'
import { templatesOf } from '#storage/templates/templates.ts'
import { ALL_SCOPES, FULL_PAGE, openFacebookDesk } from '#test/facebook-desk.ts'
import { createTemplateDoor } from './templates.ts'

/** Templates for utility messages, with the sandbox as Facebook. */
let world: Awaited<ReturnType<typeof openFacebookDesk>>

beforeAll(async () => {
  world = await openFacebookDesk()
})
beforeEach(() => world.reset())
afterAll(() => world.close())

const ORDER = {
  name: 'order_update',
  language: 'en',
  body: 'Your order {{1}} has left us and comes on {{2}}.',
  examples: ['4711', 'Monday'],
}

/** A Page whose app has the permission, or not. */
async function openPage(scopes: readonly string[] = [...ALL_SCOPES, 'page_utility_messaging']) {
  const anna = await world.newAdministrator()
  await world.connect(anna, await world.authorise(anna, { scopes }), [FULL_PAGE])
  const { channel_id: id } = await world.desk.db
    .selectFrom('facebook_connections')
    .select('channel_id')
    .where('workspace_id', '=', anna.actor.workspaceId)
    .executeTakeFirstOrThrow()
  const channelId = id as ChannelId
  const door = createTemplateDoor({ desk: world.desk, db: world.desk.db, graph: world.graph, sealer: world.sealer })
  return {
    anna,
    create: (wish = ORDER) => door.create(anna.actor, { channelId, ...wish }),
    refresh: (actor = anna.actor) => door.refresh(actor, channelId),
    kept: () => templatesOf(world.desk.db, { workspaceId: anna.actor.workspaceId, channelId }),
  }
}

test('a template that Facebook approves at once is kept as approved, and tickets may be written to by it', async () => {
  const { create, kept } = await openPage()
  await create()
  expect(await kept()).toMatchObject([{ name: 'order_update', language: 'en', status: 'approved', body: ORDER.body, isFillable: true }])
  const { rows } = { rows: await world.desk.db.selectFrom('channel_ways').select('allowances').execute() }
  expect(rows.map(({ allowances }) => allowances)).toContainEqual(['utility'])
})

test('what Facebook reviews for longer is in review until the list is refreshed, keeps its id, and tells why it was rejected', async () => {
  const { create, refresh, kept } = await openPage()
  await world.sandbox.control('PATCH', 'settings', { template_review: 'by_hand' })
  await create()
  const [made] = await kept()
  expect(made).toMatchObject({ status: 'pending', rejection: undefined })
  await world.sandbox.control('PATCH', `message-templates/${made?.externalId ?? ''}`, {
    status: 'REJECTED',
    reason: 'TAG_SHOULD_BE_MARKETING',
  })
  await refresh()
  expect(await kept()).toMatchObject([{ id: made?.id, status: 'rejected', rejection: 'TAG_SHOULD_BE_MARKETING' }])
})

test('what is badly formed is refused before Facebook is asked, and what Facebook refuses is told in its words', async () => {
  const { create, kept } = await openPage()
  await expect(create({ ...ORDER, examples: [] })).rejects.toMatchObject({
    code: 'invalid',
    detail: { fields: [{ field: 'examples', message: expect.any(String) }] },
  })
  await create()
  await expect(create()).rejects.toMatchObject({ code: 'facebook-refused', message: expect.stringContaining('already a template') })
  expect(await kept()).toHaveLength(1)
})

test('without the permission it is said which one is missing, and nobody but administrators asks', async () => {
  const { anna, create, refresh } = await openPage(ALL_SCOPES)
  await expect(create()).rejects.toMatchObject({
    code: 'facebook-refused',
    message: expect.stringContaining('permission for utility messages'),
  })
  await expect(refresh({ ...anna.actor, role: 'agent' })).rejects.toMatchObject({ code: 'not-allowed' })
})

test('a dead key is told as a Page to reconnect, and silence after a wish as one that may have been done', async () => {
  const { create, refresh } = await openPage()
  await world.sandbox.control('POST', 'faults', { on: 'call', path: `/${FULL_PAGE}/message_templates`, act: 'error', code: 4 })
  await expect(create()).rejects.toMatchObject({ code: 'facebook-unreachable' })
  await world.sandbox.control('POST', 'tokens/kill', { page_id: FULL_PAGE, subcode: 460 })
  await expect(refresh()).rejects.toMatchObject({ code: 'channel-disconnected' })
})
