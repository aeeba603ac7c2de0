import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { Transform, type Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { KeptFile } from '#storage/files/kept-file.ts'
import { asStoreError } from '#storage/files/local-store.ts'

/** More came than may be: it is left at that byte. */
export class TooManyBytesError extends Error {
  override readonly name = 'TooManyBytesError'
}

type Writing = { readonly path: string; readonly maxBytes: number; readonly signal?: AbortSignal }

/** Writes bytes to a file as they come, never more than `maxBytes`, and tells their size and SHA-256. Throws `FileStoreError` where the disk is to blame. */
export async function writeMeasured(bytes: Readable, { path, maxBytes, signal }: Writing): Promise<Pick<KeptFile, 'digest' | 'size'>> {
  const hash = createHash('sha256')
  let size = 0
  const measured = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.length
      hash.update(chunk)
      done(size > maxBytes ? new TooManyBytesError(`more than ${maxBytes} bytes`) : null, chunk)
    },
  })
  const file = createWriteStream(path, { mode: 0o600 })
  file.on('error', (error) => measured.destroy(asStoreError(error)))
  await pipeline(bytes, measured, file, signal === undefined ? {} : { signal })
  return { size, digest: hash.digest('hex') }
}
