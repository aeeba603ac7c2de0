import { markOf } from '#domain/acts/own-mark.ts'
import type { ChannelPort, OpenChannel } from '#domain/channels/channel-port.ts'
import type { ChannelOfWorkspace } from '#domain/channels/channel.ts'
import type { ConversationId, WorkspaceId } from '#domain/ids.ts'
import { channelOfConversation } from '#storage/conversations/way.ts'
import { noteKeyTrouble } from '../channels/mark-problem.ts'
import type { Desk } from '../desk.ts'
import { inGroups } from '../in-groups.ts'
import { transact } from '../transact.ts'
import { bringFiles } from './bring-files.ts'
import { begin, type Start, type Turn } from './begin.ts'
import { messageSent, settle, settleMessages, type Carried } from './settle.ts'

export type ConversationOfWorkspace = { readonly workspaceId: WorkspaceId; readonly conversationId: ConversationId }

export type Carrier = {
  /** Carries the oldest queued act of a conversation. */
  carryNext(conversation: ConversationOfWorkspace): Promise<Turn>
}

type Beginning = { readonly channel: ChannelOfWorkspace; readonly conversationId: ConversationId }

/**
 * Carries acts in three steps: with the channel's key at hand mark the act as under way and
 * commit; call the channel; write down what became of it. An act found under way was left behind by a process that
 * died in between: whether Facebook has it is unknown. What is safe to repeat is carried once more, as in doubt; all else
 * becomes unconfirmed and is never carried again. With a key that cannot be opened nothing is marked and nothing is called: it waits.
 *
 * Conversations of one channel that are at the same step share its transaction.
 */
export function createCarrier(desk: Desk, port: ChannelPort): Carrier {
  const beginInGroup = inGroups<Beginning, Start>({
    keyOf: ({ channel }) => channel.channelId,
    work: (group) => beginTogether(desk, port, group),
  })
  const settleInGroup = inGroups<Carried, Turn>({
    keyOf: (carried) => (messageSent(carried) ? carried.channel.channelId : carried.kept.id),
    work: (group) => settleTogether(desk, group),
  })

  async function beginNext(beginning: Beginning): Promise<Exclude<Start, typeof BY_ITSELF>> {
    const start = await beginInGroup(beginning)
    return start.kind === 'by-itself' ? await beginAlone(desk, port, beginning) : start
  }

  /** The files go before anything is marked; then all is asked anew, for meanwhile it may have been stopped, or the window closed. */
  async function bring(conversation: ConversationOfWorkspace, { channel, ...bringing }: Bringing): Promise<Turn> {
    const { kept, subject, missing, to } = bringing
    const hindered = await bringFiles(desk, { to, channel, missing })
    return hindered
      ? await settleInGroup({ channel, kept, subject, keyName: to.keyName, outcome: hindered, isBringing: true })
      : await carryNext(conversation)
  }

  async function carryNext({ workspaceId, conversationId }: ConversationOfWorkspace): Promise<Turn> {
    const channel = { workspaceId, channelId: await channelOfConversation(desk.db, workspaceId, conversationId) }
    const start = await beginNext({ channel, conversationId })
    if (start.kind === 'key-unreadable') {
      await transact(desk, (tx) => noteKeyTrouble(tx, desk, { ...channel, trouble: start }))
      return { kind: 'idle' }
    }
    if (start.kind === 'bring') {
      return await bring({ workspaceId, conversationId }, { ...start, channel, to: start.channel })
    }
    if (start.kind !== 'carry') {
      return start
    }
    const { kept, subject, under, target, goesAs, files } = start
    const outcome = await start.channel.carry(kept.act, { subject, under, target, goesAs, files, mark: markOf(kept) })
    return await settleInGroup({ channel, kept, subject, keyName: start.channel.keyName, outcome, isBringing: false })
  }

  return { carryNext }
}

type Bringing = Omit<Extract<Start, { readonly kind: 'bring' }>, 'channel'> & {
  readonly channel: ChannelOfWorkspace
  readonly to: OpenChannel
}

async function beginTogether(desk: Desk, port: ChannelPort, group: readonly Beginning[]): Promise<readonly Start[]> {
  const [first] = group
  if (!first) {
    return []
  }
  const { channel } = first
  const conversationIds = [...new Set(group.map(({ conversationId }) => conversationId))]
  const opening = await port.open(channel)
  const starts = new Map(await transact(desk, (tx) => begin(tx, desk, { channel, opening, conversationIds })))
  return group.map(({ conversationId }) => {
    const start = starts.get(conversationId) ?? IDLE
    // Whoever asks a second time in the same moment finds it under way.
    starts.set(conversationId, start.kind === 'carry' ? BY_ITSELF : start)
    return start
  })
}

const IDLE = { kind: 'idle' } as const
const BY_ITSELF = { kind: 'by-itself' } as const

async function beginAlone(desk: Desk, port: ChannelPort, beginning: Beginning): Promise<Exclude<Start, typeof BY_ITSELF>> {
  const [start] = await beginTogether(desk, port, [beginning])
  if (!start || start.kind === 'by-itself') {
    throw new Error('What is begun alone is in no group.')
  }
  return start
}

async function settleTogether(desk: Desk, group: readonly Carried[]): Promise<readonly Turn[]> {
  return await transact(desk, async (tx) => {
    if (group.every((carried) => messageSent(carried))) {
      await settleMessages(tx, desk, group)
      return group.map(() => DONE)
    }
    const turns: Turn[] = []
    for (const carried of group) {
      turns.push(await settle(tx, desk, carried))
    }
    return turns
  })
}

const DONE = { kind: 'done' } as const
