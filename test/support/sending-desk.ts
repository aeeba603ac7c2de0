import { onTestFinished } from 'vitest'
import type { Actor, Desk, ConversationJob } from '#desk/desk.ts'
import { createDeskClock } from '#desk/desk-clock.ts'
import { retryMessage } from '#desk/acts/retry.ts'
import { carryNext } from '#desk/acts/carry-next.ts'
import { replyToTicket } from '#desk/tickets/reply.ts'
import type { ConversationId, MemberId, MessageId, TicketId, UserId, WorkspaceId } from '#domain/ids.ts'
import { createFacebookChannel } from '#facebook/carrying/carry.ts'
import { createGraph } from '#facebook/graph/graph.ts'
import { channelKeyContext, createSealer, type Sealer } from '#storage/secrets.ts'
import { giveKey, onlyChannel } from './channels.ts'
import { APP_SECRET, openIntakeDesk, textFrom } from './intake-desk.ts'
import { linesOf } from './lines.ts'
import { startOddGraph } from './odd-graph.ts'

/** One customer's ticket on a connected Page, and a Graph that does as it is told. */
export async function openSendingDesk() {
  const intake = await openIntakeDesk()
  const graph = await startOddGraph()
  onTestFinished(graph.close)
  const clock = { now: undefined as Date | undefined }
  const deskClock = createDeskClock(() => clock.now ?? new Date())
  const jobs: ConversationJob[] = []
  const desk: Desk = {
    ...intake.desk,
    ...deskClock,
    jobs: { ...intake.desk.jobs, sendMessages: async (_tx, job) => void jobs.push(job) },
  }
  const sealer = createSealer(Buffer.alloc(32, 5))
  const key = sealer.seal('the key of the Page', channelKeyContext({ workspaceId: intake.workspaceId, id: intake.channelId }))
  await giveKey(desk, intake, key)
  const anotherSealer = createSealer(Buffer.alloc(32, 6))
  const channelVia = (graphUrl: string, opening: Sealer = sealer) =>
    createFacebookChannel({
      db: desk.db,
      graph: createGraph({ graphUrl, version: 'v26.0', appId: '1', appSecret: APP_SECRET, timeoutMs: 3000 }),
      sealer: opening,
      now: desk.now,
    })
  await intake.hear(textFrom({ mid: 'm-question' }))
  const ticket = await desk.db.selectFrom('tickets').select(['id', 'conversation_id']).executeTakeFirstOrThrow()
  const conversation = { workspaceId: intake.workspaceId, conversationId: ticket.conversation_id as ConversationId }
  const actor = await joinAgent(desk, intake.workspaceId)
  const ticketId = ticket.id as TicketId
  const outgoing = async () =>
    (await linesOf(desk.db))
      .filter(({ direction }) => direction === 'out')
      .toSorted((a, b) => Number(a.created_at) - Number(b.created_at) || (a.id < b.id ? -1 : 1))
      .map(({ id, text, state, external_id, author_kind, failure }) => ({ id, text, state, external_id, author_kind, failure }))
  return {
    actor,
    anotherSealer,
    channelVia,
    clock,
    desk,
    graph,
    intake,
    jobs,
    outgoing,
    conversation,
    ticketId,
    sealer,
    reply: (text: string) => replyToTicket(desk, actor, { ticketId, text }),
    retry: (messageId: MessageId) => retryMessage(desk, actor, { ticketId, messageId }),
    turn: (graphUrl = graph.url, opening = sealer) => carryNext(desk, channelVia(graphUrl, opening), conversation),
    channel: () => onlyChannel(desk, intake.workspaceId),
  }
}

async function joinAgent(desk: Desk, workspaceId: WorkspaceId): Promise<Actor> {
  const actor = { workspaceId, userId: desk.newId<UserId>(), memberId: desk.newId<MemberId>(), role: 'agent' } as const
  await desk.db
    .insertInto('users')
    .values({ id: actor.userId, name: 'Bea', email: `${actor.userId}@example.com` })
    .execute()
  const member = { workspace_id: workspaceId, id: actor.memberId, user_id: actor.userId, role: actor.role }
  await desk.db.insertInto('members').values(member).execute()
  return actor
}
