import { randomBytes } from 'node:crypto'
import { rmSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createServer as createSocketServer, type AddressInfo } from 'node:net'
import { pino } from 'pino'
import { createDeskClock } from '#desk/desk-clock.ts'
import { startDesk } from '../../src/desk-process.ts'
import { BENCH_SECRET } from './body.ts'

/** The whole desk, as `npm start` composes it: doors, worker, jobs, live updates. Facebook is a stub that knows everybody. */
type DeskTask = {
  readonly url: string
  readonly facebookUrl?: string
  readonly role?: 'all' | 'web' | 'worker'
  /** In hexadecimal digits; one of its own without it. */
  readonly encryptionKey?: string
}
const { url, facebookUrl, role = 'all', encryptionKey } = JSON.parse(process.argv[2] ?? '{}') as DeskTask
const graph = createServer((_request, response) => response.end('{"id":"1","first_name":"Ada","last_name":"Berg"}'))
await new Promise<void>((resolve) => graph.listen(0, '127.0.0.1', resolve))
const port = await freePort()
const dataDir = await mkdtemp(join(tmpdir(), 'pagedesk-bench-'))
process.on('exit', () => rmSync(dataDir, { recursive: true, force: true }))
const graphUrl = facebookUrl ?? `http://127.0.0.1:${(graph.address() as AddressInfo).port}`

await startDesk({
  config: {
    PORT: port,
    HOST: '127.0.0.1',
    ROLE: role,
    SMTP_URL: undefined,
    DATA_DIR: dataDir,
    S3_REGION: 'auto',
  },
  databaseUrl: url,
  encryptionKey: encryptionKey === undefined ? randomBytes(32) : Buffer.from(encryptionKey, 'hex'),
  publicUrl: `http://127.0.0.1:${port}`,
  facebook: {
    graphUrl,
    dialogUrl: graphUrl,
    version: 'v26.0',
    appId: '1',
    appSecret: BENCH_SECRET,
    verifyToken: 'the token of the bench',
    utilityPermission: undefined,
  },
  clock: createDeskClock(),
  sandboxUrl: undefined,
  log: pino({ level: 'error' }, pino.destination(2)),
})
process.on('SIGTERM', () => process.exit(0))
process.send?.({ port, pid: process.pid })

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createSocketServer()
    probe.listen(0, '127.0.0.1', () => {
      const { port: free } = probe.address() as AddressInfo
      probe.close(() => resolve(free))
    })
  })
}
