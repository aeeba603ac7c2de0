import { join } from 'node:path'
import type { Config } from '#config'
import type { FileStore } from '#storage/files/file-store.ts'
import { openLocalStore } from '#storage/files/local-store.ts'
import { openS3Store } from '#storage/files/s3-store.ts'

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

/** Where files lie while they are worked on. */
export function workFolderOf(config: FileSettings): string {
  return join(filesFolderOf(config), 'incoming')
}

function filesFolderOf({ DATA_DIR }: Pick<Config, 'DATA_DIR'>): string {
  return join(DATA_DIR, 'files')
}
