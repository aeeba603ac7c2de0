import type { Readable } from 'node:stream'
import type { StorageReason } from '#domain/files/attachment.ts'

/** Where the bytes of files lie. A key is a path of our own making (`file-key.ts`), and what lies under it never changes. */
export type FileStore = {
  /** Keeps these files, which may be moved away by that. All are durable once it resolves; again is harmless. Throws `FileStoreError`. */
  put(files: readonly FileToPut[]): Promise<void>
  /** The bytes, or those from `start` to `end`, both included; undefined when there are none under this key. Throws `FileStoreError`. */
  open(key: string, range?: ByteRange): Promise<Readable | undefined>
  /** Throws `FileStoreError`. What is not there is no fault. */
  remove(keys: readonly string[]): Promise<void>
}

/** Where the bytes are now, and the key under which they are to lie. */
type FileToPut = { readonly key: string; readonly path: string }

export type ByteRange = { readonly start: number; readonly end: number }

/** The store takes or gives nothing for the moment: it is full, or it does not answer. */
export class FileStoreError extends Error {
  override readonly name = 'FileStoreError'
  readonly reason: StorageReason

  constructor(reason: FileStoreError['reason'], cause: unknown) {
    super(reason === 'storage-full' ? 'The storage of files is full.' : 'The storage of files does not answer.', { cause })
    this.reason = reason
  }
}
