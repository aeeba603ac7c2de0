import { blob } from 'node:stream/consumers'
import type { Outcome } from '#domain/acts/outcome.ts'
import type { OutgoingFile } from '#domain/files/outgoing-file.ts'
import { savedName } from '#domain/files/saved-name.ts'
import type { WorkspaceId } from '#domain/ids.ts'
import { fileKey } from '#storage/files/file-key.ts'
import { FileStoreError, type FileStore } from '#storage/files/file-store.ts'
import type { GraphFile } from '../graph/graph.ts'

type Read = { readonly kind: 'file'; readonly file: GraphFile } | { readonly kind: 'none'; readonly outcome: Outcome }

/**
 * The bytes of a file that is said, from our own storage. Facebook is told what it is, and no name that anybody gave it. Nothing is called where they
 * are not to be had: they are lost, or the storage does not answer now.
 */
export async function readOutgoing(store: FileStore, workspaceId: WorkspaceId, { what, digest, form, type }: OutgoingFile): Promise<Read> {
  try {
    const bytes = await store.open(fileKey(workspaceId, digest, form === 'shown' ? 'shown' : undefined))
    if (!bytes) {
      return { kind: 'none', outcome: { kind: 'failed', failure: { reason: 'file-gone' } } }
    }
    const whole = await blob(bytes)
    return { kind: 'file', file: { field: 'source', bytes: new Blob([whole], { type }), name: savedName(undefined, { what, type }) } }
  } catch (error) {
    if (error instanceof FileStoreError) {
      return { kind: 'none', outcome: { kind: 'retry', failure: { reason: 'file-storage' }, notBefore: undefined } }
    }
    throw error
  }
}
