import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { accountRoutes } from './controls/account.ts'
import { appRoutes } from './controls/apps.ts'
import { castRoutes } from './controls/cast.ts'
import { eventRoutes } from './controls/events.ts'
import { ControlError } from './controls/input.ts'
import { faultRoutes } from './controls/faults.ts'
import { journalRoutes } from './controls/journal.ts'
import { leverRoutes } from './controls/levers.ts'
import { mediaUploadRoutes } from './controls/media-upload.ts'
import { messengerActRoutes } from './controls/messenger-acts.ts'
import { messengerEventRoutes } from './controls/messenger-events.ts'
import { optInRoutes } from './controls/opt-ins.ts'
import { peopleActRoutes } from './controls/people-act.ts'
import { sendLeverRoutes } from './controls/send-levers.ts'
import { settingsRoutes } from './controls/settings.ts'
import { threadRoutes } from './controls/threads.ts'
import { usageRoutes } from './controls/usage.ts'
import { wallRoutes } from './controls/wall.ts'
import { webRoutes } from './controls/web.ts'
import { webhookRoutes } from './controls/webhooks.ts'
import type { Courier } from './deliver/courier.ts'
import { dialogRoutes } from './routes/login/dialog.ts'
import { mediaRoutes } from './routes/media.ts'
import { graphRoutes } from './routes/graph/graph.ts'
import { unsupportedRequest } from './world/graph-error.ts'
import { newTraceId } from './world/ids.ts'
import { otherDoors } from './routes/other-doors.ts'
import { refuseStrangers } from './strangers.ts'
import type { World } from './world/world.ts'

const BODY_LIMIT = 30_000_000

type Doors = {
  readonly courier: Courier
  /** Linked on the page. */
  readonly deskUrl: string | undefined
  /** Names of this machine that the controls answer under. */
  readonly allowedHosts: readonly string[]
}

/** All rooms behind one HTTP server. Bodies stay bytes: Graph takes JSON, forms, files and bodies without any type alike. */
export function makeServer(world: World, { courier, deskUrl, allowedHosts }: Doors): FastifyInstance {
  const server = Fastify({
    bodyLimit: BODY_LIMIT,
    forceCloseConnections: true,
    exposeHeadRoutes: false,
    // An address with a stray % reaches no route.
    frameworkErrors: (_cause, request, reply) => {
      void refuseUnknown(request, reply)
    },
  })
  server.removeAllContentTypeParsers()
  server.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
  server.setNotFoundHandler(refuseUnknown)
  server.setErrorHandler((cause, request, reply) => {
    if (cause instanceof ControlError) {
      return reply.code(cause.status).send({ error: cause.message })
    }
    const status = cause instanceof Error && 'statusCode' in cause && typeof cause.statusCode === 'number' ? cause.statusCode : 500
    if (status >= 500) {
      process.stderr.write(`${cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)}\n`)
    }
    if (isControl(request)) {
      return reply.code(status).send({ error: cause instanceof Error ? cause.message : String(cause) })
    }
    return reply
      .code(status)
      .send({ error: { message: 'An unknown error occurred', type: 'OAuthException', code: 1, fbtrace_id: newTraceId() } })
  })
  server.addHook('onRequest', refuseStrangers(allowedHosts))
  otherDoors(server, world)
  webRoutes(server, world, deskUrl)
  peopleActRoutes(server, world)
  messengerActRoutes(server, world)
  messengerEventRoutes(server, world)
  optInRoutes(server, world)
  mediaUploadRoutes(server, world)
  wallRoutes(server, world)
  threadRoutes(server, world)
  castRoutes(server, world)
  appRoutes(server, world)
  accountRoutes(server, world)
  leverRoutes(server, world)
  journalRoutes(server, world)
  webhookRoutes(server, world, courier)
  faultRoutes(server, world)
  settingsRoutes(server, world)
  sendLeverRoutes(server, world)
  mediaRoutes(server, world)
  usageRoutes(server, world)
  eventRoutes(server, world)
  server.all('/sandbox/*', refuseUnknown)
  dialogRoutes(server, world)
  graphRoutes(server, world)
  return server
}

function isControl({ url }: FastifyRequest): boolean {
  return url.startsWith('/sandbox/')
}

/** What no route answers: a control that is none, a method or an address that Graph does not have. */
function refuseUnknown(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const [path = ''] = request.url.split('?')
  if (isControl(request)) {
    return reply.code(404).send({ error: `There is no control ${request.method} ${path}.` })
  }
  const { status, body } = unsupportedRequest(request.method, path.slice(1))
  return reply.code(status).send({ error: { ...body, fbtrace_id: newTraceId() } })
}
