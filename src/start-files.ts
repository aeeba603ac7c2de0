import type { Logger } from 'pino'
import type { DeskClock } from '#desk/desk-clock.ts'
import { createExaminer } from '#desk/files/examiner.ts'
import type { UploadTools } from '#desk/files/take-upload.ts'
import { isLoopback } from '#domain/loopback.ts'
import type { FileStore } from '#storage/files/file-store.ts'
import { sweepWorkFolder } from '#storage/files/work-folder.ts'
import { workFolderOf, type FileSettings } from './file-settings.ts'
import { startFileProcess } from './start-file-process.ts'

const SWEEP_EVERY_MS = 600_000

type Ground = {
  readonly config: FileSettings
  readonly graphUrl: string
  readonly databaseUrl: string
  readonly clock: Pick<DeskClock, 'aheadMs' | 'onClockMove'>
  readonly fileStore: FileStore
  readonly log: Logger
}

/** Begins to fetch files, beside everything else; answers with how to stop that. */
export async function startFiles({ config, graphUrl, databaseUrl, clock, log }: Omit<Ground, 'fileStore'>): Promise<() => Promise<void>> {
  const task = { databaseUrl, files: fileSettingsOf(config), trustedOrigin: loopbackOrigin(graphUrl) }
  return await startFileProcess({
    task,
    clock,
    onFailure: (words) => log.error({ why: words }, 'fetching files'),
    onDatabase: (answers) =>
      answers ? log.info('files are fetched again') : log.warn('no files are fetched: the database does not answer; they are once it does'),
  })
}

/** What the process that keeps files is told of the configuration: no more than it needs. */
function fileSettingsOf(config: FileSettings): FileSettings {
  const { DATA_DIR, S3_BUCKET, S3_ENDPOINT, S3_REGION, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY } = config
  return { DATA_DIR, S3_BUCKET, S3_ENDPOINT, S3_REGION, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY }
}

/** Takes away, now and from time to time, what was left of files that somebody worked on; answers with how to stop that. */
export async function startSweeping({ config, log }: Pick<Ground, 'config' | 'log'>): Promise<() => Promise<void>> {
  const sweep = () =>
    sweepWorkFolder(workFolderOf(config)).catch((error: unknown) => log.warn({ err: error }, 'sweeping the folder of files at work'))
  await sweep()
  const sweeping = setInterval(() => void sweep(), SWEEP_EVERY_MS)
  return async () => clearInterval(sweeping)
}

/** What it takes to take files that people upload. Whoever looks at them is started when there is one. */
export function openUploads({ config, fileStore }: Pick<Ground, 'config' | 'fileStore'>): {
  readonly tools: UploadTools
  close(): Promise<void>
} {
  const examiner = createExaminer({ processes: 1 })
  return { tools: { examine: examiner.examine, store: fileStore, workFolder: workFolderOf(config) }, close: examiner.close }
}

/** The sandbox's files lie on this machine. Nobody else's do: where Facebook is the real one, files come from public addresses only. */
function loopbackOrigin(graphUrl: string): string | undefined {
  const { hostname, origin } = new URL(graphUrl)
  return isLoopback(hostname) ? origin : undefined
}
