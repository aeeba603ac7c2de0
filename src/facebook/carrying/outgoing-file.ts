import { blob } from 'node:stream/consumers'
import type { OutgoingFile } from '#domain/files/outgoing-file.ts'
import { savedName } from '#domain/files/saved-name.ts'
import type { WorkspaceId } from '#domain/ids.ts'
import { fileKey } from '#storage/files/file-key.ts'
import { FileStoreError, type FileStore } from '#storage/files/file-store.ts'
import type { Hindered } from '#domain/channels/channel-port.ts'
import type { GraphFile } from '../graph/graph.ts'

type Read = { readonly kind: 'file'; readonly file: GraphFile } | { readonly kind: 'none'; readonly outcome: Hindered }

type Reading = { readonly store: FileStore; readonly workspaceId: WorkspaceId; readonly field: GraphFile['field'] }

/** Facebook is told the name only of what is saved under it. */
export function outgoingName({ what, type, name }: OutgoingFile): string {
  return savedName(what === 'file' ? name : undefined, { what, type })
}

/**
 * The bytes of a file that is said, from our own storage, with what it is. Nothing is called where they are not to be had: they are lost, or the storage
 * does not answer now.
 */
export async function readOutgoing({ store, workspaceId, field }: Reading, outgoing: OutgoingFile): Promise<Read> {
  const { digest, form, type } = outgoing
  try {
    const bytes = await store.open(fileKey(workspaceId, digest, form === 'shown' ? 'shown' : undefined))
    if (!bytes) {
      return { kind: 'none', outcome: { kind: 'failed', failure: { reason: 'file-gone' } } }
    }
    const whole = await blob(bytes)
    return { kind: 'file', file: { field, bytes: new Blob([whole], { type }), name: outgoingName(outgoing) } }
  } catch (error) {
    if (error instanceof FileStoreError) {
      return { kind: 'none', outcome: { kind: 'retry', failure: { reason: 'file-storage' }, notBefore: undefined } }
    }
    throw error
  }
}
