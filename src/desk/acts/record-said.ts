import { advance } from '#domain/acts/state.ts'
import { unheard, type Entry } from '#domain/entries/entry.ts'
import { join } from '#domain/entries/join.ts'
import { shownStateOf } from '#domain/entries/shown-state.ts'
import type { Thing } from '#domain/facts/fact.ts'
import type { ConversationId, TicketId, WorkspaceId } from '#domain/ids.ts'
import { lockActsSaying, saveActState, settleActs, type KeptAct } from '#storage/acts.ts'
import { lockConversation } from '#storage/conversations/lock.ts'
import { lookAgainWhenAnsweredElsewhere } from '#storage/conversations/save.ts'
import type { Tx } from '#storage/database.ts'
import { lockEntries, lockOwnEntry } from '#storage/entries/lock.ts'
import { joinEntries, saveEntries } from '#storage/entries/save.ts'
import type { KeptEntry } from '#storage/entries/kept-entry.ts'
import { appendEvents, type NewEvent } from '#storage/events.ts'
import type { Desk } from '../desk.ts'
import { threadEvents } from '../posts/follow-threads.ts'
import { followSaid, movedEvents } from '../tickets/follow-said.ts'
import { goOnBehind } from './go-on.ts'

type Said = {
  readonly workspaceId: WorkspaceId
  readonly kept: KeptAct
  readonly externalId: string
  readonly calledAs?: string | undefined
}

/**
 * The channel told its name for what we said. What it had told under that name before (a receipt, or an echo that did not
 * name ours and was shown as written elsewhere) was told of this very entry. The conversation is locked first, as the intake
 * does: an echo may be on its way in.
 */
export async function recordSaid(tx: Tx, desk: Desk, { workspaceId, kept, externalId, calledAs }: Said): Promise<void> {
  const { conversationId, entryId } = kept
  const { marks } = await lockConversation(tx, workspaceId, conversationId)
  const ours = await lockOwnEntry(tx, workspaceId, entryId)
  if (!ours?.carrying || !ours.ticketId || isSettled(ours)) {
    return
  }
  const told = await takeName(tx, desk, { workspaceId, kept, name: { thing: ours.entry.thing, externalId } })
  const joined = join(ours.entry, told.entry)
  const entry = { ...joined, calledAs: joined.calledAs ?? calledAs }
  const state = advance(ours.carrying.state, 'sent')
  const carrying = state === ours.carrying.state ? ours.carrying : { state, stateAt: desk.now() }
  await saveEntries(tx, workspaceId, [{ ...ours, entry, isRewritten: false }])
  const entryIds = await settleActs(tx, workspaceId, [{ entryId, carrying }])
  await goOnBehind(tx, desk, { workspaceId, entryIds })
  const moves = await followSaid(tx, workspaceId, {
    tickets: [...new Set([ours.ticketId, ...told.ticketIds])],
    conversations: inPublic(ours),
    now: desk.now(),
  })
  const shown = shownStateOf(entry, carrying, marks) ?? { state, at: carrying.stateAt }
  const payload = { lineId: entryId, state: shown.state, at: shown.at.toISOString() }
  await appendEvents(tx, workspaceId, [
    ...told.news,
    ...movedEvents(moves),
    { type: 'reply.state-changed', ticketId: ours.ticketId, payload },
  ])
}

type Naming = {
  readonly workspaceId: WorkspaceId
  readonly kept: KeptAct
  readonly name: { readonly thing: Thing; readonly externalId: string }
}

type Told = {
  readonly entry: Entry
  readonly ticketIds: readonly TicketId[]
  /** Of the line that stood under that name, where it goes. */
  readonly news: readonly NewEvent[]
}

/** Frees the name of whatever had it. Answers what was told under it, and in which tickets. */
async function takeName(tx: Tx, desk: Desk, { workspaceId, kept, name }: Naming): Promise<Told> {
  const { channelId, conversationId, entryId } = kept
  const [other] = (await lockEntries(tx, { workspaceId, channelId }, { names: [name], ownIds: [] })).filter(({ id }) => id !== entryId)
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
