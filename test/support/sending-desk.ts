import { onTestFinished } from 'vitest'
import type { ActJob, Actor, Desk } from '#desk/desk.ts'
import { createDeskClock } from '#desk/desk-clock.ts'
import { retryMessage } from '#desk/acts/retry.ts'
import { sendAnyway } from '#desk/acts/send-anyway.ts'
import { sendRest } from '#desk/acts/send-rest.ts'
import type { Turn } from '#desk/acts/begin.ts'
import { createCarrier, type ConversationOfWorkspace } from '#desk/acts/carry-next.ts'
import { settleDoubt } from '#desk/acts/settle-doubt.ts'
import { moderate } from '#desk/moderation/moderate.ts'
import { replyToTicket } from '#desk/tickets/reply.ts'
import type { Moderation } from '#domain/acts/act.ts'
import type { ConversationId, MemberId, MessageId, TicketId, UserId, WorkspaceId } from '#domain/ids.ts'
import { createFacebookChannel } from '#facebook/carrying/carry.ts'
import { createGraph } from '#facebook/graph/graph.ts'
import type { PagePace } from '#facebook/graph/page-limits.ts'
import { channelKeyContext, createSealer, type Sealer } from '#storage/secrets.ts'
import { giveKey, onlyChannel } from './channels.ts'
import { APP_SECRET, openIntakeDesk, PAGE, textFrom } from './intake-desk.ts'
import { linesOf } from './lines.ts'
import { memoryStore } from './memory-store.ts'
import { startOddGraph } from './odd-graph.ts'

/** One customer's ticket on a connected Page, and a Graph that does as it is told. */
export async function openSendingDesk() {
  const intake = await openIntakeDesk()
  const graph = await startOddGraph()
  onTestFinished(graph.close)
  const clock = { now: undefined as Date | undefined }
  const deskClock = createDeskClock(() => clock.now ?? new Date())
  const desk: Desk = {
    ...intake.desk,
    ...deskClock,
  }
  const sealer = createSealer(Buffer.alloc(32, 5))
  const store = memoryStore()
  const key = sealer.seal('the key of the Page', channelKeyContext({ workspaceId: intake.workspaceId, id: intake.channelId }))
  await giveKey(desk, intake, key)
  const anotherSealer = createSealer(Buffer.alloc(32, 6))
  const channelVia = (graphUrl: string, opening: Sealer = sealer, pace?: PagePace) =>
    createFacebookChannel({
      db: desk.db,
      graph: createGraph({ graphUrl, version: 'v26.0', appId: '1', appSecret: APP_SECRET, timeoutMs: 3000, ...(pace ? { pace } : {}) }),
      sealer: opening,
      store,
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
    jobs: intake.sendJobs,
    outgoing,
    conversation,
    ticketId,
    sealer,
    store,
    reply: (text: string) => replyToTicket(desk, actor, { ticketId, text }),
    replyInParts: ([text = '', ...more]: readonly string[]) => replyToTicket(desk, actor, { ticketId, text, more }),
    retry: (messageId: MessageId, text?: string) => retryMessage(desk, actor, { ticketId, messageId, text }),
    sendAnyway: (messageId: MessageId) => sendAnyway(desk, actor, { ticketId, messageId }),
    sendRest: (messageId: MessageId) => sendRest(desk, actor, { ticketId, messageId }),
    turn: (graphUrl = graph.url, opening = sealer) => createCarrier(desk, channelVia(graphUrl, opening)).carryNext(conversation),
    /** As the job does that settles it. */
    settle: (job: ActJob) => settleDoubt(desk, channelVia(graph.url), job),
    comment: (from?: object | null) =>
      comment({ desk, intake, actor, from, turnIn: (there) => createCarrier(desk, channelVia(graph.url)).carryNext(there) }),
    channel: () => onlyChannel(desk, intake.workspaceId),
  }
}

type Wall = {
  readonly desk: Desk
  readonly intake: Awaited<ReturnType<typeof openIntakeDesk>>
  readonly actor: Actor
  /** Whom Facebook names as having written the first comment; null: nobody. */
  readonly from?: object | null | undefined
  turnIn(conversation: ConversationOfWorkspace): Promise<Turn>
}

type Speaker = { readonly name: string; readonly from?: object | null | undefined }

/** Somebody comments under a post of the Page, and somebody else answers them: what can be done to that, and its turns. */
async function comment({ desk, intake, actor, turnIn, from: firstOne }: Wall) {
  const { workspaceId } = intake
  const says = async (id: string, parent: string, { name, from = { id: `81${name}`, name } }: Speaker) => {
    const time = Math.floor(desk.now().getTime() / 1000)
    const at = { item: 'comment', verb: 'add', post_id: `${PAGE}_900`, parent_id: parent, comment_id: id, created_time: time }
    const value = { ...at, ...(from === null ? {} : { from }), message: `Words of ${name}` }
    await intake.hear({ object: 'page', entry: [{ id: PAGE, time, changes: [{ field: 'feed', value }] }] })
  }
  await says('900_61', `${PAGE}_900`, { name: 'Kim', from: firstOne })
  await says('900_62', '900_61', { name: 'Lou' })
  const entries = () =>
    desk.db
      .selectFrom('entries')
      .selectAll()
      .where('thing', '=', 'comment')
      .where('workspace_id', '=', workspaceId)
      .orderBy('external_id')
      .execute()
  const [head] = await entries()
  if (!head?.ticket_id) {
    throw new Error('A comment made no ticket.')
  }
  const conversation = { workspaceId, conversationId: head.conversation_id as ConversationId }
  const [ticketId, messageId] = [head.ticket_id as TicketId, head.id as MessageId]
  return {
    messageId,
    ticketId,
    entries,
    /** The newest act, as it stands. */
    act: () =>
      desk.db
        .selectFrom('acts')
        .selectAll()
        .where('conversation_id', '=', head.conversation_id)
        .orderBy('created_at', 'desc')
        .limit(1)
        .executeTakeFirstOrThrow(),
    /** As a process leaves it that is killed while Facebook is asked. */
    leave: () =>
      desk.db.updateTable('acts').set({ state: 'sending', tries: 1 }).where('conversation_id', '=', head.conversation_id).execute(),
    moderate: (act: Moderation) => moderate(desk, actor, { ticketId, messageId, act }),
    reply: (text: string) => replyToTicket(desk, actor, { ticketId, text }),
    turn: () => turnIn(conversation),
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
