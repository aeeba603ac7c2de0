import { rightFor } from '#domain/acts/right-for.ts'
import { DeskError } from '#domain/errors.ts'
import type { InternalCommentId, MessageId, TicketId } from '#domain/ids.ts'
import { FOLDER_CONTENTS, FOLDERS, type Folder } from '#domain/tickets/folder.ts'
import { askPrivateReply } from '#desk/moderation/ask-private-reply.ts'
import { doUpon } from '#desk/moderation/do-upon.ts'
import { commentInternally } from '#desk/tickets/comment-internally.ts'
import { replyToTicket } from '#desk/tickets/reply.ts'
import { setAssignee, setPriority, setStatus, setType } from '#desk/tickets/work.ts'
import { writeOn } from '#desk/tickets/write-on.ts'
import type { Actor, Desk } from '#desk/desk.ts'
import { tellEphemeral } from '#storage/ephemeral.ts'
import { readRaw } from '#storage/raw.ts'
import { newestLines } from '#storage/timeline.ts'
import { countFolders, type CountedFolder } from '#storage/tickets/counts.ts'
import { backOf } from '#storage/business-hours.ts'
import { STRETCHES, ticketsOfFolder, type FolderQuestion, type Stretch } from '#storage/tickets/folders.ts'
import type { ApiContext } from '../context.ts'
import { refuseOwnPictures } from '../offers/refuse-own-pictures.ts'
import type { Api } from '../server/api.ts'
import { command } from '../server/command.ts'
import { keyed } from '../server/keyed.ts'
import type { TicketSummary } from '../contract/ticket.ts'
import * as contract from './contract.ts'
import { decodeCursor, decodeStretchCursor, encodeCursor, encodeStretchCursor } from '../server/cursor.ts'
import { presentLine, presentLineById } from '../conversation/present.ts'
import { viewerOf } from '../conversation/viewer.ts'
import { moderationOf } from './moderation-of.ts'
import { presentTicket, presentTicketById } from './present.ts'

export function registerTickets(app: Api, context: ApiContext): void {
  registerReading(app, context)
  registerRaw(app, context)
  registerWriting(app, context)
  registerPresence(app, context)
  registerWork(app, context)
}

function registerReading(app: Api, { desk }: ApiContext): void {
  /** When people are back is looked up where one of the folders asks for it. */
  const questionOf = async (actor: Actor, folders: readonly Folder[]): Promise<FolderQuestion> => {
    const now = desk.now()
    const asks = folders.some((folder) => FOLDER_CONTENTS[folder].ends === 'before-back')
    return { ...actor, now, backAt: asks ? await backOf(desk.db, actor.workspaceId, now) : undefined }
  }
  app.route({
    ...contract.listTickets,
    config: { permission: 'ticket.read' },
    handler: async ({ actor, query }) => {
      const after = decodeStretchCursor<Stretch>(query.cursor, STRETCHES[query.sort])
      const { tickets, next } = await ticketsOfFolder(
        desk.db,
        { ...(await questionOf(actor, [query.folder])), deadlineKind: query.deadlineKind },
        { ...query, after },
      )
      return {
        tickets: tickets.map((ticket) => presentTicket(ticket, viewerOf(actor))),
        nextCursor: next ? encodeStretchCursor(next) : null,
      }
    },
  })
  app.route({
    ...contract.countFolders,
    config: { permission: 'ticket.read' },
    handler: async ({ actor }) => {
      const question = await questionOf(actor, FOLDERS)
      const { folders, unansweredTickets } = await countFolders(desk.db, question)
      return { folders: folders.map(presentCount), unansweredTickets, backAt: question.backAt?.toISOString() ?? null }
    },
  })
  app.route({
    ...contract.getTicket,
    config: { permission: 'ticket.read' },
    handler: ({ actor, params }) => presentTicketById(desk.db, actor, params.ticketId),
  })
  app.route({
    ...contract.listMessages,
    config: { permission: 'ticket.read' },
    handler: async ({ actor, params, query }) => {
      const ticketId = params.ticketId
      await presentTicketById(desk.db, actor, ticketId)
      const lines = await newestLines(desk.db, actor.workspaceId, {
        ticketId,
        limit: query.limit + 1,
        before: decodeCursor(query.cursor),
      })
      const shown = lines.slice(0, query.limit)
      const first = shown.at(-1)
      const previousCursor = lines.length > shown.length && first ? encodeCursor(first) : null
      return { messages: shown.toReversed().map((line) => presentLine(line, viewerOf(actor))), previousCursor }
    },
  })
}

function presentCount({ folder, count, kinds }: CountedFolder) {
  return { folder, count, kinds: kinds === undefined ? null : [...kinds] }
}

/** More is for the database's own tools: nobody reads it in a browser. */
const MOST_RAW = 100_000

function registerRaw(app: Api, { desk }: ApiContext): void {
  app.route({
    ...contract.getRaw,
    config: { permission: 'workspace.manage' },
    handler: async ({ actor, params }) => {
      const kept = await readRaw(desk.db, actor.workspaceId, { ticketId: params.ticketId, lineId: params.messageId, limit: MOST_RAW })
      if (!kept) {
        throw new DeskError('not-found', 'Nothing of this line is kept as it came.')
      }
      const { label, json, length } = kept
      return { label, raw: json, length, isWhole: length <= MOST_RAW }
    },
  })
}

function registerPresence(app: Api, { desk }: ApiContext): void {
  app.route({
    ...contract.tellPresence,
    config: { permission: 'ticket.read' },
    handler: async ({ actor, params, body }, reply) => {
      await tellEphemeral(desk.db, actor.workspaceId, { ...body, ...params, memberId: actor.memberId })
      return reply.code(202).send(null)
    },
  })
}

function registerWriting(app: Api, { desk, publicUrl }: ApiContext): void {
  const present = (actor: Actor) => (id: MessageId | InternalCommentId) => presentLineById(desk.db, actor, id)
  app.route({
    ...contract.replyToTicket,
    config: { permission: 'ticket.reply' },
    handler: (request, reply) => {
      // Sent once more it is the same reply, whatever was seen meanwhile.
      const { seen, ...said } = request.body
      refuseOwnPictures(said.offer, publicUrl)
      const wish = { ...request.params, ...said }
      const act = keyed(request, (to: Desk, by: Actor, asked: typeof wish & { readonly key: string }) =>
        replyToTicket(to, by, { ...asked, seen }),
      )
      return command(desk, { request, reply }, { name: 'reply', wish, act, present: present(request.actor) })
    },
  })
  app.route({
    ...contract.commentInternally,
    config: { permission: 'ticket.comment-internally' },
    handler: (request, reply) => {
      const wish = { ...request.params, ...request.body }
      return command(
        desk,
        { request, reply },
        { name: 'comment', wish, act: keyed(request, commentInternally), present: present(request.actor) },
      )
    },
  })
  app.route({
    ...contract.moderate,
    // Which right it needs hangs on the act (`rightFor`): the command asks for that.
    config: { permission: 'ticket.read' },
    handler: (request, reply) => {
      const wish = { ...request.params, act: moderationOf(request.body) }
      return command(desk, { request, reply }, { name: 'moderate', wish, act: doUpon, present: present(request.actor) })
    },
  })
  app.route({
    ...contract.askPrivateReply,
    config: { permission: rightFor('say-privately', { isPublic: true }) },
    handler: async ({ actor, params }, reply) => {
      await askPrivateReply(desk, actor, params)
      return reply.code(202).send(null)
    },
  })
}

function registerWork(app: Api, { desk }: ApiContext): void {
  const config = { permission: 'ticket.work' } as const
  app.route({ ...contract.setStatus, config, handler: ({ actor, params, body }) => work(actor, setStatus, { ...params, ...body }) })
  app.route({
    ...contract.setAssignee,
    config,
    handler: ({ actor, params, body }) => work(actor, setAssignee, { ...params, memberId: body.memberId ?? undefined }),
  })
  app.route({ ...contract.setPriority, config, handler: ({ actor, params, body }) => work(actor, setPriority, { ...params, ...body }) })
  app.route({ ...contract.setType, config, handler: ({ actor, params, body }) => work(actor, setType, { ...params, ...body }) })
  app.route({
    ...contract.writeOn,
    config: { permission: 'ticket.reply' },
    handler: async ({ actor, params, body }) =>
      presentTicketById(desk.db, actor, await writeOn(desk, actor, { ...params, answering: body?.answering })),
  })

  /** Does it, and answers with the ticket as it stands then. */
  async function work<Wish extends { readonly ticketId: TicketId }>(
    actor: Actor,
    act: (desk: Desk, actor: Actor, wish: Wish) => Promise<void>,
    wish: Wish,
  ): Promise<TicketSummary> {
    await act(desk, actor, wish)
    return await presentTicketById(desk.db, actor, wish.ticketId)
  }
}
