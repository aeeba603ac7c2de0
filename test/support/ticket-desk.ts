import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join as joinPath } from 'node:path'
import { v7 } from 'uuid'
import { buildApp } from '#api/app.ts'
import { createMetrics } from '#api/doors/metrics.ts'
import { createOwnHosts } from '#api/server/own-hosts.ts'
import type { Line } from '#api/conversation/contract.ts'
import type { TicketSummary } from '#api/contract/ticket.ts'
import { createAccounts } from '#desk/accounts/accounts.ts'
import type { Desk, ConversationJob } from '#desk/desk.ts'
import { createDeskClock } from '#desk/desk-clock.ts'
import { createExaminer } from '#desk/files/examiner.ts'
import { createGestures } from '#desk/gestures/gestures.ts'
import type { ChannelOfWorkspace } from '#domain/channels/channel.ts'
import type { Role } from '#domain/members/permissions.ts'
import { createFacebookChannel } from '#facebook/carrying/carry.ts'
import { createFacebook } from '#facebook/doors.ts'
import { createClockWatch } from '#facebook/graph/clock-watch.ts'
import { createGraph } from '#facebook/graph/graph.ts'
import { createIntake } from '#facebook/webhooks/intake.ts'
import { startDeliveryReader } from '#jobs/reader.ts'
import { startEphemeral } from '#realtime/ephemeral.ts'
import { startEventTail } from '#realtime/event-tail.ts'
import { openLocalStore } from '#storage/files/local-store.ts'
import type { EntryKey } from '#storage/private-replies.ts'
import { startPulse } from '#storage/pulse.ts'
import { createReadiness } from '#storage/readiness.ts'
import { createSealer } from '#storage/secrets.ts'
import { ANNA, passwordOf, signInBody, TEST_SECRET } from './accounts-app.ts'
import { createTestDatabase } from './database.ts'
import { APP_SECRET, makeWorkspace, sign, textFrom, VERIFY_TOKEN } from './intake-desk.ts'

export const METRICS_TOKEN = 'a-token-that-only-this-test-knows'

export type Reply = {
  readonly status: number
  // oxlint-disable-next-line typescript/no-explicit-any -- a test reads whatever JSON came
  readonly body: any
  readonly type: string
  readonly cookie: string
}

/** A workspace with one Page and the people in it, each known by the cookie of a browser that signed in. */
export type Company = {
  readonly workspaceId: string
  readonly channelId: string
  readonly page: string
  readonly administrator: string
  readonly agent: string
  readonly employee: string
}

export type TicketDesk = Awaited<ReturnType<typeof openTicketDesk>>

/** The whole desk behind its HTTP doors, on a database of its own. Only the job queue is a list, so that nothing is sent. */
export async function openTicketDesk({ trustedProxies = [] }: { readonly trustedProxies?: readonly string[] } = {}) {
  const publicUrl = 'http://desk.test'
  const host = 'desk.test'
  const database = await createTestDatabase()
  const clock = { now: undefined as Date | undefined }
  const deskClock = createDeskClock(() => clock.now ?? new Date())
  const privateReplyJobs: EntryKey[] = []
  const sendJobs: ConversationJob[] = []
  const openJobs: ChannelOfWorkspace[] = []
  const eraseJobs: ChannelOfWorkspace[] = []
  const failures: unknown[] = []
  const onFailure = (error: unknown) => void failures.push(error)
  const desk: Desk = {
    db: database.db,
    ...deskClock,
    newId: <Id extends string>() => v7() as Id,
    jobs: {
      sendMessages: async (_tx, job) => void sendJobs.push(job),
      fetchProfiles: () => Promise.resolve(),
      fetchPosts: () => Promise.resolve(),
      openTickets: async (_tx, job) => void openJobs.push(job),
      settleDoubts: () => Promise.resolve(),
      askPrivateReply: async (_tx, job) => void privateReplyJobs.push(job),
      repairChannel: () => Promise.resolve(),
      eraseChannel: async (_tx, job) => void eraseJobs.push(job),
      importHistory: () => Promise.resolve(),
      deliverMail: () => Promise.resolve(),
    },
  }
  const webhooks = createIntake({ database, appSecret: APP_SECRET, verifyToken: VERIFY_TOKEN, onFailure })
  const reader = await startDeliveryReader({ desk, database, onFailure })
  const tail = await startEventTail({ database, onError: onFailure })
  const ephemeral = await startEphemeral({ database, onError: onFailure })
  const pulse = startPulse({ connections: database.connections, onChange: () => undefined, onCut: () => undefined })
  const clockWatch = createClockWatch(() => undefined)
  const graph = createGraph({ graphUrl: 'http://127.0.0.1:9', version: 'v26.0', appId: '1', appSecret: APP_SECRET })
  const config = {
    dialogUrl: 'http://127.0.0.1:9',
    version: 'v26.0',
    appSecret: APP_SECRET,
    verifyToken: VERIFY_TOKEN,
    publicUrl,
    utilityPermission: undefined,
  }
  const filesFolder = await mkdtemp(joinPath(tmpdir(), 'pagedesk-files-'))
  const fileStore = openLocalStore(filesFolder)
  const examiner = createExaminer({ processes: 1 })
  const uploads = { examine: examiner.examine, store: fileStore, workFolder: joinPath(filesFolder, 'incoming') }
  const sealer = createSealer(Buffer.alloc(32, 7))
  const app = await buildApp(
    {
      desk,
      gestures: createGestures(desk, createFacebookChannel({ db: desk.db, graph, sealer, store: fileStore, now: desk.now })),
      tail,
      ephemeral,
      fileStore,
      uploads,
      readiness: createReadiness({ pulse, pool: database.pool, hasFailedToStore: webhooks.hasFailedToStore, warnings: [] }),
      publicUrl,
      ownHosts: createOwnHosts({ publicUrl }),
      metrics: createMetrics({ desk, door: webhooks, clockSkewSeconds: () => 0.5 }),
      metricsToken: METRICS_TOKEN,
      sandboxUrl: undefined,
      isSmtpConfigured: false,
      trustedProxies,
      accounts: createAccounts({ desk, publicUrl, secret: TEST_SECRET }),
      facebook: createFacebook({ desk, graph, sealer, clockWatch, webhooks, config }),
    },
    false,
  )
  const url = await app.listen({ port: 0, host: '127.0.0.1' })

  async function call(
    cookie: string,
    request: string,
    more: { body?: unknown; key?: string; headers?: Record<string, string> } = {},
  ): Promise<Reply> {
    const [method, path] = request.split(' ') as ['GET', string]
    const headers = {
      host,
      ...(cookie ? { cookie } : {}),
      ...(more.key === undefined ? {} : { 'idempotency-key': more.key }),
      ...more.headers,
    }
    const response = await app.inject({
      method,
      url: `/api/v1${path}`,
      headers,
      ...(more.body === undefined ? {} : { payload: more.body as object }),
    })
    const type = String(response.headers['content-type'])
    const cookieSet = String(response.headers['set-cookie'] ?? '').split(';')[0] ?? ''
    return { status: response.statusCode, body: type.includes('json') ? response.json() : response.body, type, cookie: cookieSet }
  }

  /** Somebody takes an invitation of the first administrator: the cookie. */
  async function join(administrator: string, name: string, role: Role): Promise<string> {
    await call(administrator, 'POST /invitations', { body: { email: signInBody(name).email, role } })
    const { id } = (await call(administrator, 'GET /mails')).body.mails[0]
    const token = /invitation\/(\S+)/.exec((await call(administrator, `GET /mails/${id}`)).body.bodyText)?.[1]
    return (await call('', 'POST /invitation-acceptances', { body: { token, name, password: passwordOf(name) } })).cookie
  }

  /** The first company of the desk, as its set-up makes it. */
  async function setUp(page: string): Promise<Company> {
    const administrator = (await call('', 'POST /set-up', { body: ANNA })).cookie
    const { workspaceId } = await desk.db.selectFrom('members').select('workspace_id as workspaceId').executeTakeFirstOrThrow()
    await call(administrator, 'PUT /extensions/facebook', { body: { isEnabled: true } })
    const channelId = v7()
    await desk.db
      .insertInto('channels')
      .values({
        workspace_id: workspaceId,
        id: channelId,
        kind: 'facebook',
        name: 'A Page',
        external_id: page,
        state: 'connected',
        created_at: new Date(),
      })
      .execute()
    await desk.db
      .insertInto('channel_routes')
      .values({ kind: 'facebook', external_id: page, workspace_id: workspaceId, channel_id: channelId })
      .execute()
    const agent = await join(administrator, 'Bea', 'agent')
    return { workspaceId, channelId, page, administrator, agent, employee: await join(administrator, 'Emil', 'employee') }
  }

  /** Another company on the same desk; one person is everything in it. */
  async function neighbourOf(company: Company, page: string): Promise<Company> {
    const { workspaceId, channelId } = await makeWorkspace(desk, page)
    await join(company.administrator, 'Nora', 'administrator')
    const { id } = await desk.db.selectFrom('users').select('id').where('name', '=', 'Nora').executeTakeFirstOrThrow()
    await desk.db.updateTable('members').set({ workspace_id: workspaceId }).where('user_id', '=', id).execute()
    const nora = (await call('', 'POST /session', { body: signInBody('Nora') })).cookie
    return { workspaceId, channelId, page, administrator: nora, agent: nora, employee: nora }
  }

  async function hear(...bodies: readonly unknown[]): Promise<void> {
    for (const body of bodies) {
      const payload = JSON.stringify(body)
      const headers = { host, 'content-type': 'application/json', 'x-hub-signature-256': sign(payload) }
      await app.inject({ method: 'POST', url: '/webhooks/facebook', headers, payload })
    }
    await reader.idle()
  }

  let persons = 0
  /** A new customer writes to the company's Page: the ticket that came of it. */
  async function arrive(
    company: Company,
    said: { text?: string; at?: number; person?: string; mid?: string } = {},
  ): Promise<TicketSummary> {
    const person = said.person ?? `70${(persons += 1)}`
    await hear(textFrom({ page: company.page, mid: `m_${v7()}`, ...said, person }))
    const { id } = await desk.db
      .selectFrom('tickets as t')
      .innerJoin('conversations as co', 'co.id', 't.conversation_id')
      .select('t.id')
      .where('co.subject_key', '=', `direct:${person}`)
      .where('t.workspace_id', '=', company.workspaceId)
      .orderBy('t.number', 'desc')
      .executeTakeFirstOrThrow()
    return (await call(company.administrator, `GET /tickets/${id}`)).body
  }

  async function messagesOf(company: Company, ticketId: string): Promise<Line[]> {
    return (await call(company.administrator, `GET /tickets/${ticketId}/messages`)).body.messages
  }

  async function close(): Promise<void> {
    await app.close()
    await reader.stop()
    await webhooks.stop()
    await ephemeral.stop()
    await tail.stop()
    await pulse.stop()
    await examiner.close()
    await database.close()
    await rm(filesFolder, { recursive: true, force: true })
  }

  return {
    app,
    arrive,
    call,
    clock,
    close,
    database,
    desk,
    eraseJobs,
    failures,
    filesFolder,
    fileStore,
    hear,
    join,
    messagesOf,
    /** As the sandbox does when its clock is moved. */
    moveClock: deskClock.moveTo,
    neighbourOf,
    openJobs,
    results: webhooks.results,
    privateReplyJobs,
    sendJobs,
    setUp,
    url,
  }
}
