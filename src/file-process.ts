import { createDeskClock } from '#desk/desk-clock.ts'
import { createDownload } from '#desk/files/download.ts'
import { createExaminer } from '#desk/files/examiner.ts'
import { startFileKeeper } from '#jobs/file-keeper.ts'
import { openDatabase } from '#storage/database.ts'
import { startPulse } from '#storage/pulse.ts'
import { tellUnlessAway } from '#storage/tell-unless-away.ts'
import { openFileStore, workFolderOf } from './file-settings.ts'
import type { FileTask, FromFileProcess, ToFileProcess } from './file-task.ts'

/** Eight files under way, of which few speak to the database at once. */
const MAX_CONNECTIONS = 4

const clock = createDeskClock()
let stop = (): Promise<void> => Promise.resolve()

process.on('message', (message: ToFileProcess) => {
  if (message === 'stop') {
    void stop().then(() => process.exit(0))
    return
  }
  clock.moveTo(message.aheadMs)
  if ('task' in message) {
    begin(message.task).then(
      () => say('started'),
      (error: unknown) => process.send?.({ failure: wordsOf(error) } satisfies FromFileProcess, () => process.exit(1)),
    )
  }
})
// The desk is gone: what was under way is found by whoever comes next.
process.on('disconnect', () => process.exit(0))
// A terminal's Ctrl-C, and who ends a whole group of processes, reach this one too. The desk says when it is time.
process.on('SIGINT', () => undefined).on('SIGTERM', () => undefined)

async function begin({ databaseUrl, files, trustedOrigin }: FileTask): Promise<void> {
  const database = openDatabase({ url: databaseUrl, maxConnections: MAX_CONNECTIONS, onIdleError: (error) => tell(error) })
  const pulse = startPulse({
    connections: database.connections,
    onChange: (databaseAnswers) => say({ databaseAnswers }),
    onCut: () => undefined,
  })
  const tell = tellUnlessAway(pulse, (error) => say({ failure: wordsOf(error) }))
  const examiner = createExaminer()
  const keeper = await startFileKeeper({
    desk: { db: database.db, now: clock.now },
    database,
    tools: {
      download: createDownload({ trustedOrigin }),
      examine: examiner.examine,
      store: openFileStore(files),
      workFolder: workFolderOf(files),
    },
    onFailure: tell,
  })
  stop = async () => {
    await keeper.stop()
    await examiner.close()
    await pulse.stop()
    await database.close()
  }
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}

function say(message: FromFileProcess): void {
  process.send?.(message)
}
