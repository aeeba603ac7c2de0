import type { ChannelPort } from '#domain/channels/channel-port.ts'
import type { ChannelOfWorkspace } from '#domain/channels/channel.ts'
import type { Place } from '#domain/channels/place.ts'
import type { ConversationId } from '#domain/ids.ts'
import { isDatabaseAway } from '#storage/connections/away.ts'
import type { Tx } from '#storage/database.ts'
import { appendEvents, type NewEvent } from '#storage/events.ts'
import type { Desk } from '../desk.ts'
import { inGroups } from '../in-groups.ts'
import { transact } from '../transact.ts'
import { begin, type Start, type Turn } from './begin.ts'
import { messageSent, settle, settleMessages, type Carried } from './settle.ts'

/** What is next in a conversation, as it was found. */
export type Begun = Exclude<Start, { readonly kind: 'by-itself' }>

type Beginning = {
  readonly channel: ChannelOfWorkspace
  readonly conversationId: ConversationId
  /** In the channel's pace, where it waited for one. */
  readonly place: Place | undefined
}

/** What is over, and, where somebody goes on, what is next: found in the same transaction, and under way if it can be carried. */
export type Ended = Turn & { readonly next?: Start }

type Ending = { readonly carried: Carried; readonly goesOn: boolean }

const IDLE = { kind: 'idle' } as const
const DONE = { kind: 'done' } as const
const BY_ITSELF = { kind: 'by-itself' } as const

/** Begins what is next in conversations: those of one channel that are asked for at once in one transaction. */
export function createBeginning(desk: Desk, port: ChannelPort): (beginning: Beginning) => Promise<Begun> {
  const beginInGroup = inGroups<Beginning, Start>({
    keyOf: ({ channel }) => channel.channelId,
    work: (group) => beginTogether(desk, port, group),
  })
  return async (beginning) => {
    const start = await beginInGroup(beginning)
    return start.kind === 'by-itself' ? await beginAlone(desk, port, beginning) : start
  }
}

/**
 * Writes down what became of acts: messages of one channel that went out at once in one transaction, and with them what is next where somebody goes on. Where that
 * fails they are written down without it: what stands in its way is told by whoever begins it then.
 */
export function createEnding(desk: Desk, port: ChannelPort): (carried: Carried, goesOn: boolean) => Promise<Ended> {
  const endInGroup = inGroups<Ending, Ended>({
    keyOf: ({ carried }) => (messageSent(carried) ? carried.channel.channelId : carried.kept.id),
    work: (group) => endTogether(desk, port, group),
  })
  return async (carried, goesOn) => {
    try {
      return await endInGroup({ carried, goesOn })
    } catch (error) {
      if (!goesOn || isDatabaseAway(error)) {
        throw error
      }
      return await endInGroup({ carried, goesOn: false })
    }
  }
}

async function beginTogether(desk: Desk, port: ChannelPort, group: readonly Beginning[]): Promise<readonly Start[]> {
  const opening = openingOf(port, group)
  return opening ? await transact(desk, (tx) => startsOf(tx, desk, { group, opening, mayEnd: group.length === 1 })) : []
}

async function beginAlone(desk: Desk, port: ChannelPort, beginning: Beginning): Promise<Begun> {
  const [start] = await beginTogether(desk, port, [beginning])
  if (!start || start.kind === 'by-itself') {
    throw new Error('What is begun alone is in no group.')
  }
  return start
}

async function endTogether(desk: Desk, port: ChannelPort, group: readonly Ending[]): Promise<readonly Ended[]> {
  const all = group.map(({ carried }) => carried)
  const [first] = all
  if (!first || !all.every((carried) => messageSent(carried))) {
    return await transact(desk, (tx) => endEach(tx, desk, all))
  }
  const { channel } = first
  const goingOn = group.flatMap(({ carried, goesOn }) =>
    goesOn ? [{ channel, conversationId: carried.kept.conversationId, place: undefined }] : [],
  )
  const opening = openingOf(port, goingOn)
  return await transact(desk, async (tx) => {
    const news = await settleMessages(tx, desk, all)
    if (!opening) {
      await appendEvents(tx, channel.workspaceId, news)
      return group.map(() => DONE)
    }
    const starts = [...(await startsOf(tx, desk, { group: goingOn, opening, mayEnd: false, news }))]
    return group.map(({ goesOn }) => (goesOn ? { ...DONE, next: starts.shift() ?? IDLE } : DONE))
  })
}

async function endEach(tx: Tx, desk: Desk, all: readonly Carried[]): Promise<readonly Turn[]> {
  const turns: Turn[] = []
  for (const carried of all) {
    turns.push(await settle(tx, desk, carried))
  }
  return turns
}

/** Asked for at once with what is to be carried, and awaited there. */
function openingOf(port: ChannelPort, [first]: readonly Beginning[]): ReturnType<ChannelPort['open']> | undefined {
  const opening = first && port.open(first.channel)
  opening?.catch(() => undefined)
  return opening
}

type Starting = {
  readonly group: readonly Beginning[]
  readonly opening: ReturnType<ChannelPort['open']>
  readonly mayEnd: boolean
  readonly news?: readonly NewEvent[]
}

/** As many as were asked for, in the same order. */
async function startsOf(tx: Tx, desk: Desk, { group, ...starting }: Starting): Promise<readonly Start[]> {
  const [first] = group
  if (!first) {
    return []
  }
  const conversations = new Map(group.map(({ conversationId, place }) => [conversationId, place]))
  const starts = new Map(await begin(tx, desk, { ...starting, channel: first.channel, conversations }))
  return group.map(({ conversationId }) => {
    const start = starts.get(conversationId) ?? IDLE
    // Whoever asks a second time in the same moment finds it under way.
    starts.set(conversationId, start.kind === 'carry' ? BY_ITSELF : start)
    return start
  })
}
