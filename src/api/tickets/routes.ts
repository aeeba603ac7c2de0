import type { MemberId, MessageId, TicketId } from '#domain/ids.ts'
import { FOLDERS, type Folder } from '#domain/tickets/folder.ts'
import { idempotent } from '#desk/idempotent.ts'
import { retryMessage } from '#desk/messages/retry.ts'
import { commentInternally } from '#desk/tickets/comment-internally.ts'
import { replyToTicket } from '#desk/tickets/reply.ts'
import { setAssignee, setPriority, setStatus, setType } from '#desk/tickets/work.ts'
import { writeOn } from '#desk/tickets/write-on.ts'
import type { Actor, Desk } from '#desk/desk.ts'
import { newestLines } from '#storage/timeline.ts'
import { countFolder, countUnanswered, NEVER, ticketsByActivity, ticketsByWindow, type TicketRow } from '#storage/tickets.ts'
import type { Api } from '../server/api.ts'
import type { ApiContext } from '../context.ts'
import * as contract from './contract.ts'
import { decodeCursor, encodeCursor } from '../server/cursor.ts'
import { presentLine, presentLineById } from './present-line.ts'
import { presentTicket, presentTicketById } from './present.ts'

export function registerTickets(app: Api, context: ApiContext): void {
  registerReading(app, context)
  registerWriting(app, context)
  registerSuccessor(app, context)
  registerWork(app, context)
}

function registerReading(app: Api, { desk }: ApiContext): void {
  app.route({
    ...contract.listTickets,
    config: { permission: 'ticket.read' },
    handler: async ({ actor, query }) => {
      const page = { folder: query.folder, limit: query.limit + 1, after: decodeCursor(query.cursor) }
      const ask = query.sort === 'expiring' ? ticketsByWindow : ticketsByActivity
      const now = desk.now()
      const rows = await ask(desk.db, { ...actor, now }, page)
      const shown = rows.slice(0, query.limit)
      const last = shown.at(-1)
      const at = last && (query.sort === 'expiring' ? closesAt(last, now) : last.last_activity_at)
      return {
        tickets: shown.map(presentTicket),
        nextCursor: rows.length > shown.length && last && at ? encodeCursor({ at, id: last.id }) : null,
      }
    },
  })
  app.route({
    ...contract.countFolders,
    config: { permission: 'ticket.read' },
    handler: async ({ actor }) => {
      const question = { ...actor, now: desk.now() }
      const count = async (folder: Folder) => ({ folder, count: await countFolder(desk.db, question, folder) })
      const folders = await Promise.all(FOLDERS.map(count))
      return { folders, unansweredTickets: await countUnanswered(desk.db, actor.workspaceId) }
    },
  })
  app.route({
    ...contract.getTicket,
    config: { permission: 'ticket.read' },
    handler: ({ actor, params }) => presentTicketById(desk.db, actor.workspaceId, params.ticketId as TicketId),
  })
  app.route({
    ...contract.listMessages,
    config: { permission: 'ticket.read' },
    handler: async ({ actor, params, query }) => {
      const ticketId = params.ticketId as TicketId
      await presentTicketById(desk.db, actor.workspaceId, ticketId)
      const lines = await newestLines(desk.db, actor.workspaceId, {
        ticketId,
        limit: query.limit + 1,
        before: decodeCursor(query.cursor),
      })
      const shown = lines.slice(0, query.limit)
      const first = shown.at(-1)
      const previousCursor = lines.length > shown.length && first ? encodeCursor(first) : null
      return { messages: shown.toReversed().map(presentLine), previousCursor }
    },
  })
}

function closesAt(row: TicketRow, now: Date): Date {
  return row.window_closes_at && row.window_closes_at > now ? row.window_closes_at : NEVER
}

function registerWriting(app: Api, { desk }: ApiContext): void {
  app.route({
    ...contract.replyToTicket,
    config: { permission: 'ticket.reply' },
    handler: async ({ actor, params, body, headers }, reply) => {
      const message = { ticketId: params.ticketId as TicketId, text: body.text }
      const command = { key: headers['idempotency-key'], request: ['reply', message] }
      const act = async (inside: Desk) => ({ id: await replyToTicket(inside, actor, message) })
      const { id } = await idempotent(desk, actor, { ...command, act })
      return reply.code(201).send(await presentLineById(desk.db, actor.workspaceId, id))
    },
  })
  app.route({
    ...contract.commentInternally,
    config: { permission: 'ticket.comment-internally' },
    handler: async ({ actor, params, body, headers }, reply) => {
      const comment = { ticketId: params.ticketId as TicketId, text: body.text }
      const command = { key: headers['idempotency-key'], request: ['comment', comment] }
      const act = async (inside: Desk) => ({ id: await commentInternally(inside, actor, comment) })
      const { id } = await idempotent(desk, actor, { ...command, act })
      return reply.code(201).send(await presentLineById(desk.db, actor.workspaceId, id))
    },
  })
  app.route({
    ...contract.retryMessage,
    config: { permission: 'ticket.reply' },
    handler: async ({ actor, params, headers }, reply) => {
      const failed = { ticketId: params.ticketId as TicketId, messageId: params.messageId as MessageId }
      const command = { key: headers['idempotency-key'], request: ['retry', failed] }
      const act = async (inside: Desk) => ({ id: await retryMessage(inside, actor, failed) })
      const { id } = await idempotent(desk, actor, { ...command, act })
      return reply.code(201).send(await presentLineById(desk.db, actor.workspaceId, id))
    },
  })
}

function registerSuccessor(app: Api, { desk }: ApiContext): void {
  app.route({
    ...contract.writeOn,
    config: { permission: 'ticket.reply' },
    handler: async ({ actor, params }) =>
      presentTicketById(desk.db, actor.workspaceId, await writeOn(desk, actor, params.ticketId as TicketId)),
  })
}

function registerWork(app: Api, { desk }: ApiContext): void {
  const config = { permission: 'ticket.work' } as const
  const present = (actor: Actor, ticketId: TicketId) => presentTicketById(desk.db, actor.workspaceId, ticketId)
  app.route({
    ...contract.setStatus,
    config,
    handler: async ({ actor, params, body }) => {
      const ticketId = params.ticketId as TicketId
      await setStatus(desk, actor, { ticketId, status: body.status })
      return await present(actor, ticketId)
    },
  })
  app.route({
    ...contract.setAssignee,
    config,
    handler: async ({ actor, params, body }) => {
      const ticketId = params.ticketId as TicketId
      await setAssignee(desk, actor, { ticketId, memberId: (body.memberId ?? undefined) as MemberId | undefined })
      return await present(actor, ticketId)
    },
  })
  app.route({
    ...contract.setPriority,
    config,
    handler: async ({ actor, params, body }) => {
      const ticketId = params.ticketId as TicketId
      await setPriority(desk, actor, { ticketId, priority: body.priority })
      return await present(actor, ticketId)
    },
  })
  app.route({
    ...contract.setType,
    config,
    handler: async ({ actor, params, body }) => {
      const ticketId = params.ticketId as TicketId
      await setType(desk, actor, { ticketId, type: body.type })
      return await present(actor, ticketId)
    },
  })
}
