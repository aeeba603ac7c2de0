import { randomUUID } from 'node:crypto'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { REACH } from '#domain/conversations/subject.ts'
import { DeskError } from '#domain/errors.ts'
import { fileVerdict, largestOf, type FileRule, type SentKind } from '#domain/files/outgoing-file.ts'
import type { AttachmentId, ChannelId, TicketId } from '#domain/ids.ts'
import { FileStoreError } from '#storage/files/file-store.ts'
import { keptFile } from '#storage/files/files.ts'
import type { KeptFile } from '#storage/files/kept-file.ts'
import { asStoreError } from '#storage/files/local-store.ts'
import { countUploads, insertUpload } from '#storage/files/uploads.ts'
import { machineTime } from '../desk-clock.ts'
import type { Actor, Desk } from '../desk.ts'
import { followFiles } from '../drafts/follow-files.ts'
import { requirePermission } from '../require-permission.ts'
import { requireMayWrite } from '../tickets/require-verdict.ts'
import { requireTicket } from '../tickets/require-ticket.ts'
import { transact } from '../transact.ts'
import { ExaminerError } from './examiner.ts'
import { fileRefusal } from './file-refusal.ts'
import type { FileTools } from './keep-file.ts'
import { storeFile } from './store-file.ts'
import { TooManyBytesError, writeMeasured } from './write-measured.ts'

export type UploadTools = Pick<FileTools, 'examine' | 'store' | 'workFolder'>

export type Upload = {
  /** Where it is to be said: that decides what it may be. */
  readonly ticketId: TicketId
  /** Of a ticket that holds several threads the one that is answered. */
  readonly threadId?: string | undefined
  /** What it was called where it comes from: shown, and never a path. */
  readonly name: string | undefined
  readonly bytes: Readable
}

/** More than anybody means to send: whoever uploads and never sends is told so, before the disk is full. */
const MOST_UNSENT = 50

type Takes = { readonly desk: Desk; readonly tools: UploadTools }

/**
 * Takes a file that somebody means to send, and keeps it: its bytes by their content, and that it is theirs until a reply says it. What it is its
 * content tells. Refused in words before a byte is read where nothing can be sent there, and as soon as it is too much. Whatever ends it halfway
 * leaves nothing that is not swept.
 */
export async function takeUpload({ desk, tools }: Takes, actor: Actor, upload: Upload): Promise<AttachmentId> {
  requirePermission(actor, 'ticket.reply')
  // Its place among others is when it began: a large one that was chosen first comes last.
  const [id, begunAt] = [desk.newId<AttachmentId>(), machineTime(desk)]
  const { channelId, rule } = await placeOf(desk, actor, upload.ticketId)
  const { file, what } = await keep({ desk, tools }, { actor, rule, upload })
  const { workspaceId, userId } = actor
  const meant = { ticketId: upload.ticketId, threadId: upload.threadId }
  await transact(desk, async (tx) => {
    await insertUpload(tx, { workspaceId, userId, id, channelId, what, name: upload.name, digest: file.digest, meant, begunAt })
    await followFiles(tx, desk, { workspaceId, userId, places: [meant] })
  })
  return id
}

async function placeOf(desk: Desk, actor: Actor, ticketId: TicketId): Promise<{ readonly channelId: ChannelId; readonly rule: FileRule }> {
  return await transact(desk, async (tx) => {
    const ticket = await requireTicket(tx, actor.workspaceId, ticketId)
    requireMayWrite(actor, ticket, desk.now())
    const rule = REACH[ticket.subjectKind].files
    if (!rule) {
      throw new DeskError('conflict', 'Files cannot be sent in such a conversation.')
    }
    if ((await countUploads(tx, actor)) >= MOST_UNSENT) {
      throw new DeskError(
        'conflict',
        `You uploaded ${MOST_UNSENT} files that no reply says. Send or remove some: what is not sent goes after a week.`,
      )
    }
    return { channelId: ticket.channelId, rule }
  })
}

type Keeping = { readonly actor: Actor; readonly rule: FileRule; readonly upload: Upload }
/** The file, and as what it is sent there. */
type Fitting = { readonly file: KeptFile; readonly what: SentKind }

async function keep(takes: Takes, keeping: Keeping): Promise<Fitting> {
  const folder = join(takes.tools.workFolder, randomUUID())
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 }).catch((error: unknown) => {
      throw asStoreError(error)
    })
    return await keepIn(folder, { ...takes, ...keeping })
  } catch (error) {
    throw refusalOf(error, keeping)
  } finally {
    await rm(folder, { recursive: true, force: true }).catch(leaveToSweep)
  }
}

/** Where the folder is out of reach nothing can be removed; what is left is swept later. */
function leaveToSweep(): void {}

type KeepingIn = Keeping & Takes

async function keepIn(folder: string, { desk, tools, actor: { workspaceId }, rule, upload }: KeepingIn): Promise<Fitting> {
  const path = join(folder, 'file')
  const measured = await writeMeasured(upload.bytes, { path, maxBytes: largestOf(rule) })
  if (measured.size === 0) {
    throw fileRefusal({ kind: 'empty' }, rule, upload)
  }
  const known = await keptFile(desk.db, workspaceId, measured.digest)
  if (known) {
    return { file: known, what: sentAs(known, { rule, upload }) }
  }
  const examined = await tools.examine(path)
  if (examined.kind === 'refused') {
    throw fileRefusal({ kind: examined.reason === 'too-many-pixels' ? 'too-many-pixels' : 'broken' }, rule, upload)
  }
  const what = sentAs({ type: examined.type, size: measured.size }, { rule, upload })
  return { file: await storeFile({ db: desk.db, store: tools.store }, { workspaceId, path, measured, examined }), what }
}

function sentAs({ type, size }: Pick<KeptFile, 'type' | 'size'>, { rule, upload: { name } }: Pick<Keeping, 'rule' | 'upload'>): SentKind {
  const verdict = fileVerdict(rule, { type, size, name })
  if (verdict.kind !== 'fits') {
    throw fileRefusal(verdict, rule, { name, size })
  }
  return verdict.what
}

function refusalOf(error: unknown, { rule, upload }: Keeping): unknown {
  if (error instanceof TooManyBytesError) {
    return fileRefusal({ kind: 'too-large', ...largestKind(rule) }, rule, upload)
  }
  if (error instanceof ExaminerError) {
    return fileRefusal({ kind: 'broken' }, rule, upload)
  }
  if (error instanceof FileStoreError) {
    const words = error.reason === 'storage-full' ? 'The storage of files is full. An administrator can make room.' : NO_STORE
    return new DeskError('file-storage-unavailable', words, { cause: error, detail: { retryAfterSeconds: 5 } })
  }
  return error
}

/** More than the largest kind may have: which it would have been nobody waited for. */
function largestKind({ kinds }: FileRule): { readonly what: SentKind; readonly maxBytes: number } {
  const [first, ...others] = kinds
  const { what, maxBytes } = others.at(-1) ?? first
  return { what, maxBytes }
}

const NO_STORE = 'The storage of files does not answer. Try again in a moment.'
