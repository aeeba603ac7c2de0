import { z } from 'zod'
import type { DeskEvent } from '#domain/events.ts'
import type { Channel } from '../channels/contract.ts'
import type { RouteContract } from '../contract/route.ts'
import { ScreenName } from '../contract/screen-name.ts'
import type { Member } from '../members/contract.ts'
import type { Line } from '../conversation/contract.ts'
import type { Thread } from '../posts/contract.ts'
import type { TicketSummary } from '../contract/ticket.ts'

/**
 * One thing that happened, as the screen hears it over `text/event-stream`: `id:` is the cursor, `event:` is "change",
 * `data:` is this object. The browser's own reconnect sends `Last-Event-ID`, and nothing between is lost.
 * A stream without a cursor begins now. It opens with `event: ready`, or with `event: reset` when the cursor is too old:
 * fetch everything again. `event: beat` comes every 10 s, so whoever hears nothing for longer should connect again, and at
 * once when the clock that the desk follows was moved. The `data:` of these three is the desk's `Clock`.
 * `event: ephemeral` has no id: `EphemeralNews`, what is so for a moment only.
 */
export type LiveEvent = Told<DeskEvent>

/** What happened and who did it, with what it is about as it stands when it is told, which may be later than when it happened. */
type Told<Event> = Event extends { readonly type: string; readonly payload: unknown }
  ? Omit<Event, 'ticketId' | 'payload'> & {
      readonly ticketId: string | null
      readonly actorId: string | null
      readonly payload: Omit<Event['payload'], 'sessionId'>
    } & About<Event['type']>
  : never

/** What stands beside an event. */
export type About<Type> = Type extends 'ticket.removed'
  ? unknown
  : Type extends TicketNews
    ? AboutTicket & (Type extends 'conversation.marked' ? AboutMarked : unknown)
    : Type extends `client.${string}`
      ? { readonly clients: readonly ClientNews[] }
      : Type extends ChannelNews
        ? { readonly channels: readonly Channel[] }
        : Type extends MemberNews
          ? { readonly member: Member | null }
          : Type extends 'thread.changed'
            ? AboutThread
            : unknown

type TicketNews = `${'ticket' | 'conversation' | 'entry' | 'reply' | 'internal-comment' | 'draft' | 'note' | 'piece'}.${string}`
type ChannelNews = `${'channel' | 'extension'}.${string}`
type MemberNews = `member.${'joined' | 'renamed' | 'email-changed' | 'role-changed' | 'removed'}`

type AboutTicket = {
  /** Of several events of one ticket that are told together the last one has it. */
  readonly ticket?: TicketSummary
  /** The line of `payload.lineId`, and others that it changed. Without it among them there is no such line any more. */
  readonly lines: readonly Line[]
}

/** `lines`: those of ours that the marks moved over. */
type AboutMarked = {
  /** They are more than are told, or nobody knows which they are: the conversation is to be fetched. */
  readonly hasMoreLines: boolean
}

type AboutThread = {
  /** Of several events of one thread that are told together the last one has it. Null: there is no such thread any more. */
  readonly thread?: ThreadNews | null
}

/** A thread with the Page and the place where it stands: below `postId`, or among what visitors posted, mentions or reviews. */
export type ThreadNews = Thread & {
  readonly channel: { readonly id: string; readonly name: string }
  readonly kind: 'comments' | 'visitor-post' | 'mention' | 'review'
  readonly postId: string | null
}

/** How a client is shown in its own tickets. Told of all that are, or were, one person. */
export type ClientNews = Omit<TicketSummary['client'], 'externalId'>

export const streamEvents = {
  method: 'GET',
  url: '/api/v1/events',
  schema: {
    tags: ['events'],
    summary: 'Everything that changes, live (server-sent events)',
    querystring: z.strictObject({ cursor: z.string().max(100).optional(), screen: ScreenName.optional() }),
    response: { 200: z.string().describe('text/event-stream') },
  },
} as const satisfies RouteContract
