import { createDownload } from '#desk/files/download.ts'
import { createExaminer } from '#desk/files/examiner.ts'
import { startFileKeeper } from '#jobs/file-keeper.ts'
import { openDatabase } from '#storage/database.ts'
import { openLocalStore } from '#storage/files/local-store.ts'

/** Fetches the files that wait in a database, as the desk does, until it is killed. Says `idle` when nothing is due. */
const { url, trustedOrigin, folder } = JSON.parse(process.argv[2] ?? '{}') as Record<'url' | 'trustedOrigin' | 'folder', string>
const database = openDatabase({ url, onIdleError: () => undefined })
const keeper = await startFileKeeper({
  desk: { db: database.db, now: () => new Date() },
  database,
  tools: {
    download: createDownload({ trustedOrigin }),
    examine: createExaminer({ processes: 1 }).examine,
    store: openLocalStore(`${folder}/kept`),
    workFolder: `${folder}/incoming`,
  },
  onFailure: (error) => process.stderr.write(`${String(error)}\n`),
})
process.send?.('started')
await keeper.idle()
process.send?.('idle')
