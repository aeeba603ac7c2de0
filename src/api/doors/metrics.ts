import { hash, timingSafeEqual } from 'node:crypto'
import type { FastifyBaseLogger, FastifyReply, FastifyRequest } from 'fastify'
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client'
import { DeskError } from '#domain/errors.ts'
import type { Desk } from '#desk/desk.ts'
import type { WebhookDoor } from '#facebook/webhooks/intake.ts'
import { readBacklog } from '#storage/deliveries.ts'
import { readWaitingFiles } from '#storage/files/storage-problem.ts'
import type { Api } from '../server/api.ts'
import { openSmallServer } from '../server/open-server.ts'
import { createOwnHosts, registerOwnHosts } from '../server/own-hosts.ts'
import { sendNothingHere } from '../server/problems.ts'

/** Figures in Prometheus' format, never names. */
export type Metrics = { readonly contentType: string; read(): Promise<string> }

export type MetricsSources = {
  readonly desk: Pick<Desk, 'db'>
  /** Where this process has the webhook door. */
  readonly door: WebhookDoor | undefined
  /** How far this machine's clock is ahead of Facebook's, in seconds; undefined until Facebook answered. */
  readonly clockSkewSeconds: () => number | undefined
}

export function createMetrics({ desk, door, clockSkewSeconds }: MetricsSources): Metrics {
  const register = new Registry()
  collectDefaultMetrics({ register })
  const registers = [register]
  if (door) {
    new Gauge({
      name: 'deliveries_total',
      help: 'Webhook deliveries since the start, by what became of them at the door',
      labelNames: ['result'],
      registers,
      collect() {
        for (const [result, count] of Object.entries(door.results)) {
          this.set({ result }, count)
        }
      },
    })
  }
  new Gauge({
    name: 'clock_skew_seconds',
    help: "How far this machine's clock is ahead of Facebook's; NaN until Facebook answered",
    registers,
    collect() {
      this.set(clockSkewSeconds() ?? Number.NaN)
    },
  })
  const depth = new Gauge({ name: 'queue_depth', help: 'Deliveries stored and not read yet', registers })
  const age = new Gauge({ name: 'queue_oldest_age_seconds', help: 'How long the oldest of them waits', registers })
  const setAside = new Gauge({ name: 'dead_letters', help: 'Deliveries set aside after the last try', registers })
  const readFiles = gaugesOfFiles(desk, registers)
  return {
    contentType: register.contentType,
    read: async () => {
      const backlog = await readBacklog(desk.db)
      await readFiles()
      depth.set(backlog.depth)
      age.set(backlog.oldestAgeSeconds)
      setAside.set(backlog.setAside)
      return await register.metrics()
    },
  }
}

function gaugesOfFiles({ db }: Pick<Desk, 'db'>, registers: Registry[]): () => Promise<void> {
  const waiting = new Gauge({ name: 'files_waiting', help: 'Files told of and not kept yet', registers })
  const age = new Gauge({ name: 'files_oldest_age_seconds', help: 'How long the oldest of them waits', registers })
  const forStorage = new Gauge({
    name: 'files_waiting_for_storage',
    help: 'Files whose last try found the storage full or away',
    registers,
  })
  return async () => {
    const files = await readWaitingFiles(db)
    waiting.set(files.count)
    age.set(files.oldestAgeSeconds)
    forStorage.set(files.forStorage)
  }
}

const URL = '/metrics'
const hidden = { schema: { hide: true }, config: { isPublic: true } }

/** `/metrics` among the desk's other doors: for whoever shows the token, and not there at all where none is set. */
export function registerMetrics(
  app: Api,
  { metrics, metricsToken }: { readonly metrics: Metrics; readonly metricsToken: string | undefined },
): void {
  app.get(URL, hidden, (request, reply) => {
    if (metricsToken === undefined) {
      return sendNothingHere(reply)
    }
    if (!hasToken(request, metricsToken)) {
      void reply.header('www-authenticate', 'Bearer')
      throw new DeskError('not-signed-in', 'Send the METRICS_TOKEN as a bearer token.')
    }
    return sendMetrics(metrics, reply)
  })
}

export type MetricsListener = { readonly port: number; close(): Promise<void> }

/** `/metrics` alone, on the loopback interface: open to whatever runs on this machine, and to nobody else. */
export async function listenForMetrics(
  metrics: Metrics,
  { port, log }: { readonly port: number; readonly log: FastifyBaseLogger | boolean },
): Promise<MetricsListener> {
  const publicUrl = `http://127.0.0.1:${port}`
  const app = openSmallServer(publicUrl, log)
  registerOwnHosts(app, { ownHosts: createOwnHosts({ publicUrl }) })
  app.get(URL, hidden, (_request, reply) => sendMetrics(metrics, reply))
  await app.listen({ host: '127.0.0.1', port })
  const address = app.server.address()
  return { port: typeof address === 'object' && address ? address.port : port, close: () => app.close() }
}

async function sendMetrics(metrics: Metrics, reply: FastifyReply): Promise<FastifyReply> {
  return await reply
    .header('cache-control', 'no-store')
    .type(metrics.contentType)
    .send(await metrics.read())
}

/** Digests are of equal length, so neither length nor content shows in the time taken. */
function hasToken({ headers }: FastifyRequest, token: string): boolean {
  const given = /^Bearer +(\S+)$/i.exec(headers.authorization ?? '')?.[1]
  return given !== undefined && timingSafeEqual(hash('sha256', given, 'buffer'), hash('sha256', token, 'buffer'))
}
