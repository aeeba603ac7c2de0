import { keysOfFile } from '#storage/files/file-key.ts'
import type { FileStore } from '#storage/files/file-store.ts'
import { deleteFiles, lockUnusedFiles } from '#storage/files/files.ts'
import { deleteOldUploads } from '#storage/files/uploads.ts'
import type { Desk } from '../desk.ts'
import { followFiles } from '../drafts/follow-files.ts'
import { transact } from '../transact.ts'

const AT_ONCE = 100

/**
 * What was uploaded and never sent goes after a week. Contents go with the last thing that referred to them: their bytes first, then what is known of them, so that a crash between leaves nothing
 * that nobody knows of. Answers how many went. Throws `FileStoreError` when the store is away; they go the next time then.
 */
export async function forgetUnusedFiles(desk: Desk, store: FileStore): Promise<number> {
  await transact(desk, async (tx) => {
    for (const gone of await deleteOldUploads(tx)) {
      await followFiles(tx, desk, gone)
    }
  })
  let count = 0
  for (let found = AT_ONCE; found === AT_ONCE; count += found) {
    found = await transact(desk, async (tx) => {
      const files = await lockUnusedFiles(tx, AT_ONCE)
      await store.remove(files.flatMap((file) => keysOfFile(file.workspaceId, file)))
      await deleteFiles(tx, files)
      return files.length
    })
  }
  return count
}
