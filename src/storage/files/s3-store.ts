import { openAsBlob } from 'node:fs'
import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import { S3mini, S3ServiceError } from 's3mini'
import { FileStoreError, type FileStore } from './file-store.ts'

export type S3Settings = {
  /** Without the bucket: https://s3.eu-central-1.amazonaws.com */
  readonly endpoint: string
  readonly bucket: string
  readonly region: string
  readonly accessKeyId: string
  readonly secretAccessKey: string
}

const WRITE_TIMEOUT_MS = 60_000
/** A film is read as slowly as its viewer's connection takes it. */
const READ_TIMEOUT_MS = 600_000

/** Files as objects of a bucket, in any store that speaks S3's protocol. */
export function openS3Store({ endpoint, bucket, ...access }: S3Settings): FileStore {
  const settings = { ...access, endpoint: `${endpoint}/${bucket}` }
  const writer = new S3mini({ ...settings, requestAbortTimeout: WRITE_TIMEOUT_MS })
  const reader = new S3mini({ ...settings, requestAbortTimeout: READ_TIMEOUT_MS })
  return {
    put: (files) =>
      told(async () => {
        for (const { key, path } of files) {
          const file = await openAsBlob(path)
          await writer.putObject(key, file, 'application/octet-stream', undefined, undefined, file.size)
        }
      }),
    open: (key, range) =>
      told(() =>
        range === undefined
          ? bytesOf(() => reader.getObjectRaw(key))
          : bytesOf(() => reader.getObjectRaw(key, false, range.start, range.end + 1)),
      ),
    remove: (keys) =>
      told(async () => {
        for (const key of keys) {
          await writer.deleteObject(key)
        }
      }),
  }
}

async function bytesOf(get: () => Promise<Response>): Promise<Readable | undefined> {
  try {
    const { body } = await get()
    return body ? Readable.fromWeb(body as ReadableStream<Uint8Array>) : undefined
  } catch (error) {
    // Not a fault: nothing lies there.
    if (error instanceof S3ServiceError && error.status === 404 && error.serviceCode === 'NoSuchKey') {
      return undefined
    }
    throw error
  }
}

/** 507 and these codes are what stores say that have no room (MinIO, Ceph); everything else is a store that cannot be used now. */
const FULL = ['XMinioStorageFull', 'QuotaExceeded', 'InsufficientStorage', 'XMinioAdminBucketQuotaExceeded']

async function told<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    const isFull = error instanceof S3ServiceError && (error.status === 507 || FULL.includes(error.serviceCode ?? ''))
    throw new FileStoreError(isFull ? 'storage-full' : 'storage-away', error)
  }
}
