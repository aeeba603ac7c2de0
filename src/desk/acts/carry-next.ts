import { markOf } from '#domain/acts/own-mark.ts'
import type { ChannelPort } from '#domain/channels/channel-port.ts'
import type { NextPlace, Place } from '#domain/channels/place.ts'
import type { ChannelOfWorkspace } from '#domain/channels/channel.ts'
import type { ChannelId, ConversationId, WorkspaceId } from '#domain/ids.ts'
import { channelOfConversation } from '#storage/conversations/way.ts'
import { noteKeyTrouble } from '../channels/mark-problem.ts'
import type { Desk } from '../desk.ts'
import { transact } from '../transact.ts'
import { bringFiles, type UnderWay, type WaitFor } from './bring-files.ts'
import type { Turn } from './begin.ts'
import { createBeginning, createEnding, type Begun, type Ended } from './in-common.ts'

export type ConversationOfWorkspace = { readonly workspaceId: WorkspaceId; readonly conversationId: ConversationId }

export type Carrier = {
  /**
   * Carries the oldest queued act of a conversation. Where it goes on, what is `next` is told with the end of this one: under way already it may be, and must be given back as
   * `begun` in the next turn.
   */
  carryNext(conversation: ConversationOfWorkspace, how?: How): Promise<Ended>
}

type How = {
  /** How it waits for a place in the channel's pace. */
  readonly waitFor?: WaitFor
  /** What the last turn told as next. */
  readonly begun?: Ended['next']
  /** Whether there is a next turn after this one. Asked when the channel has answered. */
  readonly goesOn?: () => boolean
}

/**
 * Carries acts in three steps: with the channel's key at hand mark the act as under way and
 * commit; call the channel; write down what became of it, and mark what is next. An act found under way was left behind by a process that
 * died in between: whether Facebook has it is unknown. What is safe to repeat is carried once more, as in doubt; all else
 * becomes unconfirmed and is never carried again. What the channel takes only so often waits for its place before it is marked. With a key that cannot be opened nothing is marked and nothing is called: it waits.
 *
 * Conversations of one channel that are at the same step share its transaction.
 */
export function createCarrier(desk: Desk, port: ChannelPort): Carrier {
  const channelOf = rememberChannels(desk)
  const beginNext = createBeginning(desk, port)
  const end = createEnding(desk, port)
  const underWay: UnderWay = new Map()

  /** The files go before anything is marked; then all is asked anew, for meanwhile it may have been stopped, or the window closed. */
  async function bring({ channel: to, kept, subject, missing }: Bringing, channel: ChannelOfWorkspace, carrying: Carrying): Promise<Ended> {
    const hindered = await bringFiles(desk, { to, channel, missing, underWay, waitFor: carrying.waitFor })
    if (hindered?.kind === 'later') {
      return comeAgain(desk, hindered)
    }
    return hindered
      ? await end({ channel, kept, subject, keyName: to.keyName, outcome: hindered, isBringing: true }, false)
      : await carryNext(carrying)
  }

  async function carryNext({ begun, held, ...carrying }: Carrying): Promise<Ended> {
    const { workspaceId, conversationId, waitFor, goesOn } = carrying
    const channel = { workspaceId, channelId: await channelOf({ workspaceId, conversationId }) }
    const start = begun === undefined || begun.kind === 'by-itself' ? await beginNext({ channel, conversationId, place: held }) : begun
    if (start.kind === 'key-unreadable') {
      await transact(desk, (tx) => noteKeyTrouble(tx, desk, { ...channel, trouble: start }))
      return { kind: 'idle' }
    }
    if (start.kind === 'bring') {
      return await bring(start, channel, carrying)
    }
    if (start.kind === 'wait') {
      const next = start.channel.nextPlace(start.kept.act, start.subject)
      return next.kind === 'later' ? comeAgain(desk, next) : await carryNext({ ...carrying, held: await waitFor(next.place) })
    }
    if (start.kind !== 'carry') {
      return start
    }
    const { kept, subject, under, target, goesAs, files, place } = start
    const outcome = await start.channel.carry(kept.act, { subject, under, target, goesAs, files, mark: markOf(kept) }, place)
    return await end({ channel, kept, subject, keyName: start.channel.keyName, outcome, isBringing: false }, goesOn())
  }

  return {
    carryNext: (conversation, { waitFor = waitHere, begun, goesOn = () => false } = {}) =>
      carryNext({ ...conversation, waitFor, begun, goesOn, held: undefined }),
  }
}

const waitHere: WaitFor = (awaited) => awaited

const MOST_REMEMBERED = 10_000

/** A conversation stays in its channel. */
function rememberChannels(desk: Desk): (conversation: ConversationOfWorkspace) => Promise<ChannelId> {
  const known = new Map<ConversationId, ChannelId>()
  return async ({ workspaceId, conversationId }) => {
    const channelId = known.get(conversationId) ?? (await channelOfConversation(desk.db, workspaceId, conversationId))
    if (known.size >= MOST_REMEMBERED) {
      known.clear()
    }
    known.set(conversationId, channelId)
    return channelId
  }
}

type Carrying = ConversationOfWorkspace & {
  readonly waitFor: WaitFor
  readonly goesOn: () => boolean
  readonly begun?: How['begun']
  readonly held?: Place | undefined
}

type Bringing = Extract<Begun, { readonly kind: 'bring' }>

/** Others of the channel wait already, as many as may. */
function comeAgain(desk: Desk, { afterMs }: Extract<NextPlace, { readonly kind: 'later' }>): Turn {
  return { kind: 'later', why: 'The channel takes no more in a second', at: new Date(desk.now().getTime() + afterMs) }
}
