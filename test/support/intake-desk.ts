import { createHmac, randomUUID } from 'node:crypto'
import Fastify from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { v7 } from 'uuid'
import { onTestFinished } from 'vitest'
import { createBodyBudget } from '#api/server/body-budget.ts'
import { registerWebhooks } from '#api/doors/webhooks.ts'
import type { ActJob, ConversationJob, Desk } from '#desk/desk.ts'
import { createDeskClock } from '#desk/desk-clock.ts'
import type { ChannelId, MessageId, WorkspaceId } from '#domain/ids.ts'
import { createIntake } from '#facebook/webhooks/intake.ts'
import type { PostKey } from '#storage/posts/post.ts'
import { startDeliveryReader, type DeliveryReaderOptions } from '#jobs/reader.ts'
import { createTestDatabase } from './database.ts'
import { writeReply } from './lines.ts'

export const APP_SECRET = 'a secret that only this test knows'
export const VERIFY_TOKEN = 'a token that only this test knows'
export const PAGE = '1067280970047460'

export type IntakeDesk = Awaited<ReturnType<typeof openIntakeDesk>>

/** The webhook door and its reader on a database of their own, with one workspace that holds one Page. */
export async function openIntakeDesk(
  options: Partial<Pick<DeliveryReaderOptions, 'retryRestsMs' | 'workers'>> & { readonly isReading?: boolean } = {},
) {
  const database = await createTestDatabase()
  onTestFinished(database.close)
  const profileJobs: ConversationJob[] = []
  const postJobs: PostKey[] = []
  const doubtJobs: ActJob[] = []
  const sendJobs: ConversationJob[] = []
  const failures: unknown[] = []
  const clock = createDeskClock()
  const desk: Desk = {
    db: database.db,
    ...clock,
    newId: <Id extends string>() => v7() as Id,
    jobs: {
      sendMessages: async (_tx, job) => void sendJobs.push(job),
      fetchProfiles: async (_tx, jobs) => {
        profileJobs.push(...jobs)
      },
      fetchPosts: async (_tx, jobs) => {
        postJobs.push(...jobs)
      },
      openTickets: () => Promise.resolve(),
      settleDoubts: async (_tx, jobs) => {
        doubtJobs.push(...jobs)
      },
      askPrivateReply: () => Promise.resolve(),
      repairChannel: () => Promise.resolve(),
      eraseChannel: () => Promise.resolve(),
      importHistory: () => Promise.resolve(),
      deliverMail: () => Promise.resolve(),
    },
  }
  const onFailure = (error: unknown) => {
    failures.push(error)
  }
  const door = createIntake({ database, appSecret: APP_SECRET, verifyToken: VERIFY_TOKEN, onFailure })
  const app = Fastify().withTypeProvider<ZodTypeProvider>()
  registerWebhooks(app, { facebook: { webhooks: door }, bodies: createBodyBudget() })
  onTestFinished(() => app.close())
  const readers: { stop(): Promise<void> }[] = []
  const startReader = async () => {
    const reader = await startDeliveryReader({ desk, database, onFailure, ...options })
    readers.push(reader)
    return reader
  }
  onTestFinished(async () => {
    for (const reader of readers) {
      await reader.stop()
    }
    await door.stop()
  })
  const reader = options.isReading === false ? undefined : await startReader()
  const workspace = await makeWorkspace(desk, PAGE)
  return {
    database,
    desk,
    door,
    app,
    startReader,
    /** As the sandbox does when its clock is moved. */
    moveClock: clock.moveTo,
    profileJobs,
    postJobs,
    doubtJobs,
    sendJobs,
    failures,
    ...workspace,
    deliver: (body: unknown) => deliver(app, body),
    hear: async (...bodies: unknown[]) => {
      for (const body of bodies) {
        await deliver(app, body)
      }
      await reader?.idle()
    },
    idle: async () => await reader?.idle(),
  }
}

/** One more workspace with Facebook switched on and a Page of its own. */
export async function makeWorkspace(
  desk: Desk,
  pageId: string,
): Promise<{ readonly workspaceId: WorkspaceId; readonly channelId: ChannelId }> {
  const [workspaceId, channelId] = [desk.newId<WorkspaceId>(), desk.newId<ChannelId>()]
  const now = new Date()
  await desk.db.insertInto('workspaces').values({ id: workspaceId, name: 'Lindqvist Cycles', slug: randomUUID() }).execute()
  await desk.db
    .insertInto('extensions')
    .values({ workspace_id: workspaceId, name: 'facebook', enabled_at: now, changed_by: randomUUID(), changed_at: now })
    .execute()
  await desk.db
    .insertInto('channels')
    .values({
      workspace_id: workspaceId,
      id: channelId,
      kind: 'facebook',
      name: 'A Page',
      external_id: pageId,
      state: 'connected',
      created_at: now,
    })
    .execute()
  await desk.db
    .insertInto('channel_routes')
    .values({ kind: 'facebook', external_id: pageId, workspace_id: workspaceId, channel_id: channelId })
    .execute()
  return { workspaceId, channelId }
}

export function sign(body: string | Buffer, secret = APP_SECRET): string {
  return `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`
}

async function deliver(app: { inject: ReturnType<typeof Fastify>['inject'] }, body: unknown): Promise<number> {
  const payload = typeof body === 'string' ? body : JSON.stringify(body)
  const headers = { 'content-type': 'application/json', 'x-hub-signature-256': sign(payload) }
  const { statusCode } = await app.inject({ method: 'POST', url: '/webhooks/facebook', headers, payload })
  return statusCode
}

type Item = Readonly<Record<string, unknown>>

/** A delivery of one Messenger item. */
export function pageDelivery(item: Item, { page = PAGE, time = Date.now() } = {}): Item {
  return { object: 'page', entry: [{ id: page, time, messaging: [item] }] }
}

export type Said = { readonly person?: string; readonly mid: string; readonly text?: string; readonly at?: number; readonly page?: string }

export function textFrom({ person = '7001', mid, text = `words of ${mid}`, at = Date.now(), page = PAGE }: Said): Item {
  return pageDelivery({ sender: { id: person }, recipient: { id: page }, timestamp: at, message: { mid, text } }, { page, time: at })
}

export function echoTo({
  person = '7001',
  mid,
  text = `words of ${mid}`,
  at = Date.now(),
  more = {},
}: Said & { readonly more?: Item }): Item {
  return pageDelivery(
    { sender: { id: PAGE }, recipient: { id: person }, timestamp: at, message: { mid, text, is_echo: true, ...more } },
    { time: at },
  )
}

export function deliveryBy({
  person = '7001',
  mids,
  until,
  at = until,
}: {
  person?: string
  mids?: readonly string[]
  until: number | undefined
  at?: number | undefined
}): Item {
  return pageDelivery({
    sender: { id: person },
    recipient: { id: PAGE },
    timestamp: at ?? Date.now(),
    delivery: { mids, watermark: until },
  })
}

export function readBy({ person = '7001', until }: { person?: string; until: number }): Item {
  return pageDelivery({ sender: { id: person }, recipient: { id: PAGE }, timestamp: until, read: { watermark: until } })
}

export type OwnReply = { readonly at: Date; readonly state?: string; readonly externalId?: string }

/** A reply of ours in the only ticket, as the sending side leaves it. */
export async function writeOwnReply(
  { desk, workspaceId, channelId }: IntakeDesk,
  { at, state = 'sending', externalId }: OwnReply,
): Promise<MessageId> {
  const ticket = await desk.db.selectFrom('tickets').select(['id', 'conversation_id']).executeTakeFirstOrThrow()
  const id = desk.newId<MessageId>()
  await writeReply(desk.db, {
    id,
    workspaceId,
    channelId,
    ticketId: ticket.id,
    conversationId: ticket.conversation_id,
    at,
    state,
    externalId,
  })
  return id
}
