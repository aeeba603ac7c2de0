import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { castRoutes } from './controls/cast.ts'
import { eventRoutes } from './controls/events.ts'
import { ControlError } from './controls/input.ts'
import { faultRoutes } from './controls/faults.ts'
import { leverRoutes } from './controls/levers.ts'
import { peopleActRoutes } from './controls/people-act.ts'
import { settingsRoutes } from './controls/settings.ts'
import { webRoutes } from './controls/web.ts'
import type { Courier } from './deliver/courier.ts'
import { dialogRoutes } from './routes/login/dialog.ts'
import { graphRoutes } from './routes/graph/graph.ts'
import type { World } from './world/world.ts'

const BODY_LIMIT = 30_000_000

/** All rooms behind one HTTP server. Bodies stay bytes: Graph takes JSON, forms, files and bodies without any type alike. */
export function makeServer(world: World, courier: Courier, deskUrl: string | undefined): FastifyInstance {
  const server = Fastify({ bodyLimit: BODY_LIMIT, forceCloseConnections: true, exposeHeadRoutes: false })
  server.removeAllContentTypeParsers()
  server.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
  server.setErrorHandler((cause, _request, reply) => {
    if (cause instanceof ControlError) {
      return reply.code(cause.status).send({ error: cause.message })
    }
    const status = cause instanceof Error && 'statusCode' in cause && typeof cause.statusCode === 'number' ? cause.statusCode : 500
    process.stderr.write(`${cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)}\n`)
    return reply.code(status).send({ error: { message: 'An unknown error occurred', type: 'OAuthException', code: 1 } })
  })
  server.addHook('onRequest', refuseStrangers)
  webRoutes(server, world, deskUrl)
  peopleActRoutes(server, world)
  castRoutes(server, world)
  leverRoutes(server, world, courier)
  faultRoutes(server, world)
  settingsRoutes(server, world)
  eventRoutes(server, world)
  dialogRoutes(server, world)
  graphRoutes(server, world)
  return server
}

/** Another web site open in the same browser must not pull the levers. */
async function refuseStrangers(request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const isLever = request.url.startsWith('/sandbox') && request.method !== 'GET'
  if (isLever && request.headers['sec-fetch-site'] === 'cross-site') {
    await reply.code(403).send({ error: 'The controls answer only their own page and programs.' })
  }
}
