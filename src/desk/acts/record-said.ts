import { advance } from '#domain/acts/state.ts'
import type { ChannelOfWorkspace } from '#domain/channels/channel.ts'
import type { Marks } from '#domain/conversations/marks.ts'
import { unheard, type Entry } from '#domain/entries/entry.ts'
import { join } from '#domain/entries/join.ts'
import { shownStateOf } from '#domain/entries/shown-state.ts'
import type { Thing } from '#domain/facts/fact.ts'
import type { ConversationId, TicketId, WorkspaceId } from '#domain/ids.ts'
import { lockActsSaying, type Carrying, type KeptAct } from '#storage/acts.ts'
import { saveActState, settleActs } from '#storage/acts-state.ts'
import { lockConversationsById } from '#storage/conversations/lock.ts'
import { lookAgainWhenAnsweredElsewhere } from '#storage/conversations/save.ts'
import type { Tx } from '#storage/database.ts'
import { lockEntries, lockOwnEntries } from '#storage/entries/lock.ts'
import { joinEntries, saveEntries } from '#storage/entries/save.ts'
import type { KeptEntry } from '#storage/entries/kept-entry.ts'
import { appendEvents, type NewEvent } from '#storage/events.ts'
import type { Desk } from '../desk.ts'
import { threadEvents } from '../posts/follow-threads.ts'
import { followSaid, movedEvents } from '../tickets/follow-said.ts'
import { goOnBehind } from './go-on.ts'

export type Said = {
  readonly kept: KeptAct
  /** The channel's name for it. */
  readonly externalId: string
  readonly calledAs?: string | undefined
}

/** What was said in one channel. */
export type SaidInChannel = ChannelOfWorkspace & { readonly said: readonly Said[] }

/**
 * The channel told its names for what we said. What it had told under such a name before (a receipt, or an echo that did not
 * name ours and was shown as written elsewhere) was told of this very entry. The conversations are locked first, as the intake
 * does: an echo may be on its way in. Answers what is to be told.
 */
export async function recordSaid(tx: Tx, desk: Desk, { workspaceId, channelId, said }: SaidInChannel): Promise<NewEvent[]> {
  const locked = await lockConversationsById(tx, workspaceId, [...new Set(said.map(({ kept }) => kept.conversationId))])
  const marks = new Map(locked.map((conversation) => [conversation.id, conversation.marks]))
  const own = new Map(
    (
      await lockOwnEntries(
        tx,
        workspaceId,
        said.map(({ kept }) => kept.entryId),
      )
    ).map((entry) => [entry.id, entry]),
  )
  const news = said.flatMap((one) => newsOf(own.get(one.kept.entryId), one))
  if (news.length === 0) {
    return []
  }
  const named = await lockEntries(tx, { workspaceId, channelId }, { names: news.map(({ name }) => name), ownIds: [] })
  const told: Told[] = []
  const saved: Saved[] = []
  for (const { ours, kept, name, calledAs } of news) {
    const other = named.find(({ id, entry }) => id !== ours.id && entry.thing === name.thing && entry.externalId === name.externalId)
    const heard = await takeName(tx, desk, { workspaceId, kept, name, other })
    told.push(heard)
    saved.push(savedOf(ours, { heard: heard.entry, calledAs, at: desk.now() }))
  }
  await saveEntries(
    tx,
    workspaceId,
    saved.map(({ kept }) => ({ ...kept, isRewritten: false })),
  )
  const settled = saved.map(({ kept: { id }, carrying }) => ({ entryId: id, carrying }))
  await goOnBehind(tx, desk, { workspaceId, entryIds: await settleActs(tx, workspaceId, settled) })
  const moves = await followSaid(tx, workspaceId, {
    tickets: [...new Set([...saved.map(({ ticketId }) => ticketId), ...told.flatMap(({ ticketIds }) => ticketIds)])],
    conversations: [...new Set(saved.flatMap(({ kept }) => inPublic(kept)))],
    now: desk.now(),
  })
  return [
    ...told.flatMap((one) => one.news),
    ...movedEvents(moves),
    ...saved.map((one) => stateEvent(one, marks.get(one.kept.conversationId))),
  ]
}

type SaidNews = Said & { readonly ours: KeptEntry; readonly name: Naming['name'] }

/** Nothing where it stands nowhere any more, or its echo was faster. */
function newsOf(ours: KeptEntry | undefined, said: Said): SaidNews[] {
  return !ours?.carrying || !ours.ticketId || isSettled(ours)
    ? []
    : [{ ...said, ours, name: { thing: ours.entry.thing, externalId: said.externalId } }]
}

type Saved = { readonly kept: KeptEntry; readonly ticketId: TicketId; readonly carrying: Carrying }

type Heard = { readonly heard: Entry; readonly calledAs: string | undefined; readonly at: Date }

function savedOf(ours: KeptEntry, { heard, calledAs, at }: Heard): Saved {
  const { carrying: before, ticketId } = ours
  if (!before || !ticketId) {
    throw new Error('What was said stands in a ticket and was carried.')
  }
  const joined = join(ours.entry, heard)
  const state = advance(before.state, 'sent')
  return {
    kept: { ...ours, entry: { ...joined, calledAs: joined.calledAs ?? calledAs } },
    ticketId,
    carrying: state === before.state ? before : { state, stateAt: at },
  }
}

function stateEvent({ kept: { id: lineId, entry }, ticketId, carrying }: Saved, marks: Marks | undefined): NewEvent {
  const shown = (marks && shownStateOf(entry, carrying, marks)) ?? { state: carrying.state, at: carrying.stateAt }
  return { type: 'reply.state-changed', ticketId, payload: { lineId, state: shown.state, at: shown.at.toISOString() } }
}

type Naming = {
  readonly workspaceId: WorkspaceId
  readonly kept: KeptAct
  readonly name: { readonly thing: Thing; readonly externalId: string }
  /** What has that name already. */
  readonly other: KeptEntry | undefined
}

type Told = {
  readonly entry: Entry
  readonly ticketIds: readonly TicketId[]
  /** Of the line that stood under that name, where it goes. */
  readonly news: readonly NewEvent[]
}

/** Frees the name of whatever had it. Answers what was told under it, and in which tickets. */
async function takeName(tx: Tx, desk: Desk, { workspaceId, kept, name, other }: Naming): Promise<Told> {
  const { conversationId, entryId } = kept
  if (!other) {
    return { entry: unheard(name.thing, name.externalId), ticketIds: [], news: [] }
  }
  const told = { entry: other.entry, ticketIds: other.ticketId ? [other.ticketId] : [] }
  if (other.carrying) {
    await putBackInDoubt(tx, desk, { workspaceId, wrong: other })
    return { ...told, news: [] }
  }
  if (other.entry.author) {
    await lookAgainWhenAnsweredElsewhere(tx, { workspaceId, conversationId, beside: other.id })
  }
  await joinEntries(tx, workspaceId, [{ id: other.id, into: entryId }])
  return { ...told, news: other.entry.author ? goneEvents(other) : [] }
}

/** Its line turned out to be ours, and stands nowhere any more. */
function goneEvents({ id: lineId, ticketId, conversationId, entry }: KeptEntry): NewEvent[] {
  if (ticketId === undefined) {
    return entry.thing === 'message' ? [] : threadEvents([conversationId])
  }
  return [{ type: 'entry.changed', ticketId, payload: { lineId } }]
}

type Wrong = { readonly workspaceId: WorkspaceId; readonly wrong: KeptEntry }

/**
 * What everybody reads comes back without a mark, and by its words it was taken for an answer of a colleague's that nobody had confirmed. The channel
 * tells now whose it is: of that other one nobody knows, as before.
 */
async function putBackInDoubt(tx: Tx, desk: Desk, { workspaceId, wrong }: Wrong): Promise<void> {
  const [act] = await lockActsSaying(tx, workspaceId, [wrong.id])
  if (!act || !wrong.ticketId) {
    return
  }
  const [at, { author, content, thing }] = [desk.now(), wrong.entry]
  const entry = { ...unheard(thing, undefined), author, content, writtenAt: act.createdAt }
  await saveEntries(tx, workspaceId, [{ ...wrong, entry, isRewritten: false }])
  await saveActState(tx, { workspaceId, id: act.id }, { state: 'unconfirmed', at, failure: { reason: 'no-answer' } })
  await desk.jobs.settleDoubts(tx, [{ workspaceId, actId: act.id }])
  const payload = { lineId: wrong.id, state: 'unconfirmed', at: at.toISOString() } as const
  await appendEvents(tx, workspaceId, [{ type: 'reply.state-changed', ticketId: wrong.ticketId, payload }])
}

/** Its echo was faster, or whoever looked. */
function isSettled({ entry, carrying }: KeptEntry): boolean {
  return entry.externalId !== undefined && carrying?.state === 'sent'
}

/** The conversation of what everybody reads. */
function inPublic({ conversationId, entry }: KeptEntry): ConversationId[] {
  return entry.thing === 'message' ? [] : [conversationId]
}
