import { parentPort } from 'node:worker_threads'
import { packReading } from './pack-reading.ts'
import { read } from './read.ts'

/** The thread that reads large bodies. One at a time, an answer for each. */
parentPort?.on('message', (body: Uint8Array) => {
  parentPort?.postMessage(packReading(read(Buffer.from(body.buffer, body.byteOffset, body.byteLength))))
})
