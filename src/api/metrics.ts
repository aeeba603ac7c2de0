import { isIP } from 'node:net'
import type { FastifyRequest } from 'fastify'
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client'
import { readBacklog } from '#storage/deliveries.ts'
import { sendNothingHere } from './problems.ts'
import type { Api, ApiContext } from './context.ts'

/**
 * `/metrics` in Prometheus' format: figures, never names. Only for this machine itself: whoever comes through a proxy
 * or over the network finds nothing here.
 */
export function registerMetrics(app: Api, { desk, facebook }: ApiContext): void {
  const register = new Registry()
  collectDefaultMetrics({ register })
  new Gauge({
    name: 'deliveries_total',
    help: 'Webhook deliveries since the start, by what became of them at the door',
    labelNames: ['result'],
    registers: [register],
    collect() {
      for (const [result, count] of Object.entries(facebook.webhooks.results)) {
        this.set({ result }, count)
      }
    },
  })
  const depth = new Gauge({ name: 'queue_depth', help: 'Deliveries stored and not read yet', registers: [register] })
  const age = new Gauge({ name: 'queue_oldest_age_seconds', help: 'How long the oldest of them waits', registers: [register] })
  const setAside = new Gauge({ name: 'dead_letters', help: 'Deliveries set aside after the last try', registers: [register] })
  app.get('/metrics', { schema: { hide: true }, config: { isPublic: true } }, async (request, reply) => {
    if (!isThisMachine(request)) {
      return sendNothingHere(reply)
    }
    const backlog = await readBacklog(desk.db)
    depth.set(backlog.depth)
    age.set(backlog.oldestAgeSeconds)
    setAside.set(backlog.setAside)
    return await reply.type(register.contentType).send(await register.metrics())
  })
}

function isThisMachine({ socket, headers }: FastifyRequest): boolean {
  const peer = socket.remoteAddress ?? ''
  const isLoopback = peer === '::1' || (isIP(peer.replace('::ffff:', '')) === 4 && peer.replace('::ffff:', '').startsWith('127.'))
  return isLoopback && headers['x-forwarded-for'] === undefined && headers.forwarded === undefined
}
