import { randomUUID } from 'node:crypto'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterMiss } from '#domain/files/next-try.ts'
import type { WaitingReason } from '#domain/files/attachment.ts'
import { appendEvents, type NewEvent } from '#storage/events.ts'
import { settleAttachment, type ClaimedAttachment, type Settled, type SettledOwner } from '#storage/files/claims.ts'
import { FileStoreError, type FileStore } from '#storage/files/file-store.ts'
import { touchKeptFile } from '#storage/files/files.ts'
import { asStoreError } from '#storage/files/local-store.ts'
import type { Desk } from '../desk.ts'
import { transact } from '../transact.ts'
import type { Download } from './download.ts'
import type { Examine, Examined } from './examined.ts'
import { ExaminerError } from './examiner.ts'
import { followStorage } from './follow-storage.ts'
import { ownerEvents } from './owner-events.ts'
import { storeFile } from './store-file.ts'

/** What of the desk it takes to keep files. */
export type FileDesk = Pick<Desk, 'db' | 'now'>

/** What it takes to fetch files. */
export type FileTools = {
  readonly download: Download
  readonly examine: Examine
  readonly store: FileStore
  /** Where a file lies while it is worked on; on the same disk as the store, where that is a folder. */
  readonly workFolder: string
}

/** A file that ends whoever looks at it is given this many chances: the machine may have been to blame. */
const LOOKED_AT = 3

/**
 * Fetches a claimed attachment, keeps its bytes and tells it. A crash at any point costs the try and nothing else: bytes are named by their content,
 * a note of them stands before they do, and the state moves in one transaction with its event.
 */
export async function keepFile(desk: FileDesk, tools: FileTools, claimed: ClaimedAttachment): Promise<Settled> {
  const settled = await attempt(desk, tools, claimed)
  await transact(desk, async (tx) => {
    const owner = await settleAttachment(tx, claimed, settled)
    if (owner) {
      const ofStorage = await followStorage(tx, desk, { workspaceId: claimed.workspaceId, settled })
      await appendEvents(tx, claimed.workspaceId, [...eventsOf(owner, settled), ...ofStorage])
    }
  })
  return settled
}

async function attempt(desk: FileDesk, tools: FileTools, claimed: ClaimedAttachment): Promise<Settled> {
  const folder = join(tools.workFolder, randomUUID())
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 }).catch((error: unknown) => {
      throw asStoreError(error)
    })
    return await fetchInto(folder, { desk, tools, claimed })
  } catch (error) {
    if (error instanceof FileStoreError) {
      return missed(claimed, error.reason)
    }
    throw error
  } finally {
    await rm(folder, { recursive: true, force: true }).catch(leaveToSweep)
  }
}

/** Where the folder is out of reach nothing can be removed, and why it is so is told already. What is left is swept later. */
function leaveToSweep(): void {}

type Try = { readonly desk: FileDesk; readonly tools: FileTools; readonly claimed: ClaimedAttachment }

async function fetchInto(folder: string, { desk, tools, claimed }: Try): Promise<Settled> {
  const { workspaceId, url } = claimed
  const path = join(folder, 'file')
  const downloaded = await tools.download(url, path)
  switch (downloaded.kind) {
    case 'dead':
      return { state: 'gone', reason: 'address-dead' }
    case 'refused':
      return { state: 'refused', reason: downloaded.reason }
    case 'not-now':
      return missed(claimed, downloaded.reason)
    case 'ok': {
      const { digest, size } = downloaded
      if (await touchKeptFile(desk.db, { workspaceId, digest })) {
        return { state: 'kept', digest, isStored: false }
      }
      const examined = await lookAt(tools.examine, path)
      if (examined.kind !== 'ok') {
        return refusedOf(claimed, examined)
      }
      await storeFile({ db: desk.db, store: tools.store }, { workspaceId, path, measured: { digest, size }, examined })
      return { state: 'kept', digest, isStored: true }
    }
    default:
      return downloaded satisfies never
  }
}

function missed({ tries, ageMs }: ClaimedAttachment, reason: WaitingReason): Settled {
  return afterMiss({ reason, tries, ageMs })
}

type Looked = Examined | { readonly kind: 'ended' }

async function lookAt(examine: Examine, path: string): Promise<Looked> {
  try {
    return await examine(path)
  } catch (error) {
    // What ends the process that looks at it is most likely made for that. It is counted, and refused when it does so again.
    if (error instanceof ExaminerError) {
      return { kind: 'ended' }
    }
    throw error
  }
}

function refusedOf(claimed: ClaimedAttachment, looked: Exclude<Looked, { readonly kind: 'ok' }>): Settled {
  if (looked.kind === 'refused') {
    return { state: 'refused', reason: looked.reason }
  }
  return claimed.tries >= LOOKED_AT ? { state: 'refused', reason: 'broken' } : missed(claimed, 'not-readable-now')
}

/** One more try for the same reason changes nothing that a screen shows. */
function eventsOf(owner: SettledOwner, settled: Settled): NewEvent[] {
  return settled.state === 'waiting' && settled.reason === owner.before.reason ? [] : ownerEvents(owner)
}
