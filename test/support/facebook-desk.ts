import { randomBytes } from 'node:crypto'
import Fastify from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { v7 } from 'uuid'
import { registerAuthentication } from '#api/server/authenticate.ts'
import { createBodyBudget } from '#api/server/body-budget.ts'
import { registerChannelDeletion } from '#api/channel-deletion/routes.ts'
import { registerChannelHistory } from '#api/channel-history/routes.ts'
import { registerDoctor } from '#api/doctor/routes.ts'
import { registerChannels } from '#api/channels/routes.ts'
import type { ApiContext } from '#api/context.ts'
import { registerGoLive } from '#api/go-live/routes.ts'
import { registerExtensions } from '#api/extensions/routes.ts'
import { registerOpenApi } from '#api/server/open-api.ts'
import { createOwnHosts } from '#api/server/own-hosts.ts'
import { registerProblems } from '#api/server/problems.ts'
import { registerFacebookPeople } from '#api/doors/facebook-people.ts'
import { registerWebhooks } from '#api/doors/webhooks.ts'
import type { Actor, Desk, ConversationJob } from '#desk/desk.ts'
import { createDeskClock } from '#desk/desk-clock.ts'
import type { ChannelOfWorkspace } from '#domain/channels/channel.ts'
import type { MemberId, UserId, WorkspaceId } from '#domain/ids.ts'
import type { Role } from '#domain/members/permissions.ts'
import { createFacebook } from '#facebook/doors.ts'
import { createClockWatch } from '#facebook/graph/clock-watch.ts'
import { createGraph } from '#facebook/graph/graph.ts'
import { createIntake } from '#facebook/webhooks/intake.ts'
import { createSealer } from '#storage/secrets.ts'
import { freePort } from './free-port.ts'
import { ALL_SCOPES, FULL_PAGE, OWNER } from './cast.ts'
import { createTestDatabase, type TestDatabase } from './database.ts'
import { memoryStore } from './memory-store.ts'
import { startSandbox } from './sandbox.ts'

export { ALL_SCOPES, FULL_PAGE, OWNER }
export const ANALYST_PAGE = '307561284490715'
export const UNPUBLISHED_PAGE = '419026673158820'
export type Person = {
  readonly sessionId: string
  readonly actor: Actor
}
export type Reply = {
  readonly status: number
  // oxlint-disable-next-line typescript/no-explicit-any -- a test reads whatever JSON came
  readonly body: any
  readonly text: string
  readonly location: string
}

type Options = {
  readonly graphUrl?: string
  /** A migrated and empty one, where it is not the run's. */
  readonly newDatabase?: () => Promise<TestDatabase>
}

/**
 * The channels' and extensions' doors on a database of their own, listening, with the sandbox as their Facebook. Sessions
 * are named by a header instead of signed in; everything behind them is real.
 */
export async function openFacebookDesk({ graphUrl, newDatabase = createTestDatabase }: Options = {}) {
  const publicUrl = `http://127.0.0.1:${await freePort()}`
  const sandbox = await startSandbox({ redirectUri: `${publicUrl}/api/v1/facebook/callback` })
  const database = await newDatabase()
  const clock = { now: new Date() }
  const sendJobs: ConversationJob[] = []
  const repairJobs: ChannelOfWorkspace[] = []
  const eraseJobs: ChannelOfWorkspace[] = []
  const importJobs: (ChannelOfWorkspace & { readonly afterMs?: number })[] = []
  const desk: Desk = {
    db: database.db,
    ...createDeskClock(() => clock.now),
    newId: <Id extends string>() => v7() as Id,
    jobs: {
      sendMessages: async (_tx, job) => {
        sendJobs.push(job)
      },
      fetchProfiles: () => Promise.resolve(),
      fetchPosts: () => Promise.resolve(),
      openTickets: () => Promise.resolve(),
      settleDoubts: () => Promise.resolve(),
      askPrivateReply: () => Promise.resolve(),
      repairChannel: async (_tx, job) => void repairJobs.push(job),
      eraseChannel: async (_tx, job) => void eraseJobs.push(job),
      importHistory: async (_tx, job, when) => void importJobs.push({ ...job, ...when }),
      deliverMail: () => Promise.resolve(),
    },
  }
  const sealer = createSealer(randomBytes(32))
  const clockWatch = createClockWatch(() => undefined)
  const graph = createGraph({
    graphUrl: graphUrl ?? sandbox.url,
    version: 'v26.0',
    appId: sandbox.appId,
    appSecret: sandbox.appSecret,
    timeoutMs: 1500,
    clockWatch,
  })
  const webhooks = createIntake({ database, appSecret: sandbox.appSecret, verifyToken: sandbox.verifyToken, onFailure: () => undefined })
  const config = {
    dialogUrl: sandbox.url,
    version: 'v26.0',
    verifyToken: sandbox.verifyToken,
    appSecret: sandbox.appSecret,
    publicUrl,
    utilityPermission: 'page_utility_messaging',
  }
  const facebook = createFacebook({ desk, graph, sealer, clockWatch, webhooks, config })

  const people = new Map<string, Person>()
  const accounts = {
    actorOf: (headers: Record<string, unknown>) => Promise.resolve(people.get(String(headers['x-session']))),
    renew: () => Promise.resolve([]),
  } as unknown as ApiContext['accounts']
  const app = Fastify({ forceCloseConnections: true }).withTypeProvider<ZodTypeProvider>()
  const door = { isShut: false }
  app.addHook('onRequest', async (request, reply) => {
    if (door.isShut && request.url.startsWith('/webhooks/')) {
      await reply.code(503).send()
    }
  })
  registerProblems(app)
  await registerOpenApi(app)
  registerAuthentication(app, { accounts, ownHosts: createOwnHosts({ publicUrl }) })
  registerExtensions(app, { desk })
  registerChannels(app, { desk, facebook, publicUrl })
  registerChannelDeletion(app, { desk })
  registerChannelHistory(app, { desk })
  registerDoctor(app, { desk, facebook, publicUrl })
  registerGoLive(app, { desk, facebook, publicUrl, sandboxUrl: sandbox.url })
  registerWebhooks(app, { facebook, bodies: createBodyBudget() })
  registerFacebookPeople(app, { desk, facebook, publicUrl, bodies: createBodyBudget() })
  await app.listen({ port: Number(new URL(publicUrl).port), host: '127.0.0.1' })
  async function close(): Promise<void> {
    await app.close()
    await webhooks.stop()
    await database.close()
    await sandbox.close()
  }

  /** Everything as at the start: no workspace, and the sandbox's world afresh. */
  async function reset(): Promise<void> {
    await desk.db.deleteFrom('workspaces').execute()
    await sandbox.control('POST', 'reset')
    clock.now = new Date()
    said.length = 0
    sendJobs.length = 0
    repairJobs.length = 0
    eraseJobs.length = 0
    importJobs.length = 0
  }

  const said: string[] = []
  async function call(person: Person | undefined, request: string, body?: object): Promise<Reply> {
    const [method, url] = request.split(' ') as ['GET', string]
    const headers = {
      ...(person ? { 'x-session': person.sessionId } : {}),
      ...(body && method !== 'GET' ? { 'idempotency-key': v7() } : {}),
    }
    const response = await app.inject({ method, url, headers, ...(body ? { payload: body } : {}) })
    said.push(response.body, JSON.stringify(response.headers))
    const isJson = String(response.headers['content-type']).includes('json')
    return {
      status: response.statusCode,
      body: isJson ? response.json() : undefined,
      text: response.body,
      location: String(response.headers.location ?? ''),
    }
  }

  async function newWorkspace(): Promise<WorkspaceId> {
    const workspaceId = v7() as WorkspaceId
    await desk.db.insertInto('workspaces').values({ id: workspaceId, name: 'Workspace', slug: workspaceId }).execute()
    return workspaceId
  }

  async function newPerson(workspaceId: WorkspaceId, role: Role = 'administrator'): Promise<Person> {
    const [userId, memberId] = [v7() as UserId, v7() as MemberId]
    await desk.db
      .insertInto('users')
      .values({ id: userId, name: `Person ${role}`, email: `${userId}@example.com` })
      .execute()
    await desk.db.insertInto('members').values({ workspace_id: workspaceId, id: memberId, user_id: userId, role }).execute()
    return openSession({ workspaceId, userId, memberId, role })
  }

  /** One more browser of the same person. */
  function openSession(actor: Actor): Person {
    const person = { sessionId: v7(), actor }
    people.set(person.sessionId, person)
    return person
  }

  /** An administrator of a new workspace that has Facebook switched on. */
  async function newAdministrator(): Promise<Person> {
    const person = await newPerson(await newWorkspace())
    await call(person, 'PUT /api/v1/extensions/facebook', { isEnabled: true })
    return person
  }

  async function beginDialog(person: Person): Promise<string> {
    return (await call(person, 'POST /api/v1/facebook/authorisations')).body.dialogUrl
  }

  /** Comes back to the desk by the address that the dialog gave. */
  function comeBack(person: Person | undefined, location: string): Promise<Reply> {
    const url = new URL(location)
    return call(person, `GET ${url.pathname}${url.search}`)
  }

  /** The whole walk up to the page list; the authorisation's id. */
  async function authorise(
    person: Person,
    choice: { scopes?: readonly string[]; pageIds?: readonly string[]; personId?: string } = {},
  ): Promise<string> {
    const back = await sandbox.grant(await beginDialog(person), { personId: OWNER, scopes: ALL_SCOPES, ...choice })
    const { location } = await comeBack(person, back)
    return location.split('/').at(-1) ?? ''
  }

  const connect = (person: Person, authorisationId: string, pageIds: readonly string[], more: object = {}) =>
    call(person, `POST /api/v1/facebook/authorisations/${authorisationId}/channels`, { pageIds, ...more })

  /** Everything of a walk that must be gone when it came to nothing. */
  async function leftovers() {
    const count = async (table: 'facebook_authorisations' | 'channels' | 'channel_routes') =>
      Number(
        (
          await desk.db
            .selectFrom(table)
            .select((eb) => eb.fn.countAll().as('count'))
            .executeTakeFirstOrThrow()
        ).count,
      )
    const { pages } = await sandbox.control<{ pages: { subscribed_fields: string[] }[] }>('GET', 'world')
    return {
      authorisations: await count('facebook_authorisations'),
      channels: await count('channels'),
      routes: await count('channel_routes'),
      subscribedPages: pages.filter((page) => page.subscribed_fields.length > 0).length,
    }
  }

  return {
    authorise,
    beginDialog,
    call,
    clock,
    clockWatch,
    close,
    comeBack,
    database,
    connect,
    desk,
    /** Shut: Facebook is answered as by a desk that is away. */
    door,
    eraseJobs,
    graph,
    leftovers,
    newAdministrator,
    newPerson,
    importJobs,
    repairJobs,
    newWorkspace,
    openSession,
    publicUrl,
    reset,
    said,
    sandbox,
    sealer,
    sendJobs,
    store: memoryStore(),
  }
}
