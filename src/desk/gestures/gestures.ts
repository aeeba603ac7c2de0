import { afterShowing, isDue, mayShow, NOTHING_SHOWN, type Gesture, type LastShown } from '#domain/messaging-policy/gesture.ts'
import { may } from '#domain/members/permissions.ts'
import type { ChannelPort, GestureOutcome } from '#domain/channels/channel-port.ts'
import type { ChannelOfWorkspace } from '#domain/channels/channel.ts'
import type { Subject } from '#domain/conversations/subject.ts'
import type { ConversationId, MessageId, TicketId } from '#domain/ids.ts'
import { deadKey } from '#domain/channels/key-trouble.ts'
import { wayOut } from '#storage/conversations/way.ts'
import { isNewestOfClient, shownGestures, workedOn } from '#storage/gestures.ts'
import { noteKeyTrouble } from '../channels/mark-problem.ts'
import { pauseUntil } from '../channels/pause-until.ts'
import { machineTime } from '../desk-clock.ts'
import type { Actor, Desk } from '../desk.ts'
import { requirePermission } from '../require-permission.ts'
import { noSuchTicket } from '../tickets/require-ticket.ts'
import { transact } from '../transact.ts'

export type GestureWish = {
  readonly ticketId: TicketId
  readonly gesture: Gesture
  /** Of `seen`: the newest line of the customer's that whoever looks has before them. */
  readonly upTo?: MessageId | undefined
}

export type Gestures = {
  /** Shows it to the customer, where that may be and changes what they see. Resolves when that is over, whatever came of it. */
  show(actor: Actor, wish: GestureWish): Promise<void>
}

/** So many conversations are worked on at once; of who was forgotten something may be shown once more. */
const MOST_REMEMBERED = 10_000

/**
 * Shows customers what somebody does about them just now. Each process remembers for itself what it showed last, and nothing is kept: what cannot be shown
 * is let go, and nobody is told. Of one conversation they go one after the other, as they came.
 */
export function createGestures(desk: Desk, port: ChannelPort): Gestures {
  const last = new Map<ConversationId, LastShown>()
  const turns = new Map<ConversationId, Promise<void>>()

  return {
    show: async (actor, wish) => {
      requirePermission(actor, 'ticket.reply')
      const { workspaceId } = actor
      const ticket = await workedOn(desk.db, workspaceId, wish.ticketId)
      if (!ticket) {
        throw await noSuchTicket(desk.db, workspaceId, wish.ticketId)
      }
      const { conversationId, status } = ticket
      const before = turns.get(conversationId)
      // What went wrong before is told to whoever asked for that.
      const turn = (before?.catch(() => undefined) ?? Promise.resolve()).then(() => take(actor, wish, { conversationId, status }))
      turns.set(conversationId, turn)
      await turn.finally(() => {
        if (turns.get(conversationId) === turn) {
          turns.delete(conversationId)
        }
      })
    },
  }

  async function take(
    actor: Actor,
    wish: GestureWish,
    { conversationId, status }: NonNullable<Awaited<ReturnType<typeof workedOn>>>,
  ): Promise<void> {
    const known = last.get(conversationId) ?? NOTHING_SHOWN
    const at = { now: machineTime(desk).getTime(), upTo: wish.upTo }
    if (!isDue(wish.gesture, known, at) || !(await isSo(actor, wish))) {
      return
    }
    const { workspaceId, role } = actor
    const [shown, way] = await Promise.all([shownGestures(desk.db, workspaceId), wayOut(desk.db, workspaceId, conversationId)])
    const { channelId, subject, way: channel, allowances, window, pausedUntil } = way
    const by = { kind: 'person', mayReply: may(role, 'ticket.reply') } as const
    const asked = { by, subject: subject.kind, ticket: status, channel, allowances, window, now: desk.now() }
    if (!mayShow(wish.gesture, { ...asked, shown, pausedUntil })) {
      return
    }
    const isShown = await showTo(desk, port, { workspaceId, channelId, subject, gesture: wish.gesture })
    last.delete(conversationId)
    last.set(conversationId, afterShowing(wish.gesture, known, { ...at, isShown }))
    forgetOldest(last)
  }

  /** Nobody has seen what came since. */
  async function isSo({ workspaceId }: Actor, { gesture, ticketId, upTo }: GestureWish): Promise<boolean> {
    return gesture !== 'seen' || (upTo !== undefined && (await isNewestOfClient(desk.db, workspaceId, { ticketId, lineId: upTo })))
  }
}

type Showing = ChannelOfWorkspace & { readonly subject: Subject; readonly gesture: Gesture }

async function showTo(desk: Desk, port: ChannelPort, { subject, gesture, ...channel }: Showing): Promise<boolean> {
  const opening = await port.open(channel)
  if (opening.kind === 'no-key') {
    return false
  }
  if (opening.kind === 'key-unreadable') {
    await transact(desk, (tx) => noteKeyTrouble(tx, desk, { ...channel, trouble: opening }))
    return false
  }
  const outcome = await opening.channel.show(gesture, subject)
  await heed(desk, channel, { outcome, keyName: opening.channel.keyName })
  return outcome.kind === 'shown'
}

type Told = { readonly outcome: GestureOutcome; readonly keyName: string }

/** What the channel said of itself concerns all that goes there. */
async function heed(desk: Desk, channel: ChannelOfWorkspace, { outcome, keyName }: Told): Promise<void> {
  if (outcome.kind === 'key-dead') {
    await transact(desk, (tx) => noteKeyTrouble(tx, desk, { ...channel, trouble: deadKey(keyName, outcome) }))
  } else if (outcome.restUntil !== undefined) {
    const { restUntil } = outcome
    await transact(desk, (tx) => pauseUntil(tx, channel, restUntil))
  }
}

function forgetOldest(last: Map<ConversationId, LastShown>): void {
  const [oldest] = last.keys()
  if (last.size > MOST_REMEMBERED && oldest !== undefined) {
    last.delete(oldest)
  }
}
