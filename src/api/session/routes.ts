import type { FastifyReply } from 'fastify'
import type { Entry } from '#desk/accounts/room.ts'
import type { DeskClock } from '#desk/desk-clock.ts'
import { callerOf, signedInOf } from '../server/authenticate.ts'
import type { Api } from '../server/api.ts'
import type { ApiContext } from '../context.ts'
import { isFromThisMachine } from '../server/from-this-machine.ts'
import { getDesk, getSession, type Session, setUpDesk, signIn, signOut } from './contract.ts'
import { presentSession } from './present.ts'

/** Set-up, sign-in, sign-out, and who is signed in. */
export function registerSession(
  app: Api,
  context: Pick<ApiContext, 'accounts' | 'desk' | 'isSmtpConfigured' | 'sandboxUrl' | 'publicUrl'>,
): void {
  const { accounts, desk, isSmtpConfigured: sendsMail, sandboxUrl, publicUrl } = context
  app.route({
    ...getDesk,
    config: { isPublic: true },
    handler: async (request) => {
      const { isSetUp, workspaceName } = await accounts.state()
      const needsSetUpCode = !isSetUp && !isFromThisMachine(request, publicUrl)
      return { isSetUp, needsSetUpCode, workspaceName: workspaceName ?? null, sendsMail, sandboxUrl: sandboxUrl ?? null }
    },
  })
  app.route({
    ...setUpDesk,
    config: { isPublic: true },
    handler: async (request, reply) => {
      const caller = { ...callerOf(request), isAtThisMachine: isFromThisMachine(request, publicUrl) }
      return enter(reply, desk, await accounts.setUp(request.body, caller))
    },
  })
  app.route({ ...getSession, handler: async (request) => presentSession(signedInOf(request), desk) })
  app.route({
    ...signIn,
    config: { isPublic: true },
    handler: async (request, reply) => enter(reply, desk, await accounts.signIn(request.body, callerOf(request))),
  })
  app.route({
    ...signOut,
    handler: async (request, reply) => sendCookies(reply, await accounts.signOut(request.actor, request.sessionId)),
  })
}

/** The answer to whoever just came in, with the cookie that lets them stay. */
export function enter(reply: FastifyReply, clock: DeskClock, { signedIn, setCookies }: Entry): Session {
  reply.code(201).header('set-cookie', [...setCookies])
  return presentSession(signedIn, clock)
}

/** The answer that has nothing to say to the person, and cookies for their browser. */
export function sendCookies(reply: FastifyReply, setCookies: readonly string[]): FastifyReply {
  return reply
    .header('set-cookie', [...setCookies])
    .code(204)
    .send(null)
}
