import { expect, test } from 'vitest'
import { FileStoreError } from '#storage/files/file-store.ts'
import { openFilesDesk } from '#test/files-desk.ts'
import { echoTo, textFrom } from '#test/intake-desk.ts'
import { refusal } from '#test/odd-graph.ts'
import type { ConversationId, TicketId } from '#domain/ids.ts'
import { createCarrier } from './carry-next.ts'
import { replyToTicket } from '../tickets/reply.ts'
import { recordAllowance } from '../channels/record-allowance.ts'
import { stopMessage } from './stop.ts'
import { takeBack } from './take-back.ts'

const TAKEN = { status: 200, body: { recipient_id: '7001', message_id: 'mid-taken' } }

test('B38: a text and files are messages of their own, in order, pictures that follow each other one', async () => {
  const { upload, say, turns, states, said, graph } = await openFilesDesk()
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
  const { upload, say, turns, graph } = await openFilesDesk()
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
  const { upload, say, turns, states, said, graph, retry, idOf, outgoing } = await openFilesDesk()
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
  const { upload, say, turns, graph, retry, idOf } = await openFilesDesk()
  await say('', [await upload('picture', 'a.png')])
  graph.answersToFiles.push(refusal(100, 2018047))
  await turns()
  await expect(retry(await idOf(0), 'And words')).rejects.toMatchObject({ code: 'conflict' })
})

test('what was brought once is named again: by the next try, and for the next customer', async () => {
  const { upload, say, turns, said, graph } = await openFilesDesk()
  graph.answers.push(refusal(613))
  await say('', [await upload('file', 'plan.pdf')])
  await turns()
  await turns()
  await say('', [await upload('file', 'plan.pdf')])
  await turns()
  expect(graph.brought).toHaveLength(1)
  expect(said().at(-1)).toEqual(['file file-1'])
})

/** Two customers are sent the same file in one moment: the second comes while the first brings it, and Facebook answers then. */
async function sendToTwoAtOnce(sending: Awaited<ReturnType<typeof openFilesDesk>>) {
  const { upload, say, graph, desk, intake, actor, conversation, channelVia } = sending
  await intake.hear(textFrom({ mid: 'm-other', person: '7002' }))
  const other = await desk.db
    .selectFrom('tickets')
    .select(['id', 'conversation_id'])
    .where('conversation_id', '!=', conversation.conversationId)
    .executeTakeFirstOrThrow()
  const to = other.id as TicketId
  await say('', [await upload('file', 'plan.pdf')])
  await replyToTicket(desk, actor, { ticketId: to, text: '', files: [await upload('file', 'plan.pdf', { to })] })
  const { carryNext } = createCarrier(desk, channelVia(graph.url))
  const [begun, waits] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  graph.hooks.beforeFileAnswer = async () => {
    begun.resolve()
    await waits.promise
  }
  const first = carryNext(conversation)
  await begun.promise
  const waitFor = async <Awaited>(awaited: Promise<Awaited>) => {
    waits.resolve()
    return await awaited
  }
  const second = carryNext({ ...conversation, conversationId: other.conversation_id as ConversationId }, { waitFor })
  return await Promise.all([first, second])
}

test('a file that is sent to many at once is brought for the first of them', async () => {
  const sending = await openFilesDesk()
  expect(await sendToTwoAtOnce(sending)).toEqual([{ kind: 'done' }, { kind: 'done' }])
  expect(sending.graph.brought).toHaveLength(1)
  expect(sending.said()).toEqual([['file file-1'], ['file file-1']])
})

test('whoever waited for a file that Facebook did not take brings it', async () => {
  const sending = await openFilesDesk()
  sending.graph.answersToFiles.push(refusal(2))
  expect(await sendToTwoAtOnce(sending)).toEqual([expect.objectContaining({ kind: 'later' }), { kind: 'done' }])
  expect(sending.said()).toEqual([['file file-2']])
})

test('what Facebook has lost meanwhile is brought anew, once', async () => {
  const { upload, say, turn, turns, said, graph, clock, states } = await openFilesDesk()
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
  const { upload, say, turn, said, graph, states, jobs, clock } = await openFilesDesk()
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
  const { upload, say, turn, turns, states, graph, intake, desk, outgoing } = await openFilesDesk()
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
  const { upload, say, turns, states, graph, said, sendAnyway, idOf } = await openFilesDesk()
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
  const { upload, say, turn, states, store, outgoing, graph } = await openFilesDesk()
  const file = await upload('file', 'plan.pdf')
  await say('', [file])
  store.open = () => Promise.reject(new FileStoreError('storage-away', new Error('away')))
  expect(await turn()).toMatchObject({ kind: 'later', why: 'file-storage' })
  expect((await outgoing())[0]).toMatchObject({ state: 'queued', failure: { reason: 'file-storage' } })
  expect(graph.calls).toEqual([])
  expect(await states()).toEqual([['', 'queued']])
})

test('one that is stopped while its files are brought is not said', async () => {
  const { upload, say, turn, graph, idOf, desk, actor, ticketId, states } = await openFilesDesk()
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
  const { upload, desk, actor, ticketId, outgoing } = await openFilesDesk()
  const files = [await upload('picture', 'a.png'), await upload('file', 'plan.pdf')]
  const messageId = await replyToTicket(desk, actor, { ticketId, text: 'Here it is', files, undo: true })
  expect(await takeBack(desk, actor, { ticketId, messageId })).toEqual({ text: 'Here it is', files })
  expect(await outgoing()).toEqual([])
})

test('after the 24 hours files go as human agent, with the tag, or not at all', async () => {
  const { upload, desk, actor, ticketId, clock, turns, graph, intake } = await openFilesDesk()
  const { channelId } = intake
  const file = await upload('file', 'plan.pdf')
  clock.now = new Date(Date.now() + 25 * 3_600_000)
  await expect(replyToTicket(desk, actor, { ticketId, text: '', files: [file] })).rejects.toMatchObject({ code: 'reply-window-closed' })
  await recordAllowance(desk, { ...actor, role: 'administrator' }, { channelId, allowance: 'human-agent', isAllowed: true })
  await replyToTicket(desk, actor, { ticketId, text: '', files: [file], mode: 'human-agent' })
  await turns()
  expect(graph.calls).toMatchObject([{ messaging_type: 'MESSAGE_TAG', tag: 'HUMAN_AGENT', message: { attachment: { type: 'file' } } }])
})
