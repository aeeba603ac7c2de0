import { setTimeout as wait } from 'node:timers/promises'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { takeCallFault } from '../world/faults.ts'
import type { World } from '../world/world.ts'
import { type Exchange, noteCall, strike } from './graph/faulty.ts'

/** The dialog and the files that webhooks point to: calls of a client as well, though not of Graph. */
const DOORS = ['/dialog/oauth', '/sandbox/media/']

/** Faults strike the doors beside Graph too, and the journal tells of them. The work itself is never done before a fault here. */
export function otherDoors(server: FastifyInstance, world: World): void {
  const open = new WeakMap<FastifyRequest, Exchange>()
  server.addHook('onRequest', async (request, reply) => {
    if (isDoor(request)) {
      const exchange = exchangeOf(request, reply)
      const isStruck = await struck(world, exchange)
      if (!isStruck) {
        open.set(request, exchange)
      }
    }
  })
  server.addHook('onResponse', async (request, reply) => {
    const exchange = open.get(request)
    if (exchange) {
      noteCall(world, exchange, { status: reply.statusCode })
    }
  })
}

/** True when the fault has answered, or never will. */
async function struck(world: World, exchange: Exchange): Promise<boolean> {
  const fault = takeCallFault(world, { method: exchange.request.method, path: exchange.path, token: () => undefined })
  if (fault?.act === 'slow' || fault?.act === 'trickle') {
    await wait(fault.delayMs, undefined, { ref: false })
    return false
  }
  if (!fault) {
    return false
  }
  await strike(world, exchange, { fault })
  return true
}

function exchangeOf(request: FastifyRequest, reply: FastifyReply): Exchange {
  const [path = ''] = request.url.split('?')
  return { request, reply, began: performance.now(), path: path.replace(/^\/v\d+\.\d+(?=\/)/, ''), version: '' }
}

/** The sandbox's own page shows the same files; that is not a call of a client. */
function isDoor({ url, method, headers }: FastifyRequest): boolean {
  const [path = ''] = url.split('?')
  const isOurs = path.startsWith('/sandbox/media') && (method === 'POST' || headers['sec-fetch-site'] === 'same-origin')
  return DOORS.some((door) => path.includes(door)) && !isOurs
}
