import Fastify, { type LightMyRequestResponse } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { onTestFinished } from 'vitest'
import { v7 } from 'uuid'
import type { z } from 'zod'
import { registerAccount } from '#api/account/routes.ts'
import { registerAuthentication } from '#api/server/authenticate.ts'
import { createBodyBudget } from '#api/server/body-budget.ts'
import { registerMails } from '#api/mails/routes.ts'
import { registerMembers } from '#api/members/routes.ts'
import { registerOpenApi } from '#api/server/open-api.ts'
import { createOwnHosts, registerOwnHosts } from '#api/server/own-hosts.ts'
import { registerProblems, sendNothingHere } from '#api/server/problems.ts'
import { registerJsonBodies } from '#api/server/read-body.ts'
import { registerSecurityHeaders } from '#api/server/security-headers.ts'
import { registerSession } from '#api/session/routes.ts'
import type { MailSummary } from '#api/mails/contract.ts'
import type { Invitation, Member } from '#api/members/contract.ts'
import type { Problem } from '#api/contract/route.ts'
import type { Session } from '#api/session/contract.ts'
import { createAccounts } from '#desk/accounts/accounts.ts'
import { setUpCodeOf } from '#desk/accounts/set-up-code.ts'
import type { Desk, MailJob } from '#desk/desk.ts'
import { createDeskClock } from '#desk/desk-clock.ts'
import { ANNA as FIRST_ADMINISTRATOR } from './cast.ts'
import { createTestDatabase } from './database.ts'

/** Signs the sessions of the desks in tests. */
export const TEST_SECRET = 'only for tests, and only for tests'

/** She sets the desk up with the code that it printed. */
export const ANNA = { ...FIRST_ADMINISTRATOR, setUpCode: setUpCodeOf(TEST_SECRET) }

/** Whatever the doors answer with; a test looks at the fields it expects. */
export type Body = Partial<
  Session &
    Problem &
    z.infer<typeof Member> &
    Pick<z.infer<typeof Invitation>, 'mailState' | 'link'> & {
      readonly bodyText: string
      readonly isSetUp: boolean
      readonly needsSetUpCode: boolean
    }
> & {
  readonly members?: readonly z.infer<typeof Member>[]
  readonly invitations?: readonly z.infer<typeof Invitation>[]
  readonly mails?: readonly z.infer<typeof MailSummary>[]
}

export type Answer = {
  readonly status: number
  readonly body: Body
  readonly headers: LightMyRequestResponse['headers']
  /** The Cookie header of a browser that took the answer's Set-Cookie. */
  readonly cookie: string
  readonly setCookie: string
  /** The same with every cookie that was set: what a browser keeps, the session and that it is known. */
  readonly jar: string
}

export type Call = {
  readonly cookie?: string
  readonly body?: unknown
  readonly headers?: Record<string, string>
  readonly address?: string
}

export type AccountsAppOptions = { readonly publicUrl?: string; readonly isSmtpConfigured?: boolean }

/** The doors of accounts, members and mails on a database of its own. Closed when the test ends. */
export async function openAccountsApp({ publicUrl = 'http://desk.test', isSmtpConfigured = false }: AccountsAppOptions = {}) {
  const database = await createTestDatabase()
  const clock = { now: new Date() }
  const mailJobs: MailJob[] = []
  const desk: Desk = {
    db: database.db,
    ...createDeskClock(() => clock.now),
    newId: <Id extends string>() => v7() as Id,
    jobs: {
      sendMessages: () => Promise.resolve(),
      fetchProfiles: () => Promise.resolve(),
      fetchPosts: () => Promise.resolve(),
      openTickets: () => Promise.resolve(),
      settleDoubts: () => Promise.resolve(),
      askPrivateReply: () => Promise.resolve(),
      repairChannel: () => Promise.resolve(),
      eraseChannel: () => Promise.resolve(),
      importHistory: () => Promise.resolve(),
      deliverMail: async (_tx, job) => {
        mailJobs.push(job)
      },
    },
  }
  const accounts = createAccounts({ desk, publicUrl, secret: TEST_SECRET })
  const context = { desk, accounts, publicUrl, ownHosts: createOwnHosts({ publicUrl }), sandboxUrl: undefined, isSmtpConfigured }
  const app = Fastify().withTypeProvider<ZodTypeProvider>()
  registerJsonBodies(app, { budget: createBodyBudget(), maxBytes: 1024 * 1024 })
  registerProblems(app)
  app.setNotFoundHandler((_request, reply) => sendNothingHere(reply))
  await registerOpenApi(app)
  registerSecurityHeaders(app, context)
  registerOwnHosts(app, context)
  registerAuthentication(app, context)
  registerSession(app, context)
  registerAccount(app, context)
  registerMembers(app, context)
  registerMails(app, context)
  app.get('/api/v1/probe', (request) => ({ userId: request.actor.userId, sessionId: request.sessionId }))
  app.get('/api/v1/public-probe', { config: { isPublic: true } }, (request) => ({ userId: request.actor.userId }))
  app.get('/page', (_request, reply) => reply.type('text/html').send('<!doctype html>'))
  onTestFinished(async () => {
    await app.close()
    await database.close()
  })

  async function call(method: 'GET' | 'POST' | 'PUT' | 'DELETE', url: string, options: Call = {}): Promise<Answer> {
    const response = await app.inject({
      method,
      url,
      headers: { host: new URL(publicUrl).host, ...(options.cookie ? { cookie: options.cookie } : {}), ...options.headers },
      ...(options.body === undefined ? {} : { payload: options.body as object }),
      ...(options.address ? { remoteAddress: options.address } : {}),
    })
    const setCookies = [response.headers['set-cookie'] ?? []].flat()
    const setCookie = setCookies[0] ?? ''
    const isJson = String(response.headers['content-type']).includes('json')
    return {
      status: response.statusCode,
      body: isJson ? response.json<Body>() : {},
      headers: response.headers,
      setCookie,
      cookie: setCookie.split(';')[0] ?? '',
      jar: setCookies.map((each) => each.split(';')[0]).join('; '),
    }
  }

  /** Anna sets the desk up; her cookie. */
  async function setUp(): Promise<string> {
    return (await call('POST', '/api/v1/set-up', { body: ANNA })).cookie
  }

  /** Anna invites somebody; the token of the link in the mail. */
  async function invite(cookie: string, email: string, role = 'agent'): Promise<string> {
    await call('POST', '/api/v1/invitations', { cookie, body: { email, role } })
    const { body } = await call('GET', '/api/v1/mails', { cookie })
    const mail = await call('GET', `/api/v1/mails/${body.mails?.[0]?.id}`, { cookie })
    return /invitation\/(\S+)/.exec(mail.body.bodyText ?? '')?.[1] ?? ''
  }

  /** Anna invites and the person accepts: their session. */
  async function join(cookie: string, name: string, role = 'agent'): Promise<Answer> {
    const token = await invite(cookie, `${name.toLowerCase()}@example.com`, role)
    return call('POST', '/api/v1/invitation-acceptances', { body: { token, name, password: passwordOf(name) } })
  }

  /** The types of all events, in order. */
  async function eventTypes(): Promise<readonly string[]> {
    const events = await desk.db.selectFrom('events').select('type').orderBy('id').execute()
    return events.map(({ type }) => type)
  }

  return { accounts, call, clock, desk, eventTypes, invite, join, mailJobs, setUp }
}

export function passwordOf(name: string): string {
  return `long enough for ${name}`
}

export function signInBody(name: string): { readonly email: string; readonly password: string } {
  return { email: `${name.toLowerCase()}@example.com`, password: passwordOf(name) }
}
