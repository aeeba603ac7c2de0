import { join } from 'node:path'
import type { Logger } from 'pino'
import type { Config } from '#config'
import type { Desk } from '#desk/desk.ts'
import { createDownload } from '#desk/files/download.ts'
import { createExaminer } from '#desk/files/examiner.ts'
import type { UploadTools } from '#desk/files/take-upload.ts'
import { isLoopback } from '#domain/loopback.ts'
import { startFileKeeper } from '#jobs/file-keeper.ts'
import type { Database } from '#storage/database.ts'
import type { FileStore } from '#storage/files/file-store.ts'
import { openLocalStore } from '#storage/files/local-store.ts'
import { openS3Store } from '#storage/files/s3-store.ts'
import { sweepWorkFolder } from '#storage/files/work-folder.ts'

export type FileSettings = Pick<
  Config,
  'DATA_DIR' | 'S3_BUCKET' | 'S3_ENDPOINT' | 'S3_REGION' | 'S3_ACCESS_KEY_ID' | 'S3_SECRET_ACCESS_KEY'
>

/** A bucket where one is configured, else a folder of the data folder. */
export function openFileStore(config: FileSettings): FileStore {
  const {
    S3_BUCKET: bucket,
    S3_ENDPOINT: endpoint,
    S3_REGION: region,
    S3_ACCESS_KEY_ID: accessKeyId,
    S3_SECRET_ACCESS_KEY: secretAccessKey,
  } = config
  return bucket !== undefined && endpoint !== undefined && accessKeyId !== undefined && secretAccessKey !== undefined
    ? openS3Store({ endpoint, bucket, region, accessKeyId, secretAccessKey })
    : openLocalStore(filesFolderOf(config))
}

const SWEEP_EVERY_MS = 600_000

type Ground = {
  readonly config: FileSettings
  readonly graphUrl: string
  readonly desk: Desk
  readonly database: Pick<Database, 'db' | 'connections'>
  readonly fileStore: FileStore
  readonly log: Logger
}

/** Begins to fetch files, beside everything else; answers with how to stop that. */
export async function startFiles({ config, graphUrl, desk, database, fileStore, log }: Ground): Promise<() => Promise<void>> {
  const workFolder = workFolderOf(config)
  const examiner = createExaminer()
  const download = createDownload({ trustedOrigin: loopbackOrigin(graphUrl) })
  const keeper = await startFileKeeper({
    desk,
    database,
    tools: { download, examine: examiner.examine, store: fileStore, workFolder },
    onFailure: (error) => log.error({ err: error }, 'fetching files'),
  })
  return async () => {
    await keeper.stop()
    await examiner.close()
  }
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

function workFolderOf(config: FileSettings): string {
  return join(filesFolderOf(config), 'incoming')
}

/** The sandbox's files lie on this machine. Nobody else's do: where Facebook is the real one, files come from public addresses only. */
function loopbackOrigin(graphUrl: string): string | undefined {
  const { hostname, origin } = new URL(graphUrl)
  return isLoopback(hostname) ? origin : undefined
}

function filesFolderOf({ DATA_DIR }: Pick<Config, 'DATA_DIR'>): string {
  return join(DATA_DIR, 'files')
}
