import type { FastifyReply, FastifyRequest } from 'fastify'
import { DeskError } from '#domain/errors.ts'
import type { Caller, SignedIn } from '#desk/accounts/room.ts'
import { requirePermission } from '#desk/require-permission.ts'
import type { Api } from './api.ts'
import type { ApiContext } from '../context.ts'
import type { OwnHosts } from './own-hosts.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** The session behind the request; undefined on public routes. */
    signedIn: SignedIn | undefined
  }
}

const API = '/api/'
const READING = ['GET', 'HEAD', 'OPTIONS']

/**
 * The guard before the API: no cross-site commands, and nobody without a session unless the route says `config.isPublic`.
 * It runs before a body is read.
 */
export function registerAuthentication(app: Api, context: Pick<ApiContext, 'accounts' | 'ownHosts'>): void {
  app.decorateRequest('signedIn', undefined)
  app.decorateRequest('actor', { getter: actorOf })
  app.decorateRequest('sessionId', { getter: sessionIdOf })
  app.addHook('onRequest', (request, reply, done) => {
    // The matched route decides, not the address as it was written: `/%61pi/v1/session` leads to the API too.
    if (!(request.routeOptions.url ?? request.url).startsWith(API)) {
      done()
      return
    }
    guard(context, request, reply).then(() => done(), done)
  })
}

async function guard(context: Pick<ApiContext, 'accounts' | 'ownHosts'>, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  reply.header('cache-control', 'no-store')
  refuseCrossSite(request, context.ownHosts)
  if (!request.is404 && request.routeOptions.config.isPublic !== true) {
    await authenticate(context, request, reply)
  }
}

/** Whom the attempts at public doors are counted by. `request.ip` believes a proxy's header only where one is configured. */
export function callerOf(request: FastifyRequest): Caller {
  return { address: request.ip, userAgent: request.headers['user-agent'], cookie: request.headers.cookie }
}

async function authenticate({ accounts }: Pick<ApiContext, 'accounts'>, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  request.signedIn = await accounts.actorOf(request.headers)
  const { permission } = request.routeOptions.config
  if (permission) {
    requirePermission(request.actor, permission, READING.includes(request.method) ? 'see' : 'change')
  }
  const renewed = await accounts.renew(signedInOf(request), callerOf(request))
  if (renewed.length > 0) {
    reply.header('set-cookie', [...renewed])
  }
}

/**
 * A browser says which site a command comes from. The cookie's SameSite=Lax keeps most of these out already; this holds
 * for same-site neighbours and old browsers too. Programs send no Origin and carry no browser's cookies.
 */
function refuseCrossSite(request: FastifyRequest, ownHosts: OwnHosts): void {
  if (READING.includes(request.method)) {
    return
  }
  const { origin } = request.headers
  const isForeign = origin === undefined ? request.headers['sec-fetch-site'] === 'cross-site' : !ownHosts.hasOrigin(origin, request.socket)
  if (isForeign) {
    throw new DeskError('not-allowed', 'This command came from another web site. Open the desk itself and try again.')
  }
}

function actorOf(this: FastifyRequest): SignedIn['actor'] {
  return signedInOf(this).actor
}

function sessionIdOf(this: FastifyRequest): string {
  return signedInOf(this).sessionId
}

/** The session behind a request. Throws `not-signed-in`. */
export function signedInOf(request: FastifyRequest): SignedIn {
  if (!request.signedIn) {
    throw new DeskError('not-signed-in', 'You are not signed in. Sign in and try again.')
  }
  return request.signedIn
}
