import type { FastifyRequest } from 'fastify'
import { setEnterSends as chooseEnterSends } from '#desk/members/set-enter-sends.ts'
import type { Owner } from '#desk/accounts/own-account.ts'
import { callerOf, signedInOf } from '../server/authenticate.ts'
import type { Api } from '../server/api.ts'
import type { ApiContext } from '../context.ts'
import {
  changeOwnEmail,
  changeOwnName,
  changeOwnPassword,
  lookUpPasswordReset,
  requestPasswordReset,
  resetPassword,
  setEnterSends,
  signOutEverywhere,
} from './contract.ts'
import { presentSession } from '../session/present.ts'
import { sendCookies } from '../session/routes.ts'

type Context = Pick<ApiContext, 'accounts' | 'desk' | 'isSmtpConfigured'>

/** One's own account, and the way back in for whoever forgot their password. */
export function registerAccount(app: Api, context: Context): void {
  registerOwnAccount(app, context)
  registerForgottenDoor(app, context)
}

function registerOwnAccount(app: Api, { accounts, desk, isSmtpConfigured }: Context): void {
  const ownerOf = (request: FastifyRequest): Owner => ({ signedIn: signedInOf(request), caller: callerOf(request), isSmtpConfigured })
  app.route({
    ...changeOwnName,
    handler: async (request) => {
      const signedIn = signedInOf(request)
      return presentSession(signedIn, desk, { name: await accounts.changeOwnName(signedIn, request.body.name) })
    },
  })
  app.route({
    ...changeOwnEmail,
    handler: async (request) =>
      presentSession(signedInOf(request), desk, { email: await accounts.changeOwnEmail(ownerOf(request), request.body) }),
  })
  app.route({
    ...setEnterSends,
    config: { permission: 'ticket.comment-internally' },
    handler: async (request) => {
      const { isOn } = request.body
      await chooseEnterSends(desk, request.actor, isOn)
      return presentSession(signedInOf(request), desk, { enterSends: isOn })
    },
  })
  app.route({
    ...changeOwnPassword,
    handler: async (request, reply) => sendCookies(reply, await accounts.changeOwnPassword(ownerOf(request), request.body)),
  })
  app.route({
    ...signOutEverywhere,
    handler: async (request, reply) => sendCookies(reply, await accounts.signOutEverywhere(signedInOf(request))),
  })
}

function registerForgottenDoor(app: Api, { accounts, isSmtpConfigured }: Context): void {
  app.route({
    ...requestPasswordReset,
    config: { isPublic: true },
    handler: async (request, reply) => {
      await accounts.requestPasswordReset(request.body.email, { caller: callerOf(request), isSmtpConfigured })
      return reply.code(204).send(null)
    },
  })
  app.route({
    ...lookUpPasswordReset,
    config: { isPublic: true },
    handler: async (request) => {
      const { name, email } = await accounts.lookUpPasswordReset(request.body.token, callerOf(request))
      return { name, email }
    },
  })
  app.route({
    ...resetPassword,
    config: { isPublic: true },
    handler: async (request, reply) =>
      sendCookies(reply, await accounts.resetPassword(request.body, { caller: callerOf(request), isSmtpConfigured })),
  })
}
