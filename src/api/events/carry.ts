import { movedOver, receiptsOf } from '#domain/conversations/marks.ts'
import type { EventOf } from '#domain/events.ts'
import type { ClientId, ConversationId, TicketId, UserId, WorkspaceId } from '#domain/ids.ts'
import type { Desk } from '#desk/desk.ts'
import { clientFaces, type ClientFace } from '#storage/clients/shown.ts'
import type { TailEvent } from '#storage/event-tail.ts'
import { membersOfUsers } from '#storage/members.ts'
import { linesById } from '#storage/lines-by-id.ts'
import { linesMarked, type MovedMarks } from '#storage/lines-marked.ts'
import type { Line, SaidLine } from '#storage/lines.ts'
import { threadsById } from '#storage/posts/threads.ts'
import { ticketsById } from '#storage/tickets/read.ts'
import { presentAllChannels } from '../channels/present.ts'
import { presentPicture } from '../files/present.ts'
import { presentMember } from '../members/present.ts'
import { presentLine } from '../conversation/present.ts'
import { ADMINISTRATOR, ANYBODY, type Viewer } from '../conversation/viewer.ts'
import { presentThread } from '../posts/present.ts'
import { presentTicket } from '../tickets/present.ts'
import type { About, ClientNews } from './contract.ts'

/** An event as it goes out: what administrators hear, and what everybody else does, where that differs. */
export type Frame = { readonly cursor: string; readonly text: string; readonly textForOthers: string }
export type Carry = (workspaceId: WorkspaceId, events: readonly TailEvent[]) => Promise<readonly Frame[]>

/**
 * Puts beside events what they are about, as it stands now. The tail hands one and the same batch to every stream of a process, so it
 * is read and written out once for all of them: what a message costs does not grow with the number of those who hear of it.
 */
export function createCarry(desk: Desk): Carry {
  const carried = new WeakMap<readonly TailEvent[], Promise<readonly Frame[]>>()
  return (workspaceId, events) => {
    const frames = carried.get(events) ?? framesOf(desk, workspaceId, events)
    carried.set(events, frames)
    return frames
  }
}

async function framesOf(desk: Desk, workspaceId: WorkspaceId, events: readonly TailEvent[]): Promise<readonly Frame[]> {
  const things = await readThings(desk, workspaceId, events)
  const lastOf = new Map(events.map((event, place) => [aboutOf(event), place]))
  return events.map((event, place) => {
    const isLast = lastOf.get(aboutOf(event)) === place
    const text = textOf(event, { ...things, isLast, viewer: ADMINISTRATOR })
    return {
      cursor: event.cursor,
      text,
      textForOthers: isTakenBackTold(event, things) ? textOf(event, { ...things, isLast, viewer: ANYBODY }) : text,
    }
  })
}

/** Of several events of one ticket, or of one thread, the last tells how that stands. */
function aboutOf(event: TailEvent): string | undefined {
  return event.type === 'thread.changed' ? event.payload.conversationId : event.ticketId
}

/** What was taken back stands in it: the only thing that is told to some and not to others. */
function isTakenBackTold(event: TailEvent, { tickets, lines, marked, threads }: Things): boolean {
  const lineId = 'lineId' in event.payload ? event.payload.lineId : undefined
  const last = event.ticketId === undefined ? undefined : tickets.get(event.ticketId)?.lastLine
  const ofThread = event.type === 'thread.changed' ? (threads.get(event.payload.conversationId)?.lines ?? []) : []
  const told = [...(lines.get(lineId ?? '') ?? []), ...(marked.get(event.cursor)?.lines ?? []), ...ofThread, ...(last ? [last] : [])]
  return told.some(isTakenBack)
}

function isTakenBack(line: Line | SaidLine): boolean {
  return 'quote' in line && (line.afterwards === 'taken-back' || line.quote?.message?.isTakenBack === true)
}

function textOf(event: TailEvent, things: Told): string {
  return `id: ${event.cursor}\nevent: change\ndata: ${JSON.stringify(toldOf(event, things))}\n\n`
}

type Things = Awaited<ReturnType<typeof readThings>>

async function readThings(desk: Desk, workspaceId: WorkspaceId, events: readonly TailEvent[]) {
  const { db } = desk
  const [tickets, lines, marked, threads, clients, members, channels] = await Promise.all([
    ticketsById(db, workspaceId, ticketsIn(events)),
    linesById(db, workspaceId, linesIn(events)),
    linesMarked(db, workspaceId, events.flatMap(marksIn)),
    threadsById(db, workspaceId, threadsIn(events)),
    clientFaces(db, workspaceId, clientsIn(events)),
    membersOfUsers(db, workspaceId, usersIn(events)),
    events.some(isOfChannels) ? presentAllChannels(desk, workspaceId) : [],
  ])
  return {
    tickets: new Map(tickets.map((ticket) => [ticket.id, ticket])),
    lines,
    marked,
    threads: new Map(threads.map((thread) => [thread.conversationId, thread])),
    clients,
    members: new Map(members.map((member) => [member.userId, presentMember(member)])),
    channels,
  }
}

function ticketsIn(events: readonly TailEvent[]): readonly TicketId[] {
  return [...new Set(events.flatMap(({ ticketId }) => ticketId ?? []))]
}

function linesIn(events: readonly TailEvent[]) {
  return events.flatMap(({ ticketId, payload }) =>
    ticketId !== undefined && 'lineId' in payload && payload.lineId !== undefined ? [{ ticketId, lineId: payload.lineId }] : [],
  )
}

function marksIn(event: TailEvent): readonly MovedMarks[] {
  if (event.type !== 'conversation.marked' || event.payload.before === undefined) {
    return []
  }
  const [before, now] = [receiptsOf(event.payload.before), receiptsOf(event.payload)]
  return [{ asked: event.cursor, ticketId: event.ticketId, ...movedOver(before, now), deliveredBefore: before.deliveredUntil }]
}

function threadsIn(events: readonly TailEvent[]): readonly ConversationId[] {
  return [...new Set(events.flatMap((event) => (event.type === 'thread.changed' ? [event.payload.conversationId] : [])))]
}

function clientsIn(events: readonly TailEvent[]): readonly ClientId[] {
  return events.flatMap((event) => {
    switch (event.type) {
      case 'client.changed':
        return [event.payload.clientId]
      case 'client.merged':
        return [event.payload.clientId, event.payload.joinedId]
      case 'client.split':
        return [event.payload.clientId, event.payload.splitOffId]
      default:
        return []
    }
  })
}

function usersIn(events: readonly TailEvent[]): readonly UserId[] {
  return events.flatMap((event) => (event.type.startsWith('member.') && 'userId' in event.payload ? [event.payload.userId] : []))
}

function isOfChannels({ type }: TailEvent): boolean {
  return type.startsWith('channel.') || type.startsWith('extension.')
}

type Told = Things & { readonly isLast: boolean; readonly viewer: Viewer }
type Beside = { readonly [Type in TailEvent['type']]: (event: EventOf<Type, TailEvent>, things: Told) => About<Type> }

const BESIDE: Beside = {
  'ticket.created': ofTicket,
  'ticket.changed': ofTicket,
  'ticket.reminded': ({ ticketId }, things) => ({ lines: [], ...rowOf(ticketId, things) }),
  'ticket.removed': ofNothing,
  'entry.added': ofTicket,
  'entry.changed': ofTicket,
  'reply.queued': ofTicket,
  'reply.state-changed': ofTicket,
  'conversation.marked': ofMarks,
  'internal-comment.written': ofTicket,
  'note.added': ofTicket,
  'note.changed': ofTicket,
  'piece.kept': ofTicket,
  'piece.understood': ofTicket,
  'client.changed': ({ payload }, { clients }) => ({ clients: facesOf(clients, [payload.clientId]) }),
  'client.merged': ({ payload }, { clients }) => ({ clients: facesOf(clients, [payload.clientId, payload.joinedId]) }),
  'client.split': ({ payload }, { clients }) => ({ clients: facesOf(clients, [payload.clientId, payload.splitOffId]) }),
  'channel.connected': ofChannels,
  'channel.changed': ofChannels,
  'channel.removed': ofChannels,
  'channel.switched': ofChannels,
  'extension.switched': ofChannels,
  'thread.changed': ofThread,
  'comment-tickets.changed': ofNothing,
  'post.changed': ofNothing,
  'not-understood.changed': ofNothing,
  'member.joined': ofMember,
  'member.renamed': ofMember,
  'member.email-changed': ofMember,
  'member.role-changed': ofMember,
  'member.removed': ofMember,
  'member.signed-out': ofNothing,
  'member.signed-out-everywhere': ofNothing,
  'member.password-changed': ofNothing,
  'member.invited': ofNothing,
  'invitation.cancelled': ofNothing,
  'draft.saved': ({ ticketId }, things) => ({ lines: [], ...rowOf(ticketId, things) }),
  'undo.changed': ofNothing,
  'business-hours.changed': ofNothing,
  'reminders.changed': ofNothing,
  'enter-sends.changed': ofNothing,
  'gestures.changed': ofNothing,
  'desk.set-up': ofNothing,
  'mail.written': ofNothing,
  'mail.kept': ofNothing,
  'mail.sent': ofNothing,
  'mail.failed': ofNothing,
  'file-storage.changed': ofNothing,
  'delivery.returned': ofNothing,
}

type OfTicket = { readonly ticketId: TicketId; readonly payload: TicketPayload }
type TicketPayload = { readonly lineId?: string; readonly after?: TicketId }

function ofTicket({ ticketId, payload: { lineId } }: OfTicket, things: Told) {
  const told = lineId === undefined ? [] : (things.lines.get(lineId) ?? [])
  return { lines: told.map((line) => presentLine(line, things.viewer)), ...rowOf(ticketId, things) }
}

/** Of marks that an older desk wrote down it is not known what they moved over. */
function ofMarks({ ticketId, cursor }: EventOf<'conversation.marked', TailEvent>, things: Told) {
  const { lines, hasMore } = things.marked.get(cursor) ?? { lines: [], hasMore: true }
  return { lines: lines.map((line) => presentLine(line, things.viewer)), hasMoreLines: hasMore, ...rowOf(ticketId, things) }
}

function rowOf(ticketId: TicketId, { tickets, isLast, viewer }: Told) {
  const ticket = isLast ? tickets.get(ticketId) : undefined
  return ticket ? { ticket: presentTicket(ticket, viewer) } : {}
}

function ofThread({ payload }: EventOf<'thread.changed', TailEvent>, { threads, isLast, viewer }: Told) {
  if (!isLast) {
    return {}
  }
  const thread = threads.get(payload.conversationId)
  if (!thread) {
    return { thread: null }
  }
  const { channel, kind, postId = null } = thread
  return { thread: { ...presentThread(thread, viewer), channel: { ...channel }, kind, postId } }
}

/** Of all who are one person with any of these. */
function facesOf(faces: readonly ClientFace[], ids: readonly ClientId[]): readonly ClientNews[] {
  const persons = new Set(faces.flatMap((face) => (ids.includes(face.ownId) ? [face.id] : [])))
  return faces
    .filter(({ id }) => persons.has(id))
    .map(({ picture, ...face }) => ({ ...face, pictureUrl: presentPicture(picture ?? undefined) }))
}

function ofChannels(_event: TailEvent, { channels }: Told) {
  return { channels }
}

function ofMember({ payload }: { readonly payload: { readonly userId: UserId } }, { members }: Told) {
  return { member: members.get(payload.userId) ?? null }
}

function ofNothing(): unknown {
  return {}
}

/** Of a sign-out it is nobody's business which session it was. An event of another version of the desk is told as it is. */
function toldOf(whole: TailEvent, things: Told): object {
  const { cursor: _cursor, ...event } = whole
  const payload = event.type === 'member.signed-out' ? { userId: event.payload.userId } : event.payload
  const beside = Object.hasOwn(BESIDE, event.type) ? (BESIDE[event.type] as (event: object, things: Told) => object) : ofNothing
  return { ...event, ticketId: event.ticketId ?? null, payload, ...Object(beside(whole, things)) }
}
