import { join } from 'node:path'
import type { Logger } from 'pino'
import type { Config } from '#config'
import type { DeskClock } from '#desk/desk-clock.ts'
import { createExaminer } from '#desk/files/examiner.ts'
import type { UploadTools } from '#desk/files/take-upload.ts'
import { isLoopback } from '#domain/loopback.ts'
import type { FileStore } from '#storage/files/file-store.ts'
import { openLocalStore } from '#storage/files/local-store.ts'
import { openS3Store } from '#storage/files/s3-store.ts'
import { sweepWorkFolder } from '#storage/files/work-folder.ts'
import { startFileProcess } from './file-process/start.ts'

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
  readonly databaseUrl: string
  readonly clock: Pick<DeskClock, 'aheadMs' | 'onClockMove'>
  readonly fileStore: FileStore
  readonly log: Logger
}

/** Begins to fetch files, beside everything else; answers with how to stop that. */
export async function startFiles({ config, graphUrl, databaseUrl, clock, log }: Omit<Ground, 'fileStore'>): Promise<() => Promise<void>> {
  const task = { databaseUrl, files: fileSettingsOf(config), trustedOrigin: loopbackOrigin(graphUrl) }
  return await startFileProcess({ task, clock, onFailure: (words) => log.error({ why: words }, 'fetching files') })
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

export function workFolderOf(config: FileSettings): string {
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
