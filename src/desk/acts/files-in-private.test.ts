import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import type { SentKind } from '#domain/files/outgoing-file.ts'
import type { AttachmentId, MessageId } from '#domain/ids.ts'
import { fileKey } from '#storage/files/file-key.ts'
import { FileStoreError } from '#storage/files/file-store.ts'
import { noteFile } from '#storage/files/files.ts'
import { insertUpload } from '#storage/files/uploads.ts'
import { echoTo } from '#test/intake-desk.ts'
import { refusal } from '#test/odd-graph.ts'
import { openSendingDesk } from '#test/sending-desk.ts'
import { replyToTicket } from '../tickets/reply.ts'
import { recordAllowance } from '../channels/record-allowance.ts'
import { stopMessage } from './stop.ts'
import { takeBack } from './take-back.ts'

const TYPES: Readonly<Record<SentKind, string>> = {
  picture: 'image/png',
  video: 'video/mp4',
  audio: 'audio/mpeg',
  file: 'application/pdf',
}

/** A desk to which files can be brought, and turns as long as the queue asks for them. */
async function filesDesk() {
  const sending = await openSendingDesk()
  const { desk, intake, actor, ticketId, store, graph, jobs } = sending
  /** Somebody brings a file of these bytes. */
  const upload = async (what: SentKind, name: string, bytes = Buffer.from(name)) => {
    const digest = createHash('sha256').update(bytes).digest('hex')
    const { workspaceId, userId } = actor
    const unmeasured = { width: undefined, height: undefined, durationMs: undefined }
    await noteFile(desk.db, workspaceId, { digest, size: bytes.length, type: TYPES[what], variants: {}, ...unmeasured })
    store.kept.set(fileKey(workspaceId, digest), bytes)
    const id = desk.newId<AttachmentId>()
    await desk.db.transaction().execute((tx) =>
      insertUpload(tx, {
        workspaceId,
        userId,
        id,
        channelId: intake.channelId,
        what,
        name,
        digest,
        meant: { ticketId, threadId: undefined },
      }),
    )
    return id
  }
  const say = (text: string, files: readonly AttachmentId[]) => replyToTicket(desk, actor, { ticketId, text, files })
  const turns = async () => {
    while (jobs.pop()) {
      await sending.turn()
    }
  }
  const states = async () => (await sending.outgoing()).map(({ text, state }) => [text, state])
  const idOf = async (place: number) => (await sending.outgoing())[place]?.id as MessageId
  const said = () =>
    graph.calls.map(
      ({ message: { text, attachment, attachments } }) =>
        (attachments ?? (attachment && [attachment]))?.map(({ type, payload }) => `${type} ${payload.attachment_id}`) ?? text,
    )
  return { ...sending, upload, say, turns, states, idOf, said }
}

const TAKEN = { status: 200, body: { recipient_id: '7001', message_id: 'mid-taken' } }

test('B38: a text and files are messages of their own, in order, pictures that follow each other one', async () => {
  const { upload, say, turns, states, said, graph } = await filesDesk()
  const files = [
    await upload('picture', 'a.png'),
    await upload('picture', 'b.png'),
    await upload('file', 'plan.pdf'),
    await upload('audio', 'c.mp3'),
  ]
  await say('Here it is', files)
  await turns()
  expect(said()).toEqual(['Here it is', ['image file-1', 'image file-2'], ['file file-3'], ['audio file-4']])
  expect(await states()).toEqual([
    ['Here it is', 'sent'],
    ['', 'sent'],
    ['', 'sent'],
    ['', 'sent'],
  ])
  expect(graph.calls.every(({ message }) => message.metadata.startsWith('desk:'))).toBe(true)
})

test('B39: files go by upload, with their kind and only what is saved with its name', async () => {
  const { upload, say, turns, graph } = await filesDesk()
  await say('', [await upload('picture', 'DSC_0042.png'), await upload('file', '../plan.pdf')])
  await turns()
  const [picture, document] = graph.brought
  expect(picture).toContain('{"attachment":{"type":"image","payload":{"is_reusable":true}}}')
  expect(picture).toContain('name="filedata"; filename="picture.png"')
  expect(picture).toContain('Content-Type: image/png')
  expect(picture).not.toContain('filename="DSC_0042')
  expect(document).toContain('filename="_plan.pdf"')
})

test('B38: where the picture is refused the text stays sent, what is behind waits, and the picture is tried again by itself', async () => {
  const { upload, say, turns, states, said, graph, retry, idOf, outgoing } = await filesDesk()
  await say('Here it is', [await upload('picture', 'a.png'), await upload('file', 'plan.pdf')])
  graph.answersToFiles.push(refusal(100, 2018047))
  await turns()
  expect(await states()).toEqual([
    ['Here it is', 'sent'],
    ['', 'failed'],
    ['', 'queued'],
  ])
  expect((await outgoing())[1]?.failure).toMatchObject({ reason: 'file-refused', subcode: 2018047, fileName: 'a.png' })
  await retry(await idOf(1))
  await turns()
  expect(said()).toEqual(['Here it is', ['image file-2'], ['file file-3']])
})

test('a message of files has no words to change', async () => {
  const { upload, say, turns, graph, retry, idOf } = await filesDesk()
  await say('', [await upload('picture', 'a.png')])
  graph.answersToFiles.push(refusal(100, 2018047))
  await turns()
  await expect(retry(await idOf(0), 'And words')).rejects.toMatchObject({ code: 'conflict' })
})

test('what was brought once is named again: by the next try, and for the next customer', async () => {
  const { upload, say, turns, said, graph } = await filesDesk()
  graph.answers.push(refusal(613))
  await say('', [await upload('file', 'plan.pdf')])
  await turns()
  await turns()
  await say('', [await upload('file', 'plan.pdf')])
  await turns()
  expect(graph.brought).toHaveLength(1)
  expect(said().at(-1)).toEqual(['file file-1'])
})

test('what Facebook has lost meanwhile is brought anew, once', async () => {
  const { upload, say, turn, turns, said, graph, clock, states } = await filesDesk()
  clock.now = new Date()
  await say('', [await upload('file', 'plan.pdf')])
  await turns()
  clock.now = new Date(clock.now.getTime() + 1000)
  await say('', [await upload('file', 'plan.pdf')])
  graph.answers.push(refusal(100, 2018074))
  expect(await turn()).toMatchObject({ kind: 'later' })
  expect(await turn()).toMatchObject({ kind: 'done' })
  expect(said()).toEqual([['file file-1'], ['file file-1'], ['file file-2']])
  graph.answers.push(refusal(100, 2018074))
  await say('', [await upload('picture', 'a.png')])
  await turn()
  expect(await states()).toEqual([
    ['', 'sent'],
    ['', 'sent'],
    ['', 'failed'],
  ])
})

test('kill -9 while files are brought leaves nothing in doubt: the next turn brings the rest, and it is said once', async () => {
  const { upload, say, turn, said, graph, states, jobs, clock } = await filesDesk()
  await say('', [await upload('picture', 'a.png'), await upload('picture', 'b.png')])
  jobs.length = 0
  graph.answersToFiles.push({ status: 200, body: { attachment_id: 'file-1' } }, 'cut')
  expect(await turn()).toMatchObject({ kind: 'later', why: 'no-answer' })
  expect(await states()).toEqual([['', 'queued']])
  clock.now = new Date(Date.now() + 60_000)
  expect(await turn()).toEqual({ kind: 'done' })
  expect(graph.brought).toHaveLength(3)
  expect(said()).toEqual([['image file-1', 'image file-3']])
})

test('kill -9 while a message with files is said leaves it in doubt; the echo settles it, and nothing is doubled', async () => {
  const { upload, say, turn, turns, states, graph, intake, desk, outgoing } = await filesDesk()
  await say('', [await upload('picture', 'a.png')])
  graph.answers.push('cut')
  await turns()
  expect(await states()).toEqual([['', 'unconfirmed']])
  expect(await turn()).toEqual({ kind: 'idle' })
  const [call] = graph.calls
  const attachments = [{ type: 'image', payload: { url: 'https://scontent.example/a.png' } }]
  await intake.hear(echoTo({ mid: 'mid-1', more: { text: undefined, metadata: call?.message.metadata, attachments } }))
  expect(await outgoing()).toMatchObject([{ state: 'sent', external_id: 'mid-1' }])
  const rows = await desk.db.selectFrom('attachments').select(['name', 'state']).where('entry_id', 'is not', null).execute()
  expect(rows).toEqual([{ name: 'a.png', state: 'kept' }])
  expect(graph.calls).toHaveLength(1)
})

test('what is sent anyway has the same files, in the place of the one in doubt, and the rest follows it', async () => {
  const { upload, say, turns, states, graph, said, sendAnyway, idOf } = await filesDesk()
  await say('Here it is', [await upload('picture', 'a.png'), await upload('file', 'plan.pdf')])
  graph.answers.push(TAKEN, 'cut')
  await turns()
  await sendAnyway(await idOf(1))
  await turns()
  expect(said()).toEqual(['Here it is', ['image file-1'], ['image file-1'], ['file file-2']])
  const all = (await states()).map(([, state]) => state)
  expect([all.filter((state) => state === 'sent').length, all.filter((state) => state === 'unconfirmed').length]).toEqual([3, 1])
})

test('where the storage does not answer it waits, longer each time, and no text that stands behind goes before', async () => {
  const { upload, say, turn, states, store, outgoing, graph } = await filesDesk()
  const file = await upload('file', 'plan.pdf')
  await say('', [file])
  store.open = () => Promise.reject(new FileStoreError('storage-away', new Error('away')))
  expect(await turn()).toMatchObject({ kind: 'later', why: 'file-storage' })
  expect((await outgoing())[0]).toMatchObject({ state: 'queued', failure: { reason: 'file-storage' } })
  expect(graph.calls).toEqual([])
  expect(await states()).toEqual([['', 'queued']])
})

test('one that is stopped while its files are brought is not said', async () => {
  const { upload, say, turn, graph, idOf, desk, actor, ticketId, states } = await filesDesk()
  await say('', [await upload('file', 'plan.pdf')])
  const messageId = await idOf(0)
  graph.hooks.beforeFileAnswer = async () => {
    await stopMessage(desk, actor, { ticketId, messageId })
  }
  expect(await turn()).toEqual({ kind: 'idle' })
  expect(graph.calls).toEqual([])
  expect(await states()).toEqual([['', 'failed']])
})

test('a reply with files that is taken back gives back its words and all its files', async () => {
  const { upload, desk, actor, ticketId, outgoing } = await filesDesk()
  const files = [await upload('picture', 'a.png'), await upload('file', 'plan.pdf')]
  const messageId = await replyToTicket(desk, actor, { ticketId, text: 'Here it is', files, undo: true })
  expect(await takeBack(desk, actor, { ticketId, messageId })).toEqual({ text: 'Here it is', files })
  expect(await outgoing()).toEqual([])
})

test('after the 24 hours files go as human agent, with the tag, or not at all', async () => {
  const { upload, desk, actor, ticketId, clock, turns, graph, intake } = await filesDesk()
  const { channelId } = intake
  const file = await upload('file', 'plan.pdf')
  clock.now = new Date(Date.now() + 25 * 3_600_000)
  await expect(replyToTicket(desk, actor, { ticketId, text: '', files: [file] })).rejects.toMatchObject({ code: 'reply-window-closed' })
  await recordAllowance(desk, { ...actor, role: 'administrator' }, { channelId, allowance: 'human-agent', isAllowed: true })
  await replyToTicket(desk, actor, { ticketId, text: '', files: [file], mode: 'human-agent' })
  await turns()
  expect(graph.calls).toMatchObject([{ messaging_type: 'MESSAGE_TAG', tag: 'HUMAN_AGENT', message: { attachment: { type: 'file' } } }])
})
