import { createHash } from 'node:crypto'
import type { SentKind } from '#domain/files/outgoing-file.ts'
import type { AttachmentId, MessageId } from '#domain/ids.ts'
import { replyToTicket } from '#desk/tickets/reply.ts'
import { fileKey } from '#storage/files/file-key.ts'
import { noteFile } from '#storage/files/files.ts'
import { insertUpload } from '#storage/files/uploads.ts'
import { openSendingDesk } from './sending-desk.ts'

/** As what the bytes of a test go. */
const TYPES: Readonly<Record<SentKind, string>> = {
  picture: 'image/png',
  video: 'video/mp4',
  audio: 'audio/mpeg',
  file: 'application/pdf',
}

/** A desk to which files can be brought, and turns as long as the queue asks for them. */
export async function openFilesDesk() {
  const sending = await openSendingDesk()
  const { desk, intake, actor, ticketId, store, graph, jobs } = sending
  /** Somebody brings a file of these bytes, for this ticket. */
  const upload = async (what: SentKind, name: string, { bytes = Buffer.from(name), to = ticketId } = {}) => {
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
        meant: { ticketId: to, threadId: undefined },
        begunAt: new Date(),
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
