import { contentKindOf, IS_SAFE_TO_REPEAT, modeOf } from '#domain/acts/act.ts'
import type { SendFailureReason } from '#domain/acts/outcome.ts'
import type { ChannelOfWorkspace } from '#domain/channels/channel.ts'
import type { OpenChannel, Opening, Target } from '#domain/channels/channel-port.ts'
import type { Place } from '#domain/channels/place.ts'
import type { KeyUnreadable } from '#domain/channels/key-trouble.ts'
import type { Subject } from '#domain/conversations/subject.ts'
import type { OutgoingFile } from '#domain/files/outgoing-file.ts'
import type { ConversationId, WorkspaceId } from '#domain/ids.ts'
import type { GoesAs } from '#domain/messaging-policy/reply-mode.ts'
import { verdictOn, type Obstacle } from '#domain/messaging-policy/verdict.ts'
import { lockOldestToCarry, markUnderWay, type BegunAct } from '#storage/acts-to-carry.ts'
import { saveActState } from '#storage/acts-state.ts'
import type { KeptAct } from '#storage/acts.ts'
import { isBlockingUnderWay } from '#storage/blocked-authors.ts'
import { waysOut, type WayOut } from '#storage/conversations/way.ts'
import type { Tx } from '#storage/database.ts'
import { namedTarget } from '#storage/entries/lock.ts'
import { appendEvents, type NewEvent } from '#storage/events.ts'
import type { Desk } from '../desk.ts'
import { statusOfSaid } from '../templates/status-of-said.ts'
import { broughtOf, filesAhead } from './bring-files.ts'
import { doubt, refuse } from './end.ts'

/** What became of the turn. `later`: it must be tried again, before any later act, not before `at` where that is known; `idle`: nothing to do, or the way is closed. */
export type Turn =
  | { readonly kind: 'done' }
  | { readonly kind: 'idle' }
  | { readonly kind: 'later'; readonly why: string; readonly at: Date | undefined }

export type Start =
  | Turn
  | KeyUnreadable
  /** The channel must have these files before the act that names them is marked as under way. */
  | {
      readonly kind: 'bring'
      readonly kept: KeptAct
      readonly subject: Subject
      readonly missing: readonly OutgoingFile[]
      readonly channel: OpenChannel
    }
  /** The channel takes no more of such acts for the moment: it has its turn when there is a place for it, and is marked as under way then. */
  | { readonly kind: 'wait'; readonly kept: KeptAct; readonly subject: Subject; readonly channel: OpenChannel }
  /** Not in this group: it changes more than what is under way. */
  | { readonly kind: 'by-itself' }
  | {
      readonly kind: 'carry'
      readonly kept: KeptAct
      readonly subject: Subject
      readonly under: string | undefined
      readonly target: Target | undefined
      readonly goesAs: GoesAs | undefined
      /** The channel's names for its files that were brought before. */
      readonly files: readonly string[]
      readonly channel: OpenChannel
      readonly place: Place
    }

type Begin = {
  readonly channel: ChannelOfWorkspace
  /** The channel's key, which is looked for meanwhile. */
  readonly opening: Promise<Opening>
  /** The places that some have waited for. */
  readonly conversations: ReadonlyMap<ConversationId, Place | undefined>
  /** Whether what cannot be carried may be ended here. */
  readonly mayEnd: boolean
  /** What came before it in the transaction, and is told with it. */
  readonly news?: readonly NewEvent[]
}

/** Marks as under way what is to be carried next in each of these conversations of one channel. */
export async function begin(
  tx: Tx,
  desk: Desk,
  { channel: { workspaceId }, opening: opens, conversations, mayEnd, news = [] }: Begin,
): Promise<ReadonlyMap<ConversationId, Start>> {
  const oldest = await lockOldestToCarry(tx, workspaceId, [...conversations.keys()])
  const ways = oldest.size === 0 ? new Map<ConversationId, WayOut>() : await waysOut(tx, workspaceId, [...oldest.keys()])
  const opening = await opens
  const found = new Map<ConversationId, Unplaced>()
  for (const [conversationId, act] of oldest) {
    const way = ways.get(conversationId)
    if (way) {
      found.set(conversationId, await startOf(tx, desk, { workspaceId, found: act, way, opening, mayEnd }))
    }
  }
  // As late as may be: a place lapses.
  const starts = new Map([...found].map(([id, start]) => [id, placed(start, conversations.get(id))]))
  const acts = [...starts.values()].flatMap((start) => (start.kind === 'carry' ? [start.kept] : []))
  await appendEvents(tx, workspaceId, [...news, ...(await markBegun(tx, desk, { workspaceId, acts }))])
  return starts
}

type Carry = Extract<Start, { readonly kind: 'carry' }>
type Unplaced = Exclude<Start, Carry> | Omit<Carry, 'place'>

/** Whoever waits for the pace of the channel is not under way meanwhile. */
function placed(start: Unplaced, held: Place | undefined): Start {
  if (start.kind !== 'carry') {
    return start
  }
  const { kept, subject, channel } = start
  const place = channel.placeNow(kept.act, subject, held)
  return place ? { ...start, place } : { kind: 'wait', kept, subject, channel }
}

/** Whoever asked for it was asked when they did. */
const WRITER = { kind: 'person', mayReply: true } as const

type Found = {
  readonly workspaceId: WorkspaceId
  readonly found: KeptAct
  readonly way: WayOut
  readonly opening: Opening
  readonly mayEnd: boolean
}

async function startOf(tx: Tx, desk: Desk, { workspaceId, found, way: at, opening, mayEnd }: Found): Promise<Unplaced> {
  const now = desk.now()
  const { subject, under, way, allowances, window, pausedUntil } = at
  const wasLeft = found.state === 'sending'
  const kept = wasLeft ? { ...found, isDoubted: true } : found
  if (wasLeft && !IS_SAFE_TO_REPEAT[kept.act.kind]) {
    return await ended(mayEnd, () => doubt(tx, desk, { workspaceId, kept, failure: { reason: 'no-answer' } }))
  }
  const said = {
    act: kept.act.kind,
    content: contentKindOf(kept.act),
    mode: modeOf(kept.act),
    template: await statusOfSaid(tx, { workspaceId, kept }),
  }
  const asked = { ...said, by: WRITER, subject: subject.kind, ticket: undefined }
  const verdict = verdictOn({ ...asked, channel: way, allowances, window, now })
  if (opening.kind === 'no-key' || (verdict.kind !== 'may' && isPassing(verdict))) {
    return { kind: 'idle' }
  }
  const awaited = await whatIsAwaited(tx, { workspaceId, kept, pausedUntil, now })
  if (awaited !== undefined) {
    return { kind: 'later', ...awaited }
  }
  if (verdict.kind !== 'may') {
    return await ended(mayEnd, () => refuse(tx, desk, { workspaceId, kept, failure: { reason: reasonOf(verdict) } }))
  }
  if (opening.kind === 'key-unreadable') {
    return opening
  }
  const ready = { kept, subject, under, goesAs: verdict.goesAs, channel: opening.channel }
  return await readyOf(tx, desk, { workspaceId, channelId: at.channelId, ready })
}

type Ready = ChannelOfWorkspace & { readonly ready: Omit<Carry, 'kind' | 'target' | 'files' | 'place'> }

/** Nothing stands in its way but files that the channel has not got. */
async function readyOf(tx: Tx, desk: Desk, { workspaceId, channelId, ready }: Ready): Promise<Unplaced> {
  const { kept, subject } = ready
  const files = await broughtOf(tx, desk, { channel: { workspaceId, channelId }, files: filesAhead(kept.act, subject.kind) })
  if (files.kind === 'missing') {
    return { ...ready, kind: 'bring', missing: files.missing }
  }
  const target = kept.act.kind === 'say' ? undefined : await namedTarget(tx, workspaceId, kept.entryId)
  return { ...ready, kind: 'carry', target, files: files.names }
}

async function ended(mayEnd: boolean, end: () => Promise<void>): Promise<Unplaced> {
  if (!mayEnd) {
    return { kind: 'by-itself' }
  }
  await end()
  return { kind: 'done' }
}

/** They are under way from here on, or once more. Answers what is to be told. */
async function markBegun(
  tx: Tx,
  desk: Desk,
  { workspaceId, acts }: { readonly workspaceId: WorkspaceId; readonly acts: readonly KeptAct[] },
): Promise<NewEvent[]> {
  const at = desk.now()
  for (const { id } of acts.filter(({ state }) => state === 'sending')) {
    await saveActState(tx, { workspaceId, id }, { state: 'sending', at, isDoubted: true })
  }
  const ids = acts.filter(({ state }) => state === 'queued').map(({ id }) => id)
  const begun = await markUnderWay(tx, workspaceId, { ids, at })
  return begun.flatMap((act) => begunEvents(act, at))
}

function begunEvents({ entryId: lineId, kind, ticketId }: BegunAct, at: Date): NewEvent[] {
  if (ticketId === null) {
    return []
  }
  return kind === 'say'
    ? [{ type: 'reply.state-changed', ticketId, payload: { lineId, state: 'sending', at: at.toISOString() } }]
    : [{ type: 'entry.changed', ticketId, payload: { lineId } }]
}

type Awaited = { readonly why: string; readonly at: Date | undefined }
type Waiting = {
  readonly workspaceId: WorkspaceId
  readonly kept: KeptAct
  readonly pausedUntil: Date | undefined
  readonly now: Date
}

async function whatIsAwaited(tx: Tx, { workspaceId, kept, pausedUntil, now }: Waiting): Promise<Awaited | undefined> {
  const at = [pausedUntil, kept.notBefore, kept.heldUntil].flatMap((moment) => (moment !== undefined && moment > now ? [moment] : []))
  if (at.length > 0) {
    return { why: 'It is to rest for a while', at: new Date(Math.max(...at.map((moment) => moment.getTime()))) }
  }
  const isBehind = kept.act.kind === 'block' && (await isBlockingUnderWay(tx, workspaceId, kept))
  return isBehind ? { why: 'What was asked for before about the same person is not over', at: undefined } : undefined
}

/** The way may open again, and then what waits goes out. */
function isPassing({ kind }: Obstacle): boolean {
  return kind === 'switched-off' || kind === 'disconnected'
}

function reasonOf({ kind }: Obstacle): SendFailureReason {
  if (kind === 'not-granted') {
    return kind
  }
  if (kind === 'not-approved') {
    return 'template-not-approved'
  }
  return kind === 'window-closed' || kind === 'never-opened' ? 'window-closed' : 'refused'
}
