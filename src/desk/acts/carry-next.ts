import { contentKindOf, IS_SAFE_TO_REPEAT, modeOf } from '#domain/acts/act.ts'
import { afterDoubt } from '#domain/acts/after-doubt.ts'
import { permissionFor } from '#domain/acts/permission-for.ts'
import { nextTryAt } from '#domain/acts/next-try.ts'
import { markOf } from '#domain/acts/own-mark.ts'
import type { Outcome, SendFailure, SendFailureReason } from '#domain/acts/outcome.ts'
import type { KeyUnreadable } from '#domain/channels/key-trouble.ts'
import type { ChannelOfWorkspace } from '#domain/channels/channel.ts'
import type { ChannelPort, OpenChannel, Opening, Target } from '#domain/channels/channel-port.ts'
import type { Subject } from '#domain/conversations/subject.ts'
import type { ChannelId, ConversationId, WorkspaceId } from '#domain/ids.ts'
import type { GoesAs } from '#domain/messaging-policy/reply-mode.ts'
import { verdictOn, type Obstacle } from '#domain/messaging-policy/verdict.ts'
import { lockOldestToCarry, saveActState, type KeptAct } from '#storage/acts.ts'
import { isBlockingUnderWay } from '#storage/blocked-authors.ts'
import { pauseChannel } from '#storage/channels.ts'
import { wayOut } from '#storage/conversations/way.ts'
import { namedTarget } from '#storage/entries/lock.ts'
import type { Tx } from '#storage/database.ts'
import { appendEvents } from '#storage/events.ts'
import { noteKeyTrouble, notePermissionMissing, notePermissionThere } from '../channels/mark-problem.ts'
import { statusOfSaid } from '../templates/status-of-said.ts'
import type { Desk } from '../desk.ts'
import { transact } from '../transact.ts'
import { recordDone } from './record-done.ts'
import { recordState } from './record-state.ts'

export type ConversationOfWorkspace = { readonly workspaceId: WorkspaceId; readonly conversationId: ConversationId }

/** What became of the turn. `later`: it must be tried again, before any later act, not before `at` where that is known; `idle`: nothing to do, or the way is closed. */
export type Turn =
  | { readonly kind: 'done' }
  | { readonly kind: 'idle' }
  | { readonly kind: 'later'; readonly why: string; readonly at: Date | undefined }

/**
 * Carries the oldest queued act of a conversation. Three steps: with the channel's key at hand mark the act as under way and
 * commit; call the channel; write down what became of it. An act found under way was left behind by a process that
 * died in between: whether Facebook has it is unknown. What is safe to repeat is carried once more, as in doubt; all else
 * becomes unconfirmed and is never carried again. With a key that cannot be opened nothing is marked and nothing is called: it waits.
 */
export async function carryNext(desk: Desk, port: ChannelPort, conversation: ConversationOfWorkspace): Promise<Turn> {
  const { workspaceId, conversationId } = conversation
  const { channelId } = await wayOut(desk.db, workspaceId, conversationId)
  const opening = await port.open({ workspaceId, channelId })
  const start = await transact(desk, (tx) => begin(tx, desk, { conversation, opening }))
  if (start.kind === 'key-unreadable') {
    await transact(desk, (tx) => noteKeyTrouble(tx, desk, { workspaceId, channelId, trouble: start }))
    return { kind: 'idle' }
  }
  if (start.kind !== 'carry') {
    return start
  }
  const { kept, subject, under, target, goesAs, channel } = start
  const outcome = await channel.carry(kept.act, { subject, under, target, goesAs, mark: markOf(kept) })
  return await transact(desk, (tx) => finish(tx, desk, { workspaceId, channelId, kept, subject, keyName: channel.keyName, outcome }))
}

type Start =
  | Turn
  | KeyUnreadable
  | {
      readonly kind: 'carry'
      readonly kept: KeptAct
      readonly subject: Subject
      readonly under: string | undefined
      readonly target: Target | undefined
      readonly goesAs: GoesAs | undefined
      readonly channel: OpenChannel
    }

/** Whoever asked for it was asked when they did. */
const WRITER = { kind: 'person', mayReply: true } as const

type Begin = { readonly conversation: ConversationOfWorkspace; readonly opening: Opening }

async function begin(tx: Tx, desk: Desk, { conversation: { workspaceId, conversationId }, opening }: Begin): Promise<Start> {
  const found = await lockOldestToCarry(tx, workspaceId, conversationId)
  if (!found) {
    return { kind: 'idle' }
  }
  const now = desk.now()
  const { subject, under, way, allowances, window, pausedUntil } = await wayOut(tx, workspaceId, conversationId)
  const wasLeft = found.state === 'sending'
  const kept = wasLeft ? { ...found, isDoubted: true } : found
  if (wasLeft && !IS_SAFE_TO_REPEAT[kept.act.kind]) {
    await doubt(tx, desk, { workspaceId, kept, failure: { reason: 'no-answer' } })
    return { kind: 'done' }
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
    await refuse(tx, desk, { workspaceId, kept, failure: { reason: reasonOf(verdict) } })
    return { kind: 'done' }
  }
  if (opening.kind === 'key-unreadable') {
    return opening
  }
  await begun(tx, desk, { workspaceId, kept, wasLeft })
  const target = kept.act.kind === 'say' ? undefined : await namedTarget(tx, workspaceId, kept.entryId)
  return { kind: 'carry', kept, subject, under, target, goesAs: verdict.goesAs, channel: opening.channel }
}

type Begun = { readonly workspaceId: WorkspaceId; readonly kept: KeptAct; readonly wasLeft: boolean }

/** It is under way from here on, or once more. */
async function begun(tx: Tx, desk: Desk, { workspaceId, kept, wasLeft }: Begun): Promise<void> {
  const change = { state: 'sending', at: desk.now(), isDoubted: wasLeft } as const
  await (wasLeft ? saveActState(tx, { workspaceId, id: kept.id }, change) : recordState(tx, desk, { workspaceId, id: kept.id, change }))
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

type Finish = {
  readonly workspaceId: WorkspaceId
  readonly channelId: ChannelId
  readonly kept: KeptAct
  readonly subject: Subject
  readonly keyName: string
  readonly outcome: Outcome
}

async function finish(tx: Tx, desk: Desk, { workspaceId, channelId, kept, subject, keyName, outcome }: Finish): Promise<Turn> {
  const [channel, act, at] = [{ workspaceId, channelId }, { workspaceId, id: kept.id }, desk.now()]
  switch (outcome.kind) {
    case 'sent':
      await recordDone(tx, desk, { workspaceId, kept, outcome })
      await notePermissionThere(tx, desk, { ...channel, permission: permissionFor(kept.act.kind, subject.kind) })
      await restChannel(tx, channel, outcome.restUntil)
      return { kind: 'done' }
    case 'failed':
      await refuse(tx, desk, { workspaceId, kept, failure: outcome.failure })
      if (outcome.failure.reason === 'permission-missing') {
        await notePermissionMissing(tx, desk, { ...channel, permission: permissionFor(kept.act.kind, subject.kind) })
      }
      return { kind: 'done' }
    case 'unconfirmed':
      if (IS_SAFE_TO_REPEAT[kept.act.kind] && kept.tries < MOST_TRIES_IN_DOUBT) {
        const again = nextTry(kept, at)
        await recordState(tx, desk, {
          ...act,
          change: { state: 'queued', at, failure: outcome.failure, notBefore: again, isDoubted: true },
        })
        return { kind: 'later', why: outcome.failure.reason, at: again }
      }
      await doubt(tx, desk, { workspaceId, kept, failure: outcome.failure })
      return { kind: 'done' }
    case 'retry': {
      const again = outcome.notBefore ?? nextTry(kept, at)
      await recordState(tx, desk, { ...act, change: { state: 'queued', at, failure: outcome.failure, notBefore: again } })
      await restChannel(tx, channel, outcome.failure.reach === 'channel' ? again : undefined)
      return { kind: 'later', why: outcome.failure.reason, at: again }
    }
    case 'key-dead':
      await noteKeyTrouble(tx, desk, { ...channel, trouble: { ...outcome.failure, kind: outcome.kind, keyName } })
      await recordState(tx, desk, { ...act, change: { state: 'queued', at, failure: outcome.failure } })
      return { kind: 'idle' }
  }
}

/** `tries` is as it was before this one. */
function nextTry({ tries }: KeptAct, now: Date): Date {
  return nextTryAt({ tries: tries + 1, now, chance: Math.random() })
}

/** All of the channel waits until then, and whoever looks at it is told so. */
async function restChannel(tx: Tx, channel: ChannelOfWorkspace, until: Date | undefined): Promise<void> {
  if (until !== undefined && (await pauseChannel(tx, channel, until))) {
    await appendEvents(tx, channel.workspaceId, [{ type: 'channel.changed', payload: { channelId: channel.channelId } }])
  }
}

/** Then others of the conversation have waited long enough: it is told as it is, and looked at. */
const MOST_TRIES_IN_DOUBT = 8

type Ended = { readonly workspaceId: WorkspaceId; readonly kept: KeptAct; readonly failure: SendFailure }

/** Refused for good; after an earlier call that nobody answered that does not tell whether it was done. */
async function refuse(tx: Tx, desk: Desk, { workspaceId, kept, failure }: Ended): Promise<void> {
  switch (kept.isDoubted ? afterDoubt(kept.act, failure) : 'failed') {
    case 'done':
      return await recordDone(tx, desk, { workspaceId, kept, outcome: { kind: 'sent', externalId: undefined } })
    case 'failed':
      return await recordState(tx, desk, { workspaceId, id: kept.id, change: { state: 'failed', at: desk.now(), failure } })
    case 'doubt':
      return await doubt(tx, desk, { workspaceId, kept, failure })
  }
}

/** Nobody knows whether it was done: it is told so, and looked at, unless its echo is faster. */
async function doubt(tx: Tx, desk: Desk, { workspaceId, kept, failure }: Ended): Promise<void> {
  await recordState(tx, desk, { workspaceId, id: kept.id, change: { state: 'unconfirmed', at: desk.now(), failure } })
  await desk.jobs.settleDoubts(tx, [{ workspaceId, actId: kept.id }])
}
