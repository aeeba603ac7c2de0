import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import S3rver from '@20minutes/s3rver'
import type { S3Settings } from '#storage/files/s3-store.ts'

/** A store that speaks S3's protocol, with one empty bucket, until it is closed. */
export async function startS3(): Promise<S3Settings & { close(): Promise<void> }> {
  const directory = await mkdtemp(join(tmpdir(), 'pagedesk-s3-'))
  const bucket = 'desk-files'
  const server = new S3rver({ port: 0, address: '127.0.0.1', silent: true, directory, configureBuckets: [{ name: bucket, configs: [] }] })
  const { port } = await server.run()
  return {
    endpoint: `http://127.0.0.1:${port}`,
    bucket,
    region: 'us-east-1',
    accessKeyId: 'S3RVER',
    secretAccessKey: 'S3RVER',
    close: async () => {
      await server.close()
      await rm(directory, { recursive: true, force: true })
    },
  }
}
