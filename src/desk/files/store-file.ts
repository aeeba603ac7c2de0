import type { WorkspaceId } from '#domain/ids.ts'
import type { Db } from '#storage/database.ts'
import { fileKey } from '#storage/files/file-key.ts'
import type { FileStore } from '#storage/files/file-store.ts'
import { noteFile } from '#storage/files/files.ts'
import type { KeptFile, Variant, VariantName } from '#storage/files/kept-file.ts'
import type { Examined } from './examined.ts'

type Whole = Extract<Examined, { readonly kind: 'ok' }>

type Storing = {
  readonly workspaceId: WorkspaceId
  /** Where it lies while it is worked on. */
  readonly path: string
  readonly measured: Pick<KeptFile, 'digest' | 'size'>
  readonly examined: Whole
}

/** The note first, then the bytes, then (in the caller) the reference: nothing lies in the store that nobody knows of. Throws `FileStoreError`. */
export async function storeFile(
  { db, store }: { readonly db: Db; readonly store: FileStore },
  { workspaceId, path, measured, examined }: Storing,
): Promise<KeptFile> {
  const { type, width, height, durationMs, made } = examined
  const file = { ...measured, type, width, height, durationMs, variants: variantsOf(made) }
  await noteFile(db, workspaceId, file)
  const variants = Object.entries(made).map(([name, variant]) => ({
    key: fileKey(workspaceId, file.digest, name as VariantName),
    path: variant.path,
  }))
  await store.put([...variants, { key: fileKey(workspaceId, file.digest), path }])
  return file
}

function variantsOf(made: Whole['made']): KeptFile['variants'] {
  return Object.fromEntries(
    Object.entries(made).map(([name, { type, size, width, height }]): [string, Variant] => [name, { type, size, width, height }]),
  )
}
