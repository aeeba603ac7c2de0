import { v7 as uuidv7 } from 'uuid'
import type { Logger } from 'pino'
import type { FastifyBaseLogger } from 'fastify'
import { buildApp } from '#api/app.ts'
import { registerHealth } from '#api/doors/health.ts'
import { createMetrics, listenForMetrics, type Metrics } from '#api/doors/metrics.ts'
import { openSmallServer } from '#api/server/open-server.ts'
import { createOwnHosts } from '#api/server/own-hosts.ts'
import type { Config } from '#config'
import { createAccounts } from '#desk/accounts/accounts.ts'
import { checkSeals } from '#desk/channels/check-seals.ts'
import { forgetExpiredAuthorisations } from '#desk/channels/forget-authorisations.ts'
import { eraseChannel } from '#desk/channels/erase-channel.ts'
import { importHistory } from '#desk/channels/import-history.ts'
import { repairChannel } from '#desk/channels/repair-channel.ts'
import { learnProfile } from '#desk/clients/learn-profile.ts'
import { createCarrier } from '#desk/acts/carry-next.ts'
import { settleDoubt } from '#desk/acts/settle-doubt.ts'
import { learnPrivateReply } from '#desk/moderation/learn-private-reply.ts'
import { learnPost } from '#desk/posts/learn-post.ts'
import type { Desk } from '#desk/desk.ts'
import type { DeskClock } from '#desk/desk-clock.ts'
import { forgetOldReminders } from '#desk/deadlines/remind.ts'
import { forgetUnusedFiles } from '#desk/files/forget-unused.ts'
import { forgetOldCommands } from '#desk/forget-commands.ts'
import { createGestures } from '#desk/gestures/gestures.ts'
import { deliverMail } from '#desk/mails/deliver-mail.ts'
import { openSmtp } from '#desk/mails/smtp.ts'
import { openWaiting } from '#desk/tickets/open-waiting.ts'
import { createFacebookChannel } from '#facebook/carrying/carry.ts'
import { createFacebook } from '#facebook/doors.ts'
import { createClockWatch, type ClockWatch } from '#facebook/graph/clock-watch.ts'
import { createGraph, type Graph } from '#facebook/graph/graph.ts'
import { graphId } from '#facebook/graph/graph-id.ts'
import { createFacebookInbox } from '#facebook/inbox/read-inbox.ts'
import { createFacebookWall } from '#facebook/wall/read-wall.ts'
import { createFacebookPosts } from '#facebook/posts.ts'
import { createFacebookProfiles } from '#facebook/profile.ts'
import { createIntake } from '#facebook/webhooks/intake.ts'
import { openJobQueue, type JobQueue } from '#jobs/queue.ts'
import { startDeliveryReader } from '#jobs/reader.ts'
import { readAgainByNewer } from '#jobs/read-again.ts'
import { carryInTurn } from '#jobs/carry-in-turn.ts'
import { startEphemeral } from '#realtime/ephemeral.ts'
import { startEventTail } from '#realtime/event-tail.ts'
import { openDatabase, type Database } from '#storage/database.ts'
import type { FileStore } from '#storage/files/file-store.ts'
import { startPulse, type Pulse } from '#storage/pulse.ts'
import { tellUnlessAway } from '#storage/tell-unless-away.ts'
import { createReadiness, durabilityWarnings } from '#storage/readiness.ts'
import { settleRestoredEvents } from '#storage/restored-events.ts'
import { createSealer, type Sealer } from '#storage/secrets.ts'
import { deriveSecret } from './keys.ts'
import { openFileStore, type FileSettings } from './file-settings.ts'
import { openUploads, startFiles, startSweeping } from './start-files.ts'
import { startWatches } from './start-watches.ts'

/** What the desk stands on once the database is there and it is known which Facebook it speaks to. */
export type Ground = {
  readonly config: FileSettings & Pick<Config, 'PORT' | 'HOST' | 'ROLE' | 'SMTP_URL' | 'TRUSTED_PROXIES' | 'METRICS_TOKEN' | 'METRICS_PORT'>
  readonly databaseUrl: string
  readonly clock: DeskClock
  readonly encryptionKey: Buffer
  readonly publicUrl: string
  readonly facebook: {
    readonly graphUrl: string
    readonly dialogUrl: string
    readonly version: string
    readonly appId: string
    readonly appSecret: string
    readonly verifyToken: string
    readonly utilityPermission: string | undefined
  }
  readonly sandboxUrl: string | undefined
  /** Told once the desk listens, while nobody has set it up. */
  readonly onNotSetUp?: (setUpCode: string) => void
  readonly log: Logger
}

/** Something that was started and must be stopped. */
type Stop = () => Promise<void>

/** Starts the rooms in order and answers with how to stop them in reverse. Listening when it resolves; nothing is left when it rejects. */
export async function startDesk(ground: Ground): Promise<Stop> {
  const stops: Stop[] = []
  const stop = async (): Promise<void> => {
    for (const stopRoom of stops.splice(0).toReversed()) {
      await stopRoom()
    }
  }
  try {
    await startRooms(ground, stops)
    return stop
  } catch (error) {
    await stop()
    throw error
  }
}

async function startRooms(ground: Ground, stops: Stop[]): Promise<void> {
  const { config, databaseUrl, log } = ground
  const database = openDatabase({ url: databaseUrl, onIdleError: (error) => log.warn({ err: error }, 'a database connection was lost') })
  stops.push(database.close)
  const pulse = feelPulse(database, log)
  stops.push(pulse.stop)
  const warnings = await durabilityWarnings(database.pool)
  warnings.forEach((warning) => log.warn(warning))
  await settleRestoredEvents(database.db)
  const queue = await openJobQueue({ connections: database.connections, log })
  stops.push(queue.stop)
  const desk: Desk = { ...ground.clock, db: database.db, newId: <Id extends string>() => uuidv7() as Id, jobs: queue.port }
  const sealer = createSealer(ground.encryptionKey)
  const clockWatch = createClockWatch((news) => log.warn({ skewSeconds: news.skewSeconds }, clockWords(news)))
  const graph = openGraph(ground.facebook, clockWatch)
  await warnOfSeals(desk, sealer, log)
  const fileStore = openFileStore(config)
  stops.push(await startSweeping({ config, log }))
  const rooms = { ground, stops, desk, database, pulse, warnings, sealer, graph, clockWatch, fileStore }
  if (config.ROLE !== 'web') {
    await startWork({ ...rooms, queue })
  }
  if (config.ROLE === 'worker') {
    await startHealth(rooms)
  } else {
    await startApp(rooms)
  }
}

function feelPulse({ connections }: Database, log: Logger): Pulse {
  return startPulse({
    connections,
    onChange: (answers) =>
      answers
        ? log.info('the database answers again')
        : log.warn('the database does not answer; webhooks get 503 and come again, and everything goes on once it answers'),
    onCut: (count) =>
      log.warn({ count }, 'the database went silent on its open connections and answers on new ones; the old ones were closed'),
  })
}

function clockWords({ isOff }: { readonly isOff: boolean }): string {
  return isOff
    ? "this machine's clock is more than 5 seconds off Facebook's: reply windows and times will be wrong until it is set (NTP)"
    : "this machine's clock agrees with Facebook's again"
}

/** Another encryption key than the Pages were connected with is noticed now, before anything is to be sent. */
async function warnOfSeals(desk: Desk, sealer: Sealer, log: Logger): Promise<void> {
  const { unreadable } = await checkSeals(desk, sealer)
  if (unreadable > 0) {
    log.error(
      `The encryption key of this desk does not open the keys of ${unreadable} connected ${unreadable === 1 ? 'Page' : 'Pages'}: they were connected with another one. Nothing is sent there. Start again with that encryption key (ENCRYPTION_KEY, or DATA_DIR/encryption-key of your backup), or reconnect the Pages in Settings, Channels.`,
    )
  }
}

function openGraph({ graphUrl, version, appId, appSecret }: Ground['facebook'], clockWatch: ClockWatch): Graph {
  const id = graphId(appId)
  if (!id) {
    throw new Error('FACEBOOK_APP_ID is not a number.')
  }
  return createGraph({ graphUrl, version, appId: id, appSecret, clockWatch })
}

type Rooms = {
  readonly ground: Ground
  /** Each thing that a room starts is noted here at once: a later one may fail to start. */
  readonly stops: Stop[]
  readonly desk: Desk
  readonly database: Database
  readonly pulse: Pulse
  readonly warnings: readonly string[]
  readonly sealer: Sealer
  readonly graph: Graph
  readonly clockWatch: ClockWatch
  readonly fileStore: FileStore
}

/** The worker's half: deliveries are read, jobs are done. */
async function startWork({
  ground,
  stops,
  desk,
  database,
  pulse,
  queue,
  sealer,
  graph,
  clockWatch,
  fileStore,
}: Rooms & { readonly queue: JobQueue }): Promise<void> {
  const { log } = ground
  const channel = createFacebookChannel({ db: desk.db, graph, sealer, store: fileStore, now: desk.now })
  const carrier = createCarrier(desk, channel)
  const profiles = createFacebookProfiles({ db: desk.db, graph, sealer })
  const said = {
    messages: createFacebookInbox({ db: desk.db, graph, sealer }),
    comments: createFacebookWall({ db: desk.db, graph, sealer }),
  }
  const posts = createFacebookPosts({ db: desk.db, graph, sealer })
  const smtp = ground.config.SMTP_URL === undefined ? undefined : openSmtp({ smtpUrl: ground.config.SMTP_URL, publicUrl: ground.publicUrl })
  stops.push(async () => smtp?.close())
  await queue.work({
    sendMessages: (job) => carryInTurn(desk, carrier, job),
    fetchProfile: (job) => learnProfile(desk, profiles, job),
    fetchPost: (job) => learnPost(desk, posts, job),
    openTickets: (job) => openWaiting(desk, job),
    repairChannel: (job) => repairChannel(desk, said, job),
    eraseChannel: (job) => eraseChannel(desk, { store: fileStore }, job),
    importHistory: (job) => importHistory(desk, said, job),
    settleDoubt: (job) => settleDoubt(desk, channel, job),
    learnPrivateReply: (job) => learnPrivateReply(desk, channel, job),
    deliverMail: async (job) => {
      await deliverMail(desk, smtp, job)
    },
    keepHouse: async () => {
      await forgetExpiredAuthorisations(desk)
      await forgetOldCommands(desk)
      await forgetOldReminders(desk)
      await forgetUnusedFiles(desk, fileStore).catch((error: unknown) =>
        log.warn({ err: error }, 'files that nothing refers to are still there'),
      )
      await readAgainByNewer(desk, (error) => log.error({ err: error }, 'reading again what was not understood'))
    },
  })
  const reader = await startDeliveryReader({
    desk,
    database,
    onFailure: tellUnlessAway(pulse, (error) => log.error({ err: error }, 'reading deliveries')),
  })
  stops.push(reader.stop)
  stops.push(startWatches({ ...ground, desk, pulse, sealer, graph, clockWatch, isSmtpConfigured: smtp !== undefined }))
  const files = await startFiles({ ...ground, graphUrl: ground.facebook.graphUrl })
  stops.push(files)
}

/** A process that only works still says whether it is well. */
async function startHealth({ ground, stops, desk, database: { pool }, pulse, warnings, clockWatch }: Rooms): Promise<void> {
  const metrics = createMetrics({ desk, door: undefined, clockSkewSeconds: clockWatch.skewSeconds })
  await startMetricsListener(ground, stops, metrics)
  const app = openSmallServer(ground.publicUrl, ground.log as FastifyBaseLogger)
  stops.push(() => app.close())
  registerHealth(app, { readiness: createReadiness({ pulse, pool, hasFailedToStore: () => false, warnings }) })
  await app.listen({ port: ground.config.PORT, host: ground.config.HOST })
}

/** The web's half: the doors and the pages. */
async function startApp({ ground, stops, desk, database, pulse, warnings, sealer, graph, clockWatch, fileStore }: Rooms): Promise<void> {
  const { log, facebook, publicUrl, config } = ground
  const onFailure = tellUnlessAway(pulse, (error) => log.error({ err: error }, 'storing deliveries'))
  const webhooks = createIntake({ database, appSecret: facebook.appSecret, verifyToken: facebook.verifyToken, onFailure })
  stops.push(webhooks.stop)
  const tail = await startEventTail({
    database,
    onError: (error) => log.warn({ err: error }, 'following the events'),
  })
  stops.push(tail.stop)
  const ephemeral = await startEphemeral({ database, onError: (error) => log.warn({ err: error }, 'listening to news of a moment') })
  stops.push(ephemeral.stop)
  const metrics = createMetrics({ desk, door: webhooks, clockSkewSeconds: clockWatch.skewSeconds })
  await startMetricsListener(ground, stops, metrics)
  const uploads = openUploads({ config, fileStore })
  stops.push(uploads.close)
  const accounts = createAccounts({ desk, publicUrl, secret: deriveSecret(ground.encryptionKey, 'sessions') })
  const app = await buildApp(
    {
      desk,
      publicUrl,
      ownHosts: createOwnHosts({ publicUrl, host: config.HOST }),
      metrics,
      metricsToken: config.METRICS_TOKEN,
      gestures: createGestures(desk, createFacebookChannel({ db: desk.db, graph, sealer, store: fileStore, now: desk.now })),
      tail,
      ephemeral,
      fileStore,
      uploads: uploads.tools,
      readiness: createReadiness({ pulse, pool: database.pool, hasFailedToStore: webhooks.hasFailedToStore, warnings }),
      sandboxUrl: ground.sandboxUrl,
      isSmtpConfigured: config.SMTP_URL !== undefined,
      trustedProxies: config.TRUSTED_PROXIES ?? [],
      accounts,
      facebook: createFacebook({ desk, graph, sealer, clockWatch, webhooks, config: { ...facebook, publicUrl } }),
    },
    log,
  )
  stops.push(() => app.close())
  await app.listen({ port: config.PORT, host: config.HOST })
  if (!(await accounts.state()).isSetUp) {
    ground.onNotSetUp?.(accounts.setUpCode)
  }
}

async function startMetricsListener({ config, log }: Ground, stops: Stop[], metrics: Metrics): Promise<void> {
  if (config.METRICS_PORT !== undefined) {
    const listener = await listenForMetrics(metrics, { port: config.METRICS_PORT, log: log as FastifyBaseLogger })
    stops.push(listener.close)
  }
}
