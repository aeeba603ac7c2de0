import { readdir, writeFile } from 'node:fs/promises'
import { buffer } from 'node:stream/consumers'
import { v7 } from 'uuid'
import { expect, onTestFinished, test, vi } from 'vitest'
import type { AttachmentId, ChannelId, ClientId, MessageId, UserId } from '#domain/ids.ts'
import { notePicture } from '#storage/attachments.ts'
import { createDownload } from '#desk/files/download.ts'
import { forgetUnusedFiles } from '#desk/files/forget-unused.ts'
import type { FileTools } from '#desk/files/keep-file.ts'
import { FileStoreError } from '#storage/files/file-store.ts'
import { fileKey } from '#storage/files/file-key.ts'
import { openLocalStore } from '#storage/files/local-store.ts'
import { filesOf, fragile, noteFiles, openFileTools, startCdn } from '#test/file-desk.ts'
import { makeWorkspace, openIntakeDesk, PAGE, textFrom } from '#test/intake-desk.ts'
import { picture } from '#test/pictures.ts'
import { saveTicketSwitch } from '#storage/ticket-switches.ts'
import { claimAttachments, renewClaims, settleAttachment, type AttachmentClaim, type ClaimedAttachment } from '#storage/files/claims.ts'
import { startFileKeeper, type FileKeeperOptions } from './file-keeper.ts'

const PICTURE = await picture(900, 600).jpeg().toBuffer()

/** One message that came, a CDN that has a picture for whoever asks, and nobody who fetches yet. */
async function openWorld(more: Partial<FileTools> = {}) {
  const world = await openIntakeDesk()
  await world.hear(textFrom({ mid: 'm_1' }))
  const { id } = await world.desk.db.selectFrom('entries').select('id').executeTakeFirstOrThrow()
  const cdn = await startCdn((_request, response) => response.end(PICTURE))
  const tools = await openFileTools(cdn, more)
  const failures: unknown[] = []
  const keep = async (options: Partial<FileKeeperOptions> = {}) => {
    const keeper = await startFileKeeper({
      desk: world.desk,
      database: world.database,
      tools,
      onFailure: (error) => void failures.push(error),
      ...options,
    })
    onTestFinished(keeper.stop)
    return keeper
  }
  return { ...world, db: world.desk.db, entryId: id as MessageId, cdn, tools, keep, keepFailures: failures }
}

type World = Awaited<ReturnType<typeof openWorld>>

async function bytesIn({ tools, workspaceId }: World, digest: string): Promise<Buffer> {
  const stream = await tools.store.open(fileKey(workspaceId, digest))
  return stream ? await buffer(stream) : Buffer.alloc(0)
}

async function eventsOf({ db }: World, type: string): Promise<unknown[]> {
  const rows = await db.selectFrom('events').select('payload').where('type', '=', type).orderBy('id').execute()
  return rows.map(({ payload }) => payload)
}

function claim({ db }: World, more: Partial<AttachmentClaim> = {}) {
  return claimAttachments(db, { atMost: 5, ofOneLane: 6, underWay: [], ...more })
}

/** One more Page of the same workspace, to which somebody wrote. */
async function addPage({ desk, workspaceId, hear }: World, pageId: string): Promise<{ channelId: ChannelId; entryId: MessageId }> {
  const channelId = desk.newId<ChannelId>()
  const page = { kind: 'facebook', external_id: pageId, workspace_id: workspaceId }
  await desk.db
    .insertInto('channels')
    .values({ ...page, id: channelId, name: 'Another Page', state: 'connected', created_at: new Date() })
    .execute()
  await desk.db
    .insertInto('channel_routes')
    .values({ ...page, channel_id: channelId })
    .execute()
  await hear(textFrom({ mid: `m_${pageId}`, page: pageId }))
  const entry = await desk.db.selectFrom('entries').select('id').where('channel_id', '=', channelId).executeTakeFirstOrThrow()
  return { channelId, entryId: entry.id as MessageId }
}

/** The Page makes no tickets of comments. */
async function saveTicketSwitchOff({ db, workspaceId, channelId }: World): Promise<void> {
  const wish = { kind: 'comment', isOn: false, by: v7() as UserId, at: new Date() } as const
  await db.transaction().execute((tx) => saveTicketSwitch(tx, { workspaceId, channelId }, wish))
}

/** As if so much time had gone by. */
async function makeDue({ db }: World): Promise<void> {
  await db
    .updateTable('attachments')
    .set({ next_try_at: new Date(0), claimed_until: null })
    .where('state', '=', 'waiting')
    .execute()
}

test('a picture that came with a message is kept as it came, with a small one, and its line is told anew', async () => {
  const world = await openWorld()
  const keeper = await world.keep()
  await noteFiles(world, { url: `${world.cdn.origin}/a.jpg`, name: 'a.jpg' })
  await keeper.idle()
  const [found] = await filesOf(world)
  expect(found).toMatchObject({
    state: 'kept',
    reason: undefined,
    nextTryAt: undefined,
    file: { type: 'image/jpeg', width: 900, height: 600, size: PICTURE.length },
  })
  // There is nothing in it that nobody should see, so it is shown as it came.
  expect(found?.file?.variants).toEqual({ preview: expect.objectContaining({ width: 480, height: 320 }) })
  expect((await bytesIn(world, found?.file?.digest ?? '')).equals(PICTURE)).toBe(true)
  expect(await eventsOf(world, 'entry.changed')).toEqual([{ lineId: world.entryId }])
  expect(await readdir(world.tools.workFolder)).toEqual([])
})

test('a picture of what everybody reads and stands in no ticket is told with its thread, that of a post of the Page with the post', async () => {
  const world = await openWorld()
  const { workspaceId, channelId, db } = world
  await saveTicketSwitchOff(world)
  const picture = { photo: `${world.cdn.origin}/a.jpg`, published: 1, created_time: 1_790_000_000 }
  const post = { item: 'photo', verb: 'add', from: { id: PAGE }, post_id: `${PAGE}_900`, link: picture.photo, ...picture }
  const by = { from: { id: '8101', name: 'Kim' }, message: 'Look' }
  const comment = { item: 'comment', verb: 'add', post_id: `${PAGE}_900`, parent_id: `${PAGE}_900`, comment_id: '900_1', ...by, ...picture }
  const changes = [post, comment].map((value) => ({ field: 'feed', value }))
  await world.hear({ object: 'page', entry: [{ id: PAGE, time: 1_790_000_000, changes }] })
  const [[posts], [threads]] = [await eventsOf(world, 'post.changed'), await eventsOf(world, 'thread.changed')]
  expect([posts, threads]).toEqual([{ channelId, postId: '900' }, { conversationId: expect.any(String) }])
  await db.deleteFrom('events').where('workspace_id', '=', workspaceId).execute()
  const keeper = await world.keep()
  await keeper.idle()
  expect(await eventsOf(world, 'post.changed')).toEqual([posts])
  expect(await eventsOf(world, 'thread.changed')).toEqual([threads])
})

test('news of a file wakes the keeper at once', async () => {
  const world = await openWorld()
  await world.keep()
  await noteFiles(world, { url: `${world.cdn.origin}/a.jpg` })
  await vi.waitFor(
    async () => expect([(await filesOf(world))[0]?.state, world.keepFailures, world.cdn.asked]).toEqual(['kept', [], ['/a.jpg']]),
    { timeout: 30_000 },
  )
})

test('one content is stored once in a workspace, however often it is sent, and apart from that of others', async () => {
  const world = await openWorld()
  const keeper = await world.keep({ atOnce: 1 })
  await noteFiles(world, { url: `${world.cdn.origin}/1` }, { url: `${world.cdn.origin}/2` }, { url: `${world.cdn.origin}/3` })
  await keeper.idle()
  expect((await filesOf(world)).map(({ state }) => state)).toEqual(['kept', 'kept', 'kept'])
  expect(await world.db.selectFrom('files').select('digest').execute()).toHaveLength(1)
  expect(await readdir(`${world.tools.folder}/kept`)).toEqual([world.workspaceId])
})

test.each([403, 404, 410])('an address that answers %i is dead: the file is gone, and nobody asks again', async (status) => {
  const world = await openWorld()
  const keeper = await world.keep()
  world.cdn.answer = (_request, response) => response.writeHead(status).end()
  await noteFiles(world, { url: `${world.cdn.origin}/a.jpg` })
  await keeper.idle()
  expect(await filesOf(world)).toMatchObject([{ state: 'gone', reason: 'address-dead', nextTryAt: undefined }])
  expect(world.cdn.asked).toHaveLength(1)
  expect(await eventsOf(world, 'entry.changed')).toHaveLength(1)
})

test('an address that is out of order is asked again later, told once, until it gives the file', async () => {
  const world = await openWorld()
  const keeper = await world.keep()
  world.cdn.answer = (_request, response) => response.writeHead(503).end()
  await noteFiles(world, { url: `${world.cdn.origin}/a.jpg` })
  for (let tries = 1; tries <= 3; tries += 1) {
    await keeper.idle()
    expect(await filesOf(world)).toMatchObject([{ state: 'waiting', reason: 'address-busy', nextTryAt: expect.any(Date) }])
    expect(world.cdn.asked).toHaveLength(tries)
    await makeDue(world)
  }
  expect(await eventsOf(world, 'entry.changed')).toHaveLength(1)
  world.cdn.answer = (_request, response) => response.end(PICTURE)
  await keeper.idle()
  expect(await filesOf(world)).toMatchObject([{ state: 'kept', reason: undefined }])
})

test('what is no file to keep is refused with its reason, and its neighbours are kept', async () => {
  const world = await openWorld()
  const keeper = await world.keep()
  world.cdn.answer = ({ url }, response) => response.end(url === '/cut' ? PICTURE.subarray(0, 5000) : url === '/none' ? '' : PICTURE)
  const at = (path: string) => ({ url: `${world.cdn.origin}${path}` })
  await noteFiles(world, at('/cut'), at('/none'), { url: 'https://169.254.169.254/latest' }, at('/whole'))
  await keeper.idle()
  expect((await filesOf(world)).map(({ state, reason }) => [state, reason])).toEqual([
    ['refused', 'broken'],
    ['refused', 'empty'],
    ['refused', 'address-forbidden'],
    ['kept', undefined],
  ])
  expect(await world.db.selectFrom('files').select('digest').execute()).toHaveLength(1)
})

test('attack 26: the name that a stranger gave is a name, and nowhere in the store', async () => {
  const world = await openWorld()
  const keeper = await world.keep()
  const names = ['../../x', '.htaccess', '\u200b.htaccess', 'a.php', 'CON', 'x'.repeat(300), 'a\nb']
  await noteFiles(world, ...names.map((name) => ({ url: `${world.cdn.origin}/a`, name, what: 'file' as const })))
  await keeper.idle()
  expect((await filesOf(world)).map(({ name }) => name)).toEqual(names)
  const paths = await readdir(world.tools.folder, { recursive: true })
  expect(paths.filter((path) => /htaccess|php|CON|xxx/.test(path))).toEqual([])
})

test('fault 16: while the store is full files wait with the reason, one is tried now and then, and all are kept once it takes them', async () => {
  const world = await openWorld()
  const store = fragile(openLocalStore(`${world.tools.folder}/kept`))
  store.failure = new FileStoreError('storage-full', undefined)
  const keeper = await world.keep({ tools: { ...world.tools, store }, restMs: 50, atOnce: 1 })
  await noteFiles(world, { url: `${world.cdn.origin}/1` }, { url: `${world.cdn.origin}/2` })
  await vi.waitFor(async () => expect((await filesOf(world)).map(({ reason }) => reason)).toEqual(['storage-full', 'storage-full']), {
    timeout: 10_000,
  })
  expect(await filesOf(world)).toMatchObject([{ state: 'waiting' }, { state: 'waiting' }])
  await world.hear(textFrom({ mid: 'm_2' }))
  expect(await world.db.selectFrom('entries').select('text').execute()).toHaveLength(2)
  expect(await eventsOf(world, 'file-storage.changed')).toEqual([{ problem: 'storage-full' }])
  store.failure = undefined
  await makeDue(world)
  await vi.waitFor(async () => expect((await filesOf(world)).map(({ state }) => state)).toEqual(['kept', 'kept']), { timeout: 30_000 })
  expect(keeper).toBeDefined()
  expect(await eventsOf(world, 'file-storage.changed')).toEqual([{ problem: 'storage-full' }, { problem: null }])
})

test('while the folder where files are worked on is out of reach, files wait with the reason', async () => {
  const world = await openWorld()
  const noFolder = `${world.tools.folder}/file`
  await writeFile(noFolder, 'no folder')
  await world.keep({ tools: { ...world.tools, workFolder: `${noFolder}/incoming` } })
  await noteFiles(world, { url: `${world.cdn.origin}/1` })
  await vi.waitFor(async () => expect((await filesOf(world))[0]?.reason).toBe('storage-away'), { timeout: 10_000 })
  expect(world.keepFailures).toEqual([])
})

test('a content that is kept already does not say that the storage takes files again; nothing left that waits for it does', async () => {
  const world = await openWorld()
  const store = fragile(openLocalStore(`${world.tools.folder}/kept`))
  const keeper = await world.keep({ tools: { ...world.tools, store }, restMs: 50, atOnce: 1 })
  await noteFiles(world, { url: `${world.cdn.origin}/1` })
  await keeper.idle()
  store.failure = new FileStoreError('storage-away', undefined)
  const bytes = world.cdn.answer
  world.cdn.answer = (_request, response) => void response.end('another content')
  await noteFiles(world, { url: `${world.cdn.origin}/1` }, { url: `${world.cdn.origin}/2` })
  await vi.waitFor(async () => expect((await filesOf(world))[1]?.reason).toBe('storage-away'), { timeout: 10_000 })
  world.cdn.answer = bytes
  await noteFiles(world, {}, {}, { url: `${world.cdn.origin}/3` })
  await vi.waitFor(async () => expect((await filesOf(world))[2]?.state).toBe('kept'), { timeout: 10_000 })
  expect(await eventsOf(world, 'file-storage.changed')).toEqual([{ problem: 'storage-away' }])
  world.cdn.answer = (_request, response) => void response.writeHead(404).end()
  await makeDue(world)
  await vi.waitFor(async () => expect((await filesOf(world))[1]?.state).toBe('gone'), { timeout: 10_000 })
  expect(await eventsOf(world, 'file-storage.changed')).toEqual([{ problem: 'storage-away' }, { problem: null }])
})

/** Whoever claimed it found that its address is dead. Undefined: they had lost the claim. */
async function settleAsGone({ db }: World, claimed: ClaimedAttachment | undefined) {
  return await db
    .transaction()
    .execute(async (tx) => claimed && (await settleAttachment(tx, claimed, { state: 'gone', reason: 'address-dead' })))
}

test('fault 22: whoever lost the claim writes nothing', async () => {
  const world = await openWorld()
  await noteFiles(world, { url: `${world.cdn.origin}/a.jpg` })
  const [stale] = await claim(world)
  expect(await claim(world)).toEqual([])
  await makeDue(world)
  const [fresh] = await claim(world)
  expect([stale?.tries, fresh?.tries]).toEqual([1, 2])
  expect(await settleAsGone(world, stale)).toBeUndefined()
  expect((await filesOf(world))[0]?.state).toBe('waiting')
  expect(await settleAsGone(world, fresh)).toMatchObject({ entry: { id: world.entryId } })
})

test('whoever fetched from an address that is no longer the file’s writes nothing, though the new one is tried for the first time, too', async () => {
  const world = await openWorld()
  await noteFiles(world, { url: `${world.cdn.origin}/old.jpg` })
  const [stale] = await claim(world)
  await noteFiles(world, { url: `${world.cdn.origin}/new.jpg` })
  const [fresh] = await claim(world)
  expect([stale?.tries, fresh?.tries]).toEqual([1, 1])
  expect(await settleAsGone(world, stale)).toBeUndefined()
  expect(await settleAsGone(world, fresh)).toMatchObject({ entry: { id: world.entryId } })
})

test('fault 28: a workspace that gets many files does not hold up the file of another', async () => {
  const world = await openWorld()
  await noteFiles(world, ...Array.from({ length: 50 }, (_, place) => ({ url: `${world.cdn.origin}/${place}` })))
  const other = await makeWorkspace(world.desk, '990000000000001')
  await world.hear(textFrom({ mid: 'm_other', page: '990000000000001' }))
  const entry = await world.db.selectFrom('entries').select('id').where('workspace_id', '=', other.workspaceId).executeTakeFirstOrThrow()
  await noteFiles({ ...world, ...other, entryId: entry.id as MessageId }, { url: `${world.cdn.origin}/other` })
  const claimed = await claim(world, { atMost: 4 })
  expect(claimed.map(({ workspaceId }) => workspaceId)).toContain(other.workspaceId)
  expect(claimed).toHaveLength(4)
})

test('fault 28: a Page with five thousand pictures does not hold up the single picture of another', async () => {
  const world = await openWorld()
  const single = await addPage(world, '990000000000002')
  await noteFiles(world, ...Array.from({ length: 5000 }, (_, place) => ({ url: `${world.cdn.origin}/${place}` })))
  await noteFiles({ ...world, ...single }, { url: `${world.cdn.origin}/single` })
  const claimed = await claim(world, { atMost: 2 })
  expect(claimed.map(({ lane }) => lane).toSorted()).toEqual([world.channelId, single.channelId].toSorted())
  const third = await claim(world, { atMost: 1, underWay: claimed })
  expect(third.map(({ lane }) => lane)).toEqual([world.channelId])
})

test('fault 28: of one Page so many are under way at most, and what is under way was its turn', async () => {
  const world = await openWorld()
  const single = await addPage(world, '990000000000002')
  await noteFiles(world, ...Array.from({ length: 50 }, (_, place) => ({ url: `${world.cdn.origin}/${place}` })))
  const underWay = await claim(world, { atMost: 20, ofOneLane: 6 })
  expect(underWay).toHaveLength(6)
  expect(await claim(world, { atMost: 2, ofOneLane: 6, underWay })).toEqual([])
  await noteFiles({ ...world, ...single }, { url: `${world.cdn.origin}/1` }, { url: `${world.cdn.origin}/2` })
  const next = await claim(world, { atMost: 2, ofOneLane: 8, underWay })
  expect(next.map(({ lane }) => lane)).toEqual([single.channelId, single.channelId])
})

test('fault 28: while the files of one Page never come, the picture of another does', async () => {
  const world = await openWorld()
  const single = await addPage(world, '990000000000002')
  world.cdn.answer = ({ url }, response) => void (url === '/single' ? response.end(PICTURE) : response.writeHead(200).write('x'))
  await noteFiles(world, ...Array.from({ length: 50 }, (_, place) => ({ url: `${world.cdn.origin}/${place}` })))
  await world.keep({ tools: { ...world.tools, download: createDownload({ trustedOrigin: world.cdn.origin, timeoutMs: 8000 }) } })
  await expect.poll(() => world.cdn.asked.length, { timeout: 5000 }).toBe(6)
  await noteFiles({ ...world, ...single }, { url: `${world.cdn.origin}/single` })
  await expect.poll(async () => (await filesOf({ ...world, ...single }))[0]?.state, { timeout: 6000 }).toBe('kept')
  expect(world.cdn.asked).toHaveLength(7)
})

test('no more files are fetched at once than allowed', async () => {
  const world = await openWorld()
  let [open, most] = [0, 0]
  world.cdn.answer = (_request, response) => {
    open += 1
    most = Math.max(most, open)
    setImmediate(() => {
      open -= 1
      response.end(PICTURE)
    })
  }
  await noteFiles(world, ...Array.from({ length: 12 }, (_, place) => ({ url: `${world.cdn.origin}/${place}` })))
  const keeper = await world.keep({ atOnce: 3 })
  await keeper.idle()
  expect(world.cdn.asked).toHaveLength(12)
  expect(most).toBeLessThanOrEqual(3)
})

test("a content goes with the last thing that refers to it, a client's picture with the client", async () => {
  const world = await openWorld()
  const keeper = await world.keep()
  const client = await world.db.selectFrom('clients').select('id').executeTakeFirstOrThrow()
  const owner = { clientId: client.id as ClientId, channelId: world.channelId }
  await world.db.transaction().execute((tx) => notePicture(tx, world.workspaceId, { owner, url: `${world.cdn.origin}/face` }))
  await noteFiles(world, { url: `${world.cdn.origin}/a.jpg` })
  await keeper.idle()
  expect(await eventsOf(world, 'client.changed')).toEqual([{ clientId: client.id }])
  const [kept] = await filesOf(world)
  const longAgo = () =>
    world.db
      .updateTable('files')
      .set({ touched_at: new Date(0) })
      .execute()
  await longAgo()
  await world.db.deleteFrom('attachments').where('client_id', 'is not', null).execute()
  expect(await forgetUnusedFiles(world.desk, world.tools.store)).toBe(0)
  await world.db.deleteFrom('attachments').execute()
  expect(await forgetUnusedFiles(world.desk, world.tools.store)).toBe(1)
  expect(await bytesIn(world, kept?.file?.digest ?? '')).toHaveLength(0)
  expect(
    await readdir(`${world.tools.folder}/kept/${world.workspaceId}`, { recursive: true }).then((paths) =>
      paths.filter((path) => path.includes('/')),
    ),
  ).toEqual([])
})

test('what was just fetched is not taken for unused before it is referred to', async () => {
  const world = await openWorld()
  const keeper = await world.keep()
  await noteFiles(world, { url: `${world.cdn.origin}/a.jpg` })
  await keeper.idle()
  await world.db.deleteFrom('attachments').execute()
  expect(await forgetUnusedFiles(world.desk, world.tools.store)).toBe(0)
})

test('attack 29: a file that ends whoever looks at it is tried again, and refused at the third time', async () => {
  const { ExaminerError } = await import('#desk/files/examiner.ts')
  const world = await openWorld({ examine: () => Promise.reject(new ExaminerError('it ended')) })
  const keeper = await world.keep()
  await noteFiles(world, { url: `${world.cdn.origin}/bomb` })
  const seen = []
  for (let tries = 1; tries <= 3; tries += 1) {
    await keeper.idle()
    seen.push((await filesOf(world)).map(({ state, reason }) => [state, reason]).flat())
    await makeDue(world)
  }
  expect(seen).toEqual([
    ['waiting', 'not-readable-now'],
    ['waiting', 'not-readable-now'],
    ['refused', 'broken'],
  ])
})

test('who fetches a file says so again and again; a claim that was lost meanwhile stays lost', async () => {
  const hold = Promise.withResolvers<void>()
  const world = await openWorld({
    download: async (url, path) => {
      await hold.promise
      return await createDownload({ trustedOrigin: world.cdn.origin })(url, path)
    },
  })
  const claimedUntil = async () => await world.db.selectFrom('attachments').select(['claimed_until', 'tries']).executeTakeFirst()
  const keeper = await world.keep({ renewEveryMs: 20 })
  await noteFiles(world, { url: `${world.cdn.origin}/a.jpg` })
  await expect.poll(async () => (await claimedUntil())?.tries).toBe(1)
  const before = (await claimedUntil())?.claimed_until?.getTime() ?? Infinity
  await expect.poll(async () => (await claimedUntil())?.claimed_until?.getTime()).toBeGreaterThan(before)
  // Whoever is killed no longer says so, and half a minute later another takes it.
  expect(before - Date.now()).toBeLessThan(30_000)
  const until = new Date(0)
  await world.db.updateTable('attachments').set({ claimed_until: until, tries: 2 }).execute()
  await renewClaims(world.db, [
    {
      workspaceId: world.workspaceId,
      id: (await world.db.selectFrom('attachments').select('id').executeTakeFirstOrThrow()).id as AttachmentId,
      tries: 1,
      url: `${world.cdn.origin}/a.jpg`,
    },
  ])
  expect((await claimedUntil())?.claimed_until).toEqual(until)
  hold.resolve()
  await keeper.stop()
})
