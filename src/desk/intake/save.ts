import { REACH } from '#domain/conversations/subject.ts'
import type { ConversationId, MessageId, TicketId } from '#domain/ids.ts'
import { settleActs } from '#storage/acts-state.ts'
import { noteNotePictures } from '#storage/attachments.ts'
import { deleteEmptyConversations, followFirstAuthors } from '#storage/conversations/public.ts'
import { lookAgainWhenAnsweredElsewhere, saveConversations } from '#storage/conversations/save.ts'
import type { Tx } from '#storage/database.ts'
import { removeBelow } from '#storage/entries/remove-below.ts'
import { adoptEntries, insertEntries, joinEntries, saveEntries } from '#storage/entries/save.ts'
import type { KeptEntry } from '#storage/entries/kept-entry.ts'
import { appendEvents } from '#storage/events.ts'
import { claimProfilesToAsk } from '#storage/identities.ts'
import { keepNotes, type NewNote } from '#storage/notes.ts'
import { keepPieces } from '#storage/not-understood.ts'
import { claimPostsToAsk } from '#storage/posts/post.ts'
import { insertTickets, type NewTicket } from '#storage/tickets/insert.ts'
import { IMPORTED_TAG } from '#domain/tickets/routing.ts'
import { followFirstInWholePosts } from '#storage/tickets/whole-post.ts'
import { goOnBehind, keepInOrder } from '../acts/go-on.ts'
import type { Desk } from '../desk.ts'
import { followPolicy } from '../channels/follow-policy.ts'
import { followSaid } from '../tickets/follow-said.ts'
import { newsOf } from './news.ts'
import { noteFiles } from './note-files.ts'
import type { EntryDraft, Room, Talk } from './room.ts'

/** Something was written by somebody else between our look and our write. The transaction is to be tried again. */
class ArrivedMeanwhileError extends Error {
  override readonly name = 'ArrivedMeanwhileError'
}

/** Writes whatever is not as it was loaded, a statement for each table, and tells it. */
export async function save(tx: Tx, desk: Desk, room: Room): Promise<void> {
  const { scope, newTickets } = room
  const { workspaceId } = scope
  await saveTalks(tx, room)
  await insertTickets(
    tx,
    scope,
    newTickets.map((ticket) => begunNow(desk, ticket)),
  )
  const drafts = await saveDrafts(tx, desk, room)
  await adoptEntries(tx, workspaceId, room.adopted)
  const below = await removeBelow(tx, scope, threadsOf(room))
  const rehomed = await followPublic(tx, room, drafts)
  const notes = await keepNotes(tx, scope, { now: desk.now(), notes: room.notes })
  await noteNotePictures(tx, workspaceId, notes.flatMap(pictureIn))
  const pieces = await keepPieces(tx, scope, { now: desk.now(), pieces: room.pieces })
  const opened = openedTickets(room)
  const touched = new Set([
    ...[...drafts, ...room.joined.keys()].flatMap(({ now }) => now.ticketId ?? []),
    ...below.flatMap(({ ticketId }) => ticketId ?? []),
    ...opened,
    ...room.folded.tickets,
  ])
  const isNew = new Set(newTickets.map(({ id }) => id))
  const conversations = saidInPublic(room, drafts)
  const followed = await followSaid(tx, workspaceId, { tickets: [...touched], conversations, now: desk.now() })
  const moves = followed.filter(({ id }) => !isNew.has(id))
  const shownOtherwise = [...opened, ...handedTickets(room), ...rehomed]
  const news = await newsOf(tx, room, { drafts, below, notes, pieces, moves, touched: shownOtherwise })
  await appendEvents(tx, workspaceId, [...news, ...(await keepInOrder(tx, workspaceId, drafts.flatMap(toldIn)))])
  await askProfiles(tx, desk, { room, drafts })
  await askPosts(tx, desk, room)
  if (notes.some(({ note }) => note.what === 'policy')) {
    await followPolicy(tx, desk, scope)
  }
}

/** What history began is as somebody left it who solved it now. */
function begunNow(desk: Desk, ticket: NewTicket): NewTicket {
  return ticket.isHistory === true ? { ...ticket, decidedAt: desk.now(), tags: [...ticket.tags, IMPORTED_TAG] } : ticket
}

function threadsOf({ talks }: Room): ConversationId[] {
  return [...talks.values()].flatMap(({ before: { id, subject } }) => (subject.kind === 'comments' ? [id] : []))
}

/** Of what everybody reads: whoever wrote first is the client of their conversation, and nothing waits where it does not stand. */
async function followPublic(tx: Tx, { scope, talks, left }: Room, drafts: readonly EntryDraft[]): Promise<TicketId[]> {
  const underWholePosts = [...talks.values()].some(({ before }) => before.subject.kind === 'whole-post')
  const changed = new Set(drafts.map(({ now }) => now.conversationId))
  const ofPublic = [...talks.values()].flatMap(({ before: { id, subject } }) =>
    REACH[subject.kind].isPublic && changed.has(id) ? [id] : [],
  )
  const rehomed = ofPublic.length === 0 ? [] : await followFirstAuthors(tx, scope, ofPublic)
  const tickets = underWholePosts ? new Set(drafts.flatMap(({ now }) => now.ticketId ?? [])) : new Set<TicketId>()
  const inWholePosts = tickets.size === 0 ? [] : await followFirstInWholePosts(tx, scope, [...tickets])
  if (left.size > 0) {
    await deleteEmptyConversations(tx, scope, [...left])
  }
  return [...rehomed, ...inWholePosts]
}

async function saveTalks(tx: Tx, { scope, talks }: Room): Promise<void> {
  const changed = [...talks.values()].filter(
    ({ before, window, marks, owner }) => window !== before.window || marks !== before.marks || owner !== before.owner,
  )
  await saveConversations(
    tx,
    scope.workspaceId,
    changed.map(({ before, window, marks, owner }) => ({ id: before.id, window, marks, owner })),
  )
}

/** Those whose reply window moved, also by what is no line of theirs: a link that was followed, a reaction to what is not heard of. */
function openedTickets({ talks }: Room): TicketId[] {
  return [...talks.values()].flatMap(({ before, window, last }) => (window === before.window ? [] : (last?.id ?? [])))
}

/** Those that another app answers since, or no longer, also by what is no line of theirs: a receipt that it got. */
function handedTickets({ talks }: Room): TicketId[] {
  const isOther = (owner: Talk['owner']): boolean => owner?.isUs === false
  return [...talks.values()].flatMap(({ before, owner, last }) =>
    owner === before.owner || !(isOther(owner) || isOther(before.owner)) ? [] : (last?.id ?? []),
  )
}

/** Conversations that everybody reads in which something changed, and those that were folded. */
function saidInPublic({ folded, joined }: Room, drafts: readonly EntryDraft[]): ConversationId[] {
  const said = [...drafts, ...joined.keys()].flatMap(({ now: { entry, conversationId } }) =>
    entry.thing === 'message' ? [] : [conversationId],
  )
  return [...said, ...folded.conversations]
}

/** Answers those that are new or not as they were. */
async function saveDrafts(tx: Tx, desk: Desk, { scope, entries, joined }: Room): Promise<readonly EntryDraft[]> {
  const { workspaceId } = scope
  await forgetJoined(tx, workspaceId, joined)
  const drafts = [...new Set(entries.values())]
  const made = drafts.filter(({ before }) => before === undefined)
  const changed = drafts.filter(({ before, now }) => before !== undefined && isChanged(before, now))
  const written = await insertEntries(tx, scope, { at: desk.now(), entries: made.map(({ now }) => now) })
  if (written.size !== made.length) {
    throw new ArrivedMeanwhileError('Something with the same name was written meanwhile.')
  }
  await saveEntries(
    tx,
    workspaceId,
    changed.map(({ before, now }) => ({ ...now, isRewritten: before?.entry.content?.value !== now.entry.content?.value })),
  )
  const entryIds = await settleActs(tx, workspaceId, changed.flatMap(settledIn))
  await goOnBehind(tx, desk, { workspaceId, entryIds })
  await noteFiles(tx, workspaceId, [...made, ...changed])
  return [...made, ...changed]
}

function pictureIn({ id: noteId, note }: NewNote) {
  return note.what === 'referral' && note.pictureUrl !== undefined ? [{ noteId, url: note.pictureUrl }] : []
}

function settledIn({ before, now: { id: entryId, carrying } }: EntryDraft) {
  return carrying && carrying !== before?.carrying ? [{ entryId, carrying }] : []
}

/** One of ours of which the channel told when it was said. */
function toldIn({ before, now }: EntryDraft): MessageId[] {
  return now.carrying && before && before.entry.writtenAt !== now.entry.writtenAt ? [now.id] : []
}

function isChanged(before: KeptEntry, now: KeptEntry): boolean {
  return before.entry !== now.entry || before.ticketId !== now.ticketId || before.carrying !== now.carrying
}

/** Lines that turned out to be ours go, before ours takes their name. What they counted as is counted again. */
async function forgetJoined(tx: Tx, workspaceId: Room['scope']['workspaceId'], joined: Room['joined']): Promise<void> {
  const kept = [...joined.keys()].flatMap(({ before }) => before ?? [])
  for (const { id, conversationId } of kept.filter(({ entry }) => entry.author !== undefined)) {
    await lookAgainWhenAnsweredElsewhere(tx, { workspaceId, conversationId, beside: id })
  }
  await joinEntries(
    tx,
    workspaceId,
    [...joined].map(([{ now }, ours]) => ({ id: now.id, into: ours.now.id })),
  )
}

/** Of posts under which something is said, and that nobody told. */
async function askPosts(tx: Tx, desk: Desk, { scope, pageId, talks }: Room): Promise<void> {
  const ids = new Set([...talks.values()].flatMap(({ before: { subject } }) => (subject.kind === 'comments' ? [subject.postId] : [])))
  const posts = [...ids].map((postId) => ({ postId, calledAs: `${pageId}_${postId}` }))
  const asked = await claimPostsToAsk(tx, scope, { posts, now: desk.now() })
  await desk.jobs.fetchPosts(
    tx,
    asked.map((postId) => ({ workspaceId: scope.workspaceId, channelId: scope.channelId, postId })),
  )
}

/** Of who wrote, or is new by what we wrote to them elsewhere. */
async function askProfiles(
  tx: Tx,
  desk: Desk,
  { room, drafts }: { readonly room: Room; readonly drafts: readonly EntryDraft[] },
): Promise<void> {
  const { workspaceId } = room.scope
  const first = room.newTickets.map(({ conversationId }) => conversationId)
  const wrote = drafts.flatMap(({ now }): ConversationId[] => (now.entry.author?.kind === 'client' ? [now.conversationId] : []))
  const concerned = new Set([...first, ...wrote])
  const persons = new Map(
    [...room.talks.values()].flatMap(({ before: { id, subject } }): [string, ConversationId][] =>
      concerned.has(id) && subject.kind === 'direct' ? [[subject.personId, id]] : [],
    ),
  )
  if (persons.size === 0) {
    return
  }
  const asked = await claimProfilesToAsk(tx, room.scope, { personIds: [...persons.keys()], now: desk.now() })
  const news = new Set(drafts.flatMap(({ now }) => (now.isHistory === true ? [] : [now.conversationId])))
  const jobs = asked.flatMap((personId) => {
    const conversationId = persons.get(personId)
    return conversationId ? [{ workspaceId, conversationId }] : []
  })
  const [now, later] = [jobs.filter((job) => news.has(job.conversationId)), jobs.filter((job) => !news.has(job.conversationId))]
  await desk.jobs.fetchProfiles(tx, now)
  await (later.length > 0 ? desk.jobs.fetchProfiles(tx, later, { isLater: true }) : undefined)
}
