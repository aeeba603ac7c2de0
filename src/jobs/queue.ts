import type { Logger } from 'pino'
import { fromKysely, PgBoss, type JobWithMetadata } from 'pg-boss'
import type { ActJob, JobsPort, MailJob, ConversationJob } from '#desk/desk.ts'
import type { ChannelOfWorkspace } from '#domain/channels/channel.ts'
import type { Tx } from '#storage/database.ts'
import type { PostKey } from '#storage/posts/post.ts'
import type { EntryKey } from '#storage/private-replies.ts'
import type { Connections } from '#storage/connections/connections.ts'
import type { ConversationTurn } from './carry-in-turn.ts'
import { openJobDatabase } from './job-database.ts'
import { startTurns, type RunningTurns } from './turns.ts'

/** What the jobs do: a line each, calling an action. A throw means "again later"; nothing here gives up by itself. */
type JobHandlers = {
  sendMessages(turn: ConversationTurn): Promise<void>
  fetchProfile(job: ConversationJob): Promise<void>
  fetchPost(job: PostKey): Promise<void>
  settleDoubt(job: ActJob): Promise<void>
  learnPrivateReply(job: EntryKey): Promise<void>
  /** `isLastTry`: no further try follows, so a failure is final. */
  openTickets(job: ChannelOfWorkspace): Promise<void>
  repairChannel(job: ChannelOfWorkspace): Promise<void>
  eraseChannel(job: ChannelOfWorkspace): Promise<void>
  importHistory(job: ChannelOfWorkspace): Promise<void>
  deliverMail(job: MailJob & { readonly isLastTry: boolean }): Promise<void>
  /** Forgets what has had its time. Every five minutes, on one process of all. */
  keepHouse(): Promise<void>
}

export type JobQueue = {
  readonly port: JobsPort
  /** Begins to work. A process that only serves the web never calls it. */
  work(handlers: JobHandlers): Promise<void>
  stop(): Promise<void>
}

/**
 * One at a time per conversation, in order, retried for as long as it takes: a job that failed for good would hold back
 * its conversation for ever. A worker that dies is noticed by its missing heartbeat.
 */
const SEND = {
  name: 'send-messages',
  policy: 'key_strict_fifo',
  notify: true,
  retryLimit: 100_000,
  retryDelay: 2,
  retryBackoff: true,
  retryDelayMax: 60,
}
const PROFILE = { name: 'fetch-profile', policy: 'standard', notify: true, retryLimit: 5, retryDelay: 5, retryBackoff: true }
const POST = { name: 'fetch-post', policy: 'standard', notify: true, retryLimit: 10, retryDelay: 5, retryBackoff: true }
/** One that was lost would leave customers without their tickets: it is tried for as long as it takes. */
const OPEN = {
  name: 'open-tickets',
  policy: 'standard',
  notify: true,
  retryLimit: 100_000,
  retryDelay: 5,
  retryBackoff: true,
  retryDelayMax: 300,
}
/** The same: what it did not fetch would be lost. */
const REPAIR = { ...OPEN, name: 'repair-channel' }
/** The same: what somebody wants gone is to go. */
const ERASE = { ...OPEN, name: 'erase-channel' }
/** A page at a time, in a queue of its own: whatever else there is to fetch waits for none of it. */
const IMPORT = { ...OPEN, name: 'import-history' }
/**
 * Looks first when a feed event should long have told, then less and less often, and once an hour for more than a day: what nobody answered for is
 * in doubt because Facebook is unwell, and that it may be for long.
 */
const DOUBT = {
  name: 'settle-doubt',
  policy: 'standard',
  notify: true,
  retryLimit: 40,
  retryDelay: 15,
  retryBackoff: true,
  retryDelayMax: 3600,
}
const FIRST_LOOK_AFTER_SECONDS = 10
/** Of several jobs the one of the highest number is done first; most have 0. */
const BEHIND_ALL = -1
/** Somebody waits for the answer now, and not in ten minutes. */
const PRIVATE_REPLY = { name: 'ask-private-reply', policy: 'standard', notify: true, retryLimit: 3, retryDelay: 3 }
const MAIL = { name: 'deliver-mail', policy: 'standard', notify: true, retryLimit: 10, retryDelay: 10, retryBackoff: true }
const HOUSE = { name: 'keep-house', policy: 'singleton', retryLimit: 0 }
const ALL = [SEND, PROFILE, POST, OPEN, REPAIR, ERASE, IMPORT, DOUBT, PRIVATE_REPLY, MAIL, HOUSE]

const LEASE = { heartbeatSeconds: 10, expireInSeconds: 300, deleteAfterSeconds: 3600 }
const POLL = { pollingIntervalSeconds: 2, notifyPollingIntervalSeconds: 10 }
/** A turn mostly waits for Facebook, which takes some hundreds of milliseconds: so many bring a Page to its 300 messages a second. It holds no connection meanwhile. */
const TURNS_AT_ONCE = 64

/** Opens the queue on this database; `port` may be used at once, in any process. */
export async function openJobQueue({ connections, log }: { connections: Connections; log: Logger }): Promise<JobQueue> {
  const database = openJobDatabase({ connections, onError: (error) => log.warn({ err: error }, 'a connection of the job queue was lost') })
  const boss = new PgBoss({
    db: database,
    useListenNotify: true,
    superviseIntervalSeconds: 5,
    monitorIntervalSeconds: 5,
    registerInstance: false,
  })
  boss.on('error', (error) => log.error({ err: error }, 'job queue'))
  try {
    await boss.start()
    await createQueues(boss)
  } catch (error) {
    await boss.stop({ graceful: false })
    await database.close()
    throw error
  }
  let turns: RunningTurns | undefined
  return {
    port: openPort(boss),
    work: async (handlers) => {
      await startAll(boss, handlers)
      turns = startTurns<ConversationJob>({
        boss,
        queue: SEND.name,
        most: TURNS_AT_ONCE,
        handle: handlers.sendMessages,
        onError: (error) => log.error({ err: error }, 'turns of conversations'),
      })
      database.hear((queue) => (queue === undefined || queue === SEND.name ? turns?.wake() : undefined))
    },
    stop: async () => {
      database.hurry()
      await turns?.stop()
      await boss.stop({ graceful: true, timeout: 10_000 })
      await database.close()
    },
  }
}

function openPort(boss: PgBoss): JobsPort {
  const insertAll = async (
    name: string,
    tx: Tx,
    rows: readonly { readonly data: object; readonly startAfter?: number; readonly priority?: number }[],
  ): Promise<void> => {
    if (rows.length > 0) {
      await boss.insert(name, [...rows], { db: fromKysely(tx) })
    }
  }
  return {
    sendMessages: async (tx, job, when) => {
      const later = when === undefined ? {} : { startAfter: Math.ceil(when.afterMs / 1000) }
      await boss.send(SEND.name, job, { db: fromKysely(tx), singletonKey: job.conversationId, ...later })
    },
    fetchProfiles: (tx, jobs, how) =>
      insertAll(
        PROFILE.name,
        tx,
        rowsOf(jobs).map((row) => ({ ...row, priority: how?.isLater === true ? BEHIND_ALL : 0 })),
      ),
    fetchPosts: (tx, jobs) => insertAll(POST.name, tx, rowsOf(jobs)),
    openTickets: (tx, job) => insertAll(OPEN.name, tx, rowsOf([job])),
    repairChannel: (tx, job) => insertAll(REPAIR.name, tx, rowsOf([job])),
    eraseChannel: (tx, job) => insertAll(ERASE.name, tx, rowsOf([job])),
    importHistory: (tx, data, when) =>
      insertAll(IMPORT.name, tx, [{ data, ...(when?.afterMs ? { startAfter: Math.ceil(when.afterMs / 1000) } : {}) }]),
    settleDoubts: (tx, jobs) => {
      const rows = jobs.map((data) => ({ data, ...(data.isAsked ? {} : { startAfter: FIRST_LOOK_AFTER_SECONDS }) }))
      return insertAll(DOUBT.name, tx, rows)
    },
    askPrivateReply: (tx, job) => insertAll(PRIVATE_REPLY.name, tx, rowsOf([job])),
    deliverMail: async (tx, job) => {
      await boss.send(MAIL.name, job, { db: fromKysely(tx) })
    },
  }
}

async function startAll(boss: PgBoss, handlers: JobHandlers): Promise<void> {
  await startWorkers<ConversationJob>(boss, { ...POLL, name: PROFILE.name, count: 2 }, ({ data }) => handlers.fetchProfile(data))
  await startWorkers<PostKey>(boss, { ...POLL, name: POST.name, count: 1 }, ({ data }) => handlers.fetchPost(data))
  await startWorkers<ChannelOfWorkspace>(boss, { ...POLL, name: OPEN.name, count: 1 }, ({ data }) => handlers.openTickets(data))
  await startWorkers<ChannelOfWorkspace>(boss, { ...POLL, name: REPAIR.name, count: 1 }, ({ data }) => handlers.repairChannel(data))
  await startWorkers<ChannelOfWorkspace>(boss, { ...POLL, name: ERASE.name, count: 1 }, ({ data }) => handlers.eraseChannel(data))
  await startWorkers<ChannelOfWorkspace>(boss, { ...POLL, name: IMPORT.name, count: 1 }, ({ data }) => handlers.importHistory(data))
  await startWorkers<ActJob>(boss, { ...POLL, name: DOUBT.name, count: 1 }, ({ data }) => handlers.settleDoubt(data))
  await startWorkers<EntryKey>(boss, { ...POLL, name: PRIVATE_REPLY.name, count: 1 }, ({ data }) => handlers.learnPrivateReply(data))
  await startWorkers<MailJob>(boss, { ...POLL, name: MAIL.name, count: 1 }, ({ data, retryCount }) =>
    handlers.deliverMail({ ...data, isLastTry: retryCount >= MAIL.retryLimit }),
  )
  await boss.work(HOUSE.name, POLL, handlers.keepHouse)
  await boss.schedule(HOUSE.name, '*/5 * * * *')
}

/** One that an earlier version made is brought up to this one: made again it would stay as it is. */
async function createQueues(boss: PgBoss): Promise<void> {
  for (const { name, policy, ...options } of ALL) {
    await boss.createQueue(name, { policy, ...options, ...LEASE })
    await boss.updateQueue(name, { ...options, ...LEASE })
  }
}

function rowsOf(jobs: readonly object[]) {
  return jobs.map((data) => ({ data }))
}

type Workers = typeof POLL & { readonly name: string; readonly count: number }

/**
 * A worker of pg-boss rests after each job until it is notified or polls again. One that found a job looks for the next at
 * once instead: behind a job of a conversation its next one waits, and nobody notifies of that.
 */
async function startWorkers<T>(
  boss: PgBoss,
  { name, count, ...polling }: Workers,
  handle: (job: JobWithMetadata<T>) => Promise<void>,
): Promise<void> {
  for (let started = 0; started < count; started += 1) {
    let id = ''
    id = await boss.work(name, { ...polling, includeMetadata: true }, async ([job]: JobWithMetadata<T>[]) => {
      try {
        await (job && handle(job))
      } finally {
        boss.notifyWorker(id)
      }
    })
  }
}
