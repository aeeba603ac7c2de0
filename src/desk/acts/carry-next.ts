import type { SendFailureReason, Outcome } from '#domain/acts/outcome.ts'
import type { ChannelPort, OpenChannel } from '#domain/channels/channel-port.ts'
import type { ChannelId, ConversationId, MessageId, WorkspaceId } from '#domain/ids.ts'
import { unheard } from '#domain/entries/entry.ts'
import { join } from '#domain/entries/join.ts'
import { shownState } from '#domain/entries/shown-state.ts'
import { advance } from '#domain/acts/state.ts'
import { verdictOn, type Obstacle } from '#domain/messaging-policy/verdict.ts'
import type { Tx } from '#storage/database.ts'
import { appendEvents } from '#storage/events.ts'
import { readEnvelope, type Envelope } from '#storage/entries/envelope.ts'
import { lockEntries, lockOldestToSend, lockOutgoing, lockOwnEntry } from '#storage/entries/lock.ts'
import { deleteEntries, saveEntries, saveState, type StateChange } from '#storage/entries/save.ts'
import { pauseChannel } from '#storage/channels.ts'
import { lockConversation } from '#storage/conversations/lock.ts'
import { lookAgainWhenAnsweredElsewhere } from '#storage/conversations/save.ts'
import { noteKeyDead, noteKeyUnreadable, noteSendingPassed, noteSendingRefused } from '../channels/mark-problem.ts'
import type { Desk } from '../desk.ts'
import { followSaid, movedEvents } from '../tickets/follow-said.ts'
import { transact } from '../transact.ts'

export type ConversationOfWorkspace = { readonly workspaceId: WorkspaceId; readonly conversationId: ConversationId }

/** What became of the turn. `later`: it must be tried again, before any later message; `idle`: nothing to do, or the way is closed. */
export type Turn = { readonly kind: 'done' } | { readonly kind: 'idle' } | { readonly kind: 'later'; readonly why: string }

/**
 * Sends the oldest queued message of a conversation. Three steps: open the channel's key, mark the message as sending and
 * commit; call the channel; write down what became of it. A message found as sending was left behind by a process that
 * died in between: whether Facebook has it is unknown, so it becomes unconfirmed and waits for its echo. It is never
 * sent again. With a key that cannot be opened nothing is marked and nothing is called: it waits.
 */
export async function carryNext(desk: Desk, port: ChannelPort, conversation: ConversationOfWorkspace): Promise<Turn> {
  const start = await transact(desk, (tx) => begin(tx, { desk, port }, conversation))
  if (start.kind !== 'send') {
    return start
  }
  const { messageId, text, envelope, keyEncrypted, channel } = start
  const outcome = await channel.sendText({ messageId, text, recipientExternalId: envelope.recipientExternalId })
  const { channelId } = envelope
  return await transact(desk, (tx) => finish(tx, desk, { ...conversation, messageId, channelId, keyEncrypted, outcome }))
}

type Start =
  | Turn
  | {
      readonly kind: 'send'
      readonly messageId: MessageId
      readonly text: string
      readonly envelope: Envelope
      readonly keyEncrypted: Buffer
      readonly channel: OpenChannel
    }

/** Whoever wrote was asked when they did. */
const WRITER = { kind: 'person', mayReply: true } as const

type Means = { readonly desk: Desk; readonly port: ChannelPort }

async function begin(tx: Tx, { desk, port }: Means, { workspaceId, conversationId }: ConversationOfWorkspace): Promise<Start> {
  const message = await lockOldestToSend(tx, workspaceId, conversationId)
  if (!message) {
    return { kind: 'idle' }
  }
  const key = { workspaceId, messageId: message.id }
  if (message.state === 'sending') {
    await change(tx, desk, { ...key, change: { state: 'unconfirmed', at: desk.now(), failure: { reason: 'no-answer' } } })
    return { kind: 'done' }
  }
  const envelope = await readEnvelope(tx, workspaceId, conversationId)
  if (!envelope) {
    return { kind: 'idle' }
  }
  const { subjectKind: subject, way, window } = envelope
  const verdict = verdictOn({ act: 'say', by: WRITER, subject, ticket: undefined, channel: way, window, now: desk.now() })
  if (verdict.kind !== 'may' && isPassing(verdict)) {
    return { kind: 'idle' }
  }
  if (envelope.pausedUntil && envelope.pausedUntil > desk.now()) {
    return { kind: 'later', why: 'Facebook asked this Page to slow down' }
  }
  if (verdict.kind !== 'may') {
    await change(tx, desk, { ...key, change: { state: 'failed', at: desk.now(), failure: { reason: reasonOf(verdict) } } })
    return { kind: 'done' }
  }
  const { channelId, pageId, keyEncrypted } = envelope
  const channel = port.open({ workspaceId, id: channelId, externalId: pageId, keyEncrypted })
  if (!channel) {
    await noteKeyUnreadable(tx, desk, { workspaceId, channelId, keyEncrypted })
    return { kind: 'idle' }
  }
  await change(tx, desk, { ...key, change: { state: 'sending', at: desk.now() } })
  return { kind: 'send', messageId: message.id, text: message.text, envelope, keyEncrypted, channel }
}

/** The way may open again, and then what waits goes out. */
function isPassing({ kind }: Obstacle): boolean {
  return kind === 'switched-off' || kind === 'disconnected'
}

function reasonOf({ kind }: Obstacle): SendFailureReason {
  return kind === 'window-closed' || kind === 'never-opened' ? 'window-closed' : 'refused'
}

type Finish = ConversationOfWorkspace & {
  readonly messageId: MessageId
  readonly channelId: ChannelId
  readonly keyEncrypted: Buffer
  readonly outcome: Outcome
}

async function finish(tx: Tx, desk: Desk, { workspaceId, conversationId, messageId, channelId, outcome, ...used }: Finish): Promise<Turn> {
  const key = { workspaceId, messageId }
  const at = desk.now()
  switch (outcome.kind) {
    case 'sent':
      await recordSent(tx, desk, { ...key, conversationId, channelId, externalId: outcome.externalId })
      await noteSendingPassed(tx, desk, { workspaceId, channelId })
      return { kind: 'done' }
    case 'failed':
      await change(tx, desk, { ...key, change: { state: 'failed', at, failure: outcome.failure } })
      if (outcome.failure.reason === 'permission-missing') {
        await noteSendingRefused(tx, desk, { workspaceId, channelId })
      }
      return { kind: 'done' }
    case 'unconfirmed':
      await change(tx, desk, { ...key, change: { state: 'unconfirmed', at, failure: outcome.failure } })
      return { kind: 'done' }
    case 'retry':
      await change(tx, desk, { ...key, change: { state: 'queued', at, failure: outcome.failure } })
      if (outcome.notBefore) {
        await pauseChannel(tx, { workspaceId, channelId }, outcome.notBefore)
      }
      return { kind: 'later', why: outcome.failure.reason }
    case 'key-dead':
      await change(tx, desk, { ...key, change: { state: 'queued', at, failure: outcome.failure } })
      await noteKeyDead(tx, desk, { workspaceId, channelId, keyEncrypted: used.keyEncrypted, failure: outcome.failure })
      return { kind: 'idle' }
  }
}

type Sent = ConversationOfWorkspace & { readonly messageId: MessageId; readonly channelId: ChannelId; readonly externalId: string }

/**
 * The channel told its name for what we sent. What it had told under that name before (a receipt, or an echo that did not
 * name ours and was shown as written elsewhere) was told of this very entry. The conversation is locked first, as the intake
 * does: an echo may be on its way in.
 */
async function recordSent(tx: Tx, desk: Desk, { workspaceId, conversationId, messageId, channelId, externalId }: Sent): Promise<void> {
  const { marks } = await lockConversation(tx, workspaceId, conversationId)
  const ours = await lockOwnEntry(tx, workspaceId, messageId)
  if (!ours?.sending || !ours.ticketId) {
    return
  }
  const names = [{ thing: ours.entry.thing, externalId }]
  const other = (await lockEntries(tx, { workspaceId, channelId }, { names, ownIds: [] })).find(({ id }) => id !== messageId)
  if (other?.entry.author) {
    await lookAgainWhenAnsweredElsewhere(tx, { workspaceId, conversationId, beside: other.id })
  }
  await deleteEntries(tx, workspaceId, other ? [other.id] : [])
  const entry = join(ours.entry, other?.entry ?? unheard(ours.entry.thing, externalId))
  const state = advance(ours.sending.state, 'sent')
  const sending = state === ours.sending.state ? ours.sending : { state, stateAt: desk.now() }
  await saveEntries(tx, workspaceId, [{ ...ours, entry, sending, isRewritten: false }])
  await appendEvents(tx, workspaceId, movedEvents(await followSaid(tx, workspaceId, [ours.ticketId])))
  const { writtenAt = sending.stateAt, echoedAt, deliveredAt } = entry
  const shown = shownState({ ...sending, writtenAt, echoedAt, deliveredAt }, marks)
  const payload = { lineId: messageId, state: shown.state, at: shown.at.toISOString() }
  await appendEvents(tx, workspaceId, [{ type: 'reply.state-changed', ticketId: ours.ticketId, payload }])
}

type StateNews = { readonly workspaceId: WorkspaceId; readonly messageId: MessageId; readonly change: StateChange }

/** Saves the state that the news leads to; an echo may have been faster, and news that says less changes nothing. */
async function change(tx: Tx, desk: Pick<Desk, 'now'>, { workspaceId, messageId, change: news }: StateNews): Promise<void> {
  const message = await lockOutgoing(tx, workspaceId, messageId)
  if (!message) {
    return
  }
  const state = advance(message.state, news.state)
  if (state === message.state) {
    return
  }
  await saveState(tx, { workspaceId, messageId }, news)
  await appendEvents(tx, workspaceId, [
    { type: 'reply.state-changed', ticketId: message.ticketId, payload: { lineId: messageId, state, at: desk.now().toISOString() } },
  ])
}
