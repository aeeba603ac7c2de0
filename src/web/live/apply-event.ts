import type { LiveEvent } from '#api/events/contract.ts'
import { receiptsOf } from '#domain/conversations/marks.ts'
import type { EventOf } from '#domain/events.ts'
import type { DeadlineKind } from '#domain/messaging-policy/deadline.ts'
import type { Folder, TicketSort } from '#domain/tickets/folder.ts'
import { keys } from '../api/query-client.ts'
import type { Channel, FileStorage, FirstStep, FolderCounts, Line, Session, Ticket } from '../api/types.ts'
import type { LinePages } from '../conversation/conversation-queries.ts'
import type { HeldThread, ThreadPage, ThreadPages } from '../posts/thread-pages.ts'
import type { TakenOver, TicketPages } from '../tickets/tickets-queries.ts'
import { hearThread, hearThreadOfTicket } from './hear-threads.ts'
import { patch, type Held, type Stale } from './held.ts'
import { moveMarks, placeLines, withNewest, withoutLine } from './place-lines.ts'
import { placeTicket, withoutTicket } from './place-ticket.ts'
import { withChannels, withClients, withMember, type Part } from './with-parts.ts'

const EVERYTHING: Stale = [[]]

type Hear = { readonly [Type in LiveEvent['type']]: (held: Held, event: EventOf<Type, LiveEvent>) => Stale }

const HEAR: Hear = {
  'ticket.created': hearTicket,
  'ticket.changed': hearTicket,
  'ticket.reminded': hearTicket,
  'ticket.removed': hearRemoved,
  'entry.added': hearTicket,
  'entry.changed': hearTicket,
  'reply.queued': hearReply,
  'reply.state-changed': hearReply,
  'conversation.marked': (held, event) => [...hearRow(held, event.ticket), ...hearMarks(held, event), ...earlierTickets(held, event)],
  'internal-comment.written': hearTicket,
  'note.added': hearTicket,
  'note.changed': hearTicket,
  'piece.kept': hearTicket,
  'piece.understood': hearTicket,
  'client.changed': hearClients,
  'client.merged': hearClients,
  'client.split': hearClients,
  'channel.connected': hearChannels,
  'channel.changed': hearChannels,
  'channel.removed': hearChannelGone,
  'channel.switched': (_held, { payload: { channelId } }) => [keys.ticketSwitches(channelId)],
  'comment-tickets.changed': (_held, { payload: { channelId } }) => [keys.commentTickets(channelId)],
  'extension.switched': hearChannels,
  'thread.changed': hearThread,
  'post.changed': (_held, { payload: { channelId, postId } }) => [keys.post(channelId, postId), keys.postLists, keys.allPublicCounts],
  'not-understood.changed': () => [keys.shownChannels],
  'member.joined': hearMember,
  'member.renamed': hearMember,
  'member.email-changed': hearMember,
  'member.role-changed': hearMember,
  'member.removed': hearMember,
  'member.signed-out': () => [],
  'member.signed-out-everywhere': () => [],
  'member.password-changed': () => [],
  'member.invited': () => [keys.invitations],
  'invitation.cancelled': () => [keys.invitations],
  'draft.saved': hearDraft,
  'undo.changed': () => [keys.undo],
  'business-hours.changed': () => [keys.businessHours, keys.tickets],
  'reminders.changed': (held, { payload: { userId } }) => (userId === held.userId ? [keys.reminders] : []),
  'enter-sends.changed': hearEnterSends,
  'gestures.changed': () => [keys.gestures],
  'desk.set-up': () => [keys.desk, keys.session],
  'mail.written': () => [keys.mails],
  'mail.kept': () => [keys.mails],
  'mail.sent': () => [keys.mails],
  'mail.failed': () => [keys.mails],
  'file-storage.changed': () => [keys.fileStorage],
  'delivery.returned': () => [keys.setAside],
}

/**
 * Brings what is held in step with what happened. Gives what the news do not tell and is to be fetched: everything, when a desk of
 * another version tells what is not known here; slow, but never wrong.
 */
export function applyEvent(held: Held, event: LiveEvent): Stale {
  const hear = Object.hasOwn(HEAR, event.type) ? (HEAR[event.type] as (held: Held, event: LiveEvent) => Stale) : () => EVERYTHING
  return hear(held, event)
}

type MarkedNews = EventOf<'conversation.marked', LiveEvent>
type TicketNews = Exclude<Extract<LiveEvent, { readonly lines: unknown }>, MarkedNews>

function hearTicket(held: Held, event: TicketNews): Stale {
  return [
    ...hearRow(held, event.ticket),
    ...hearLines(held, event),
    ...hearThreadOf(held, event),
    ...firstSteps(held),
    ...waitingFiles(held),
  ]
}

/** What waits to be sent is more, or less. */
function hearReply(held: Held, event: TicketNews): Stale {
  return [...hearTicket(held, event), keys.channelQueues]
}

/** What stands among the posts. */
function hearThreadOf(held: Held, { ticketId, ticket, lines, payload }: TicketNews): Stale {
  if (ticketId === null) {
    return []
  }
  const lineId = 'lineId' in payload ? payload.lineId : undefined
  const goneId = lines.some(({ id }) => id === lineId) ? undefined : lineId
  return hearThreadOfTicket(held, { ticketId, ticket, lines, goneId })
}

/**
 * The ticket goes from the lists, and whoever has it open is led to the one that took it over. What stands in that since is told by news of its own.
 */
function hearRemoved(held: Held, { ticketId, payload: { into, isErased } }: EventOf<'ticket.removed', LiveEvent>): Stale {
  if (ticketId === null) {
    return []
  }
  held.queryClient.setQueryData<TakenOver>(keys.takenOver(ticketId), { into: into ?? null, ...(isErased ? { isErased } : {}) })
  if (into !== undefined) {
    held.takeTextsAlong(ticketId, into)
  }
  const lists = patch<TicketPages>(held, keys.ticketLists, (pages) => orUntold(withoutTicket(pages, ticketId)))
  return [...lists, keys.folders, keys.clients]
}

/** The row in every list, the open ticket, and the numbers of the folders, which are for the desk to count. */
function hearRow(held: Held, ticket: Ticket | undefined): Stale {
  if (!ticket) {
    return []
  }
  const back = held.queryClient.getQueryData<FolderCounts>(keys.folders)?.backAt ?? null
  const backAt = back === null ? undefined : new Date(back)
  const lists = patch<TicketPages>(held, keys.ticketLists, (pages, [, , ...shown]) =>
    orUntold(placeTicket(pages, ticket, { ...held, backAt, ...listOf(shown) })),
  )
  const open = patch<Ticket>(held, keys.ticket(ticket.id), () => ticket)
  return [...lists, ...open, keys.folders, keys.client(ticket.client.id)]
}

/** What a list shows, by its key. */
function listOf([folder, sort, deadlineKind]: readonly unknown[]) {
  return { folder: folder as Folder, sort: sort as TicketSort, deadlineKind: deadlineKind as DeadlineKind | undefined }
}

/** A list of which nothing is left while there is more of it. */
function orUntold(list: TicketPages): TicketPages | 'untold' {
  return list.pages.at(-1)?.nextCursor !== null && list.pages.every(({ tickets }) => tickets.length === 0) ? 'untold' : list
}

/** One's own stands in one's rows and in a folder; a colleague's in the ticket alone. */
function hearDraft(held: Held, { ticketId, ticket, payload: { userId } }: EventOf<'draft.saved', LiveEvent>): Stale {
  if (ticketId === null) {
    return []
  }
  return [keys.drafts(ticketId), ...(userId === held.userId ? hearRow(held, ticket) : [])]
}

/** A text of ours that has arrived waits no longer, whatever became of the answer to its sending: its line takes its place. */
function hearLines(held: Held, { ticketId, lines, payload }: TicketNews): Stale {
  if (ticketId === null) {
    return []
  }
  const hasArrived = 'key' in payload && payload.key !== undefined && held.takeFromOutbox(payload.key)
  const hasMoreLines = 'hasMoreLines' in payload && payload.hasMoreLines === true
  if (hasMoreLines || (!hasArrived && held.isBeingSent(ticketId))) {
    return [keys.messages(ticketId)]
  }
  const lineId = 'lineId' in payload ? payload.lineId : undefined
  const isGone = lineId !== undefined && !lines.some(({ id }) => id === lineId)
  if (hasArrived && !isGone) {
    return showArrived(held, ticketId, lines)
  }
  return patch<LinePages>(held, keys.messages(ticketId), (pages) => placeLines(isGone ? withoutLine(pages, lineId) : pages, lines))
}

/**
 * The line of a text that waits no longer stands at once, also where its conversation is being fetched, or is to be: in between the text
 * would be nowhere, and who wrote it would write it again.
 */
function showArrived({ queryClient }: Held, ticketId: string, lines: readonly Line[]): Stale {
  const queryKey = keys.messages(ticketId)
  const state = queryClient.getQueryState<LinePages>(queryKey)
  const pages = state?.data
  if (pages === undefined) {
    return state?.fetchStatus === 'fetching' ? [queryKey] : []
  }
  const isSure = state?.fetchStatus === 'idle' && !state.isInvalidated
  if (!isSure) {
    // Its answer may be older than the line, and would take it away again.
    void queryClient.cancelQueries({ queryKey })
  }
  const placed = placeLines(pages, lines)
  queryClient.setQueryData(queryKey, placed === 'untold' ? lines.reduce(withNewest, pages) : placed)
  return isSure && placed !== 'untold' ? [] : [queryKey]
}

/** What the marks moved over comes with the news; what they had reached before goes along with them. */
function hearMarks(held: Held, { ticketId, lines, hasMoreLines, payload: { before, ...now } }: MarkedNews): Stale {
  if (ticketId === null || before === undefined || hasMoreLines || held.isBeingSent(ticketId)) {
    return ticketId === null ? [] : [keys.messages(ticketId)]
  }
  const move = { before: receiptsOf(before), now: receiptsOf(now) }
  return patch<LinePages>(held, keys.messages(ticketId), (pages) => placeLines(moveMarks(pages, move), lines))
}

/**
 * Marks are told with the last ticket of a conversation. What we wrote in one before it has moved, too, where somebody looks at it. Whose
 * conversation it is stands beside the last of several events only; without it, it may be anybody's.
 */
function earlierTickets({ queryClient }: Held, { ticketId, ticket }: MarkedNews): Stale {
  const open = queryClient.getQueriesData<Ticket>({ queryKey: ['ticket'] }).flatMap(([, one]) => one ?? [])
  const others = open.filter(({ id, client }) => id !== ticketId && (ticket === undefined || client.id === ticket.client.id))
  return others.map(({ id }) => keys.messages(id))
}

/** Something that stands in many rows, conversations and threads, such as a name. */
function hearPart(held: Held, part: Part): Stale {
  const lists = patch<TicketPages>(held, keys.ticketLists, (list) => ({
    ...list,
    pages: list.pages.map((page) => ({ ...page, tickets: page.tickets.map(part.ofTicket) })),
  }))
  const open = patch<Ticket>(held, ['ticket'], part.ofTicket)
  const lines = patch<LinePages>(held, ['messages'], (list) => ({
    ...list,
    pages: list.pages.map((page) => ({ ...page, messages: page.messages.map(part.ofLine) })),
  }))
  const threads = patch<ThreadPages>(held, keys.threads, (list) => ({ ...list, pages: list.pages.map(ofPage) }))
  return [...lists, ...open, ...lines, ...threads]

  function ofPage(page: ThreadPage): ThreadPage {
    return { ...page, threads: page.threads.map((thread) => threadWith(thread, part)) }
  }
}

function threadWith(thread: HeldThread, part: Part): HeldThread {
  const next = part.ofThread(thread)
  const lines = next.lines.map(part.ofLine)
  return lines.every((line, place) => line === next.lines[place]) ? next : { ...next, lines }
}

type ClientsNews = Extract<LiveEvent, { readonly clients: unknown }>

/** The cards of all whom it concerns, by whichever client of theirs they were asked for. */
function hearClients(held: Held, { clients }: ClientsNews): Stale {
  const cards = new Set(clients.flatMap(({ id, ownId }) => [id, ownId]))
  return [...hearPart(held, withClients(clients)), ...mentions(held, clients), ...[...cards].map((id) => keys.client(id))]
}

/** As what Facebook has somebody named before an answer, the news do not tell: where they wrote something that is held, it is fetched. */
function mentions(held: Held, clients: ClientsNews['clients']): Stale {
  const ids = new Set(clients.map(({ ownId }) => ownId))
  const isTheirs = (line: Line): boolean =>
    line.line === 'customer-message' && line.mention !== null && line.author.id !== null && ids.has(line.author.id)
  return [
    ...patch<LinePages>(held, ['messages'], (list) => (list.pages.some(({ messages }) => messages.some(isTheirs)) ? 'untold' : list)),
    ...patch<ThreadPages>(held, keys.threads, (list) =>
      list.pages.some(({ threads }) => threads.some(({ lines }) => lines.some(isTheirs))) ? 'untold' : list,
    ),
  ]
}

type ChannelNews = Extract<LiveEvent, { readonly channels: unknown }>

function hearChannels(held: Held, { channels }: ChannelNews): Stale {
  const list = patch<readonly Channel[]>(held, keys.channels, () => channels)
  return [
    ...list,
    ...hearPart(held, withChannels(channels)),
    keys.channelHistories,
    keys.channelDoctors,
    keys.allAllowances,
    keys.allTemplates,
    keys.extensions,
    keys.firstSteps,
  ]
}

/** What everybody reads went with it. */
function hearChannelGone(held: Held, event: ChannelNews): Stale {
  return [
    ...hearChannels(held, event),
    keys.deletedChannels,
    keys.threads,
    keys.postLists,
    keys.allPublicCounts,
    keys.allReviewMonths,
    keys.clients,
  ]
}

type MemberNews = Extract<LiveEvent, { readonly member: unknown }>

function hearMember(held: Held, { member }: MemberNews): Stale {
  const rows = member ? hearPart(held, withMember(member)) : []
  return [...rows, keys.members, keys.invitations, keys.session]
}

/** One's own choice of another tab, or another browser. */
function hearEnterSends(held: Held, { payload: { userId, isOn } }: EventOf<'enter-sends.changed', LiveEvent>): Stale {
  return userId === held.userId ? patch<Session>(held, keys.session, (session) => ({ ...session, enterSends: isOn })) : []
}

/** How many files wait is shown as long as our storage takes none. */
function waitingFiles({ queryClient }: Held): Stale {
  return queryClient.getQueryData<FileStorage>(keys.fileStorage)?.problem ? [keys.fileStorage] : []
}

/** The walk of a new desk goes on with messages and answers, until it is done. */
function firstSteps({ queryClient }: Held): Stale {
  const steps = queryClient.getQueryData<readonly FirstStep[]>(keys.firstSteps)
  return steps?.some(({ isDone }) => !isDone) ? [keys.firstSteps] : []
}
