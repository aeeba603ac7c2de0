import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { createDownload } from '#desk/files/download.ts'
import { createExaminer } from '#desk/files/examiner.ts'
import type { FileTools } from '#desk/files/keep-file.ts'
import type { Db } from '#storage/database.ts'
import { attachmentsOfLines, noteAttachments, type Attachment, type NotedAttachment } from '#storage/attachments.ts'
import type { MessageId, WorkspaceId } from '#domain/ids.ts'
import type { FileStore } from '#storage/files/file-store.ts'
import { openLocalStore } from '#storage/files/local-store.ts'

/** Where files lie that messages tell of, as Facebook's CDN. What it answers may be changed while it runs. */
export type Cdn = { readonly origin: string; answer: RequestListener; readonly asked: string[] }

/** `closing`: what is to be closed by somebody else than the one test that runs. */
type Closing = (() => Promise<void>)[]

export async function startCdn(answer: RequestListener, closing?: Closing): Promise<Cdn> {
  const cdn: { answer: RequestListener; asked: string[]; origin: string } = { answer, asked: [], origin: '' }
  const server = createServer((request, response) => {
    cdn.asked.push(request.url ?? '')
    cdn.answer(request, response)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  closeLater(closing, async () => {
    server.closeAllConnections()
    server.close()
  })
  const address = server.address()
  cdn.origin = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
  return cdn
}

/** Everything that fetching takes, with a folder of the test's own. */
export async function openFileTools(
  cdn: Cdn,
  more: Partial<FileTools> = {},
  closing?: Closing,
): Promise<FileTools & { readonly folder: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'pagedesk-files-'))
  const examiner = createExaminer({ processes: 1 })
  closeLater(closing, async () => {
    await examiner.close()
    await rm(folder, { recursive: true, force: true })
  })
  return {
    folder,
    download: createDownload({ trustedOrigin: cdn.origin }),
    examine: examiner.examine,
    store: openLocalStore(join(folder, 'kept')),
    workFolder: join(folder, 'work'),
    ...more,
  }
}

function closeLater(closing: Closing | undefined, close: () => Promise<void>): void {
  if (closing) {
    closing.push(close)
  } else {
    onTestFinished(close)
  }
}

/** A store that can be told to fail. */
export function fragile(store: FileStore): FileStore & { failure: Error | undefined } {
  const guarded: FileStore & { failure: Error | undefined } = {
    failure: undefined,
    put: (...put) => (guarded.failure ? Promise.reject(guarded.failure) : store.put(...put)),
    open: (...open) => (guarded.failure ? Promise.reject(guarded.failure) : store.open(...open)),
    remove: (...remove) => (guarded.failure ? Promise.reject(guarded.failure) : store.remove(...remove)),
  }
  return guarded
}

type Place = { readonly db: Db; readonly workspaceId: WorkspaceId; readonly entryId: MessageId }

/** As the intake does when a message with files came. */
export async function noteFiles({ db, workspaceId, entryId }: Place, ...files: Partial<NotedAttachment>[]): Promise<void> {
  const noted = files.map((file, position) => ({ entryId, position, what: 'picture' as const, url: undefined, ...file }))
  await db.transaction().execute((tx) => noteAttachments(tx, workspaceId, noted))
}

export function filesOf({ db, workspaceId, entryId }: Place): Promise<Attachment[]> {
  return attachmentsOfLines(db, workspaceId, [entryId])
}
