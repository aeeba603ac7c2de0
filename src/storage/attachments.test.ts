import { expect, test } from 'vitest'
import type { ClientId, MessageId } from '#domain/ids.ts'
import { openIntakeDesk, textFrom, type IntakeDesk } from '#test/intake-desk.ts'
import { attachmentsOfLines, forgetEarlierEdits, noteAttachments, notePicture, type NotedAttachment } from './attachments.ts'

const OLD = 'https://scontent.example/old.jpg'
const NEW = 'https://scontent.example/new.jpg'

async function openDeskWithEntry() {
  const world = await openIntakeDesk()
  await world.hear(textFrom({ mid: 'm_1' }))
  const { id } = await world.desk.db.selectFrom('entries').select('id').executeTakeFirstOrThrow()
  return { ...world, entryId: id as MessageId }
}

function note({ desk, workspaceId }: IntakeDesk, ...attachments: NotedAttachment[]): Promise<void> {
  return desk.db.transaction().execute((tx) => noteAttachments(tx, workspaceId, attachments))
}

test('files of a message wait, in the order of their places; one whose address nobody told is gone', async () => {
  const world = await openDeskWithEntry()
  const { entryId } = world
  const voice = { entryId, position: 1, what: 'voice', url: undefined, name: 'a\0b.mp4' } as const
  await note(world, voice, { entryId, position: 0, what: 'picture', url: OLD })
  const found = await attachmentsOfLines(world.desk.db, world.workspaceId, [entryId])
  expect(found).toMatchObject([
    { position: 0, what: 'picture', state: 'waiting', reason: undefined, nextTryAt: expect.any(Date), file: undefined },
    { position: 1, what: 'voice', state: 'gone', reason: 'no-address', nextTryAt: undefined, name: 'a\uFFFDb.mp4' },
  ])
})

test('told twice, also at once, a file is noted once', async () => {
  const world = await openDeskWithEntry()
  const picture = { entryId: world.entryId, position: 0, what: 'picture', url: OLD } as const
  await note(world, picture, picture)
  const before = await world.desk.db.selectFrom('attachments').selectAll().executeTakeFirstOrThrow()
  await note(world, picture)
  expect(await world.desk.db.selectFrom('attachments').selectAll().execute()).toEqual([before])
})

test('a newer address takes the place of a dead one, and is tried at once', async () => {
  const world = await openDeskWithEntry()
  const { db } = world.desk
  await note(world, { entryId: world.entryId, position: 0, what: 'picture', url: OLD })
  await db.updateTable('attachments').set({ state: 'gone', reason: 'address-dead', next_try_at: null, tries: 4 }).execute()
  await note(world, { entryId: world.entryId, position: 0, what: 'picture', url: NEW })
  expect(await db.selectFrom('attachments').selectAll().executeTakeFirstOrThrow()).toMatchObject({
    url: NEW,
    state: 'waiting',
    reason: null,
    tries: 0,
    next_try_at: expect.any(Date),
  })
})

test('no news of a file takes away an address that may still lead to it', async () => {
  const world = await openDeskWithEntry()
  await note(world, { entryId: world.entryId, position: 0, what: 'picture', url: OLD })
  await note(world, { entryId: world.entryId, position: 0, what: 'picture', url: undefined })
  expect(await world.desk.db.selectFrom('attachments').select(['url', 'state']).execute()).toEqual([{ url: OLD, state: 'waiting' }])
})

test("a client's picture is noted once, another address refreshes it, and none takes it away", async () => {
  const world = await openDeskWithEntry()
  const { db } = world.desk
  const client = await db.selectFrom('clients').select('id').executeTakeFirstOrThrow()
  const clientId = client.id as ClientId
  for (const url of [OLD, OLD, NEW]) {
    await db.transaction().execute((tx) => notePicture(tx, world.workspaceId, { owner: { clientId, channelId: world.channelId }, url }))
  }
  expect(await db.selectFrom('attachments').select(['url', 'client_id', 'what']).execute()).toEqual([
    { url: NEW, client_id: clientId, what: 'picture' },
  ])
  await db
    .transaction()
    .execute((tx) => notePicture(tx, world.workspaceId, { owner: { clientId, channelId: world.channelId }, url: undefined }))
  expect(await db.selectFrom('attachments').selectAll().execute()).toEqual([])
})

/** What stands beside the words was edited; the first picture was kept. */
async function openDeskWithEdit() {
  const world = await openDeskWithEntry()
  const { db } = world.desk
  const { workspaceId, entryId } = world
  const digest = 'a'.repeat(64)
  await db.insertInto('files').values({ workspace_id: workspaceId, digest, size: 1, type: 'image/jpeg', touched_at: new Date() }).execute()
  const first = { entryId, position: 0, what: 'picture', url: OLD } as const
  await note(world, first)
  await db.updateTable('attachments').set({ state: 'kept', next_try_at: null, file: digest }).execute()
  const partsNow = JSON.stringify({ value: [], at: new Date() })
  await db.updateTable('entries').set({ parts_now: partsNow }).where('id', '=', entryId).execute()
  const shown = async () =>
    (await attachmentsOfLines(db, workspaceId, [entryId])).map(({ id, state, file }) => ({ id, state, digest: file?.digest }))
  return { ...world, digest, first, shown }
}

test('the picture of an edit is shown in the place of the first one, which stays kept', async () => {
  const world = await openDeskWithEdit()
  await note(world, { ...world.first, isOfEdit: true, url: NEW })
  expect(await world.shown()).toEqual([{ id: expect.any(String), state: 'waiting', digest: undefined }])
  const all = await world.desk.db.selectFrom('attachments').select(['url', 'state', 'file']).orderBy('is_of_edit').execute()
  expect(all).toEqual([
    { url: OLD, state: 'kept', file: world.digest },
    { url: NEW, state: 'waiting', file: null },
  ])
})

test('an edit of words, told with the picture that was there, fetches nothing anew', async () => {
  const world = await openDeskWithEdit()
  await note(world, { ...world.first, isOfEdit: true })
  expect(await world.shown()).toEqual([{ id: expect.any(String), state: 'kept', digest: world.digest }])
})

test('a later edit takes the place of what was kept of an earlier one, under another name, and what it left out goes', async () => {
  const world = await openDeskWithEdit()
  await note(world, { ...world.first, isOfEdit: true }, { ...world.first, isOfEdit: true, position: 1, url: NEW })
  const [before] = await world.shown()
  const { desk, workspaceId, entryId } = world
  await desk.db.transaction().execute((tx) => forgetEarlierEdits(tx, workspaceId, [{ entryId, positions: [0] }]))
  await note(world, { ...world.first, isOfEdit: true, url: NEW })
  const shown = await world.shown()
  expect(shown).toEqual([{ id: expect.any(String), state: 'waiting', digest: undefined }])
  expect(shown[0]?.id).not.toBe(before?.id)
})
