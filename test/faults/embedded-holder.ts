import { startEmbedded } from '#storage/embedded/start-embedded.ts'

/** A desk reduced to its database, in a process of its own that a test can kill. Says what it started; stops on SIGTERM. */
const silent = { info: () => undefined, warn: () => undefined }
const postgres = await startEmbedded({ dataDir: process.argv[2] ?? '', log: silent })
process.once('SIGTERM', () => void postgres.stop())
process.stdout.write(`${JSON.stringify({ url: postgres.url, pid: postgres.pid(), port: postgres.port, adopted: postgres.adopted })}\n`)
