import type { ChannelKind } from '#domain/channels/channel.ts'
import type { Marks } from '#domain/conversations/marks.ts'
import type { Owner } from '#domain/conversations/owner.ts'
import type { Fact, Thing } from '#domain/facts/fact.ts'
import type { TrustedTime } from '#domain/facts/time.ts'
import type { ClientId, ConversationId, TicketId } from '#domain/ids.ts'
import type { ReplyWindow } from '#domain/messaging-policy/reply-window.ts'
import type { CommentTickets, SwitchedKind } from '#domain/tickets/routing.ts'
import type { TicketStatus } from '#domain/tickets/status.ts'
import type { ChannelScope, LockedConversation } from '#storage/conversations/lock.ts'
import type { Folded } from '#storage/conversations/public.ts'
import type { KeptEntry } from '#storage/entries/kept-entry.ts'
import type { NewNote } from '#storage/notes.ts'
import type { NewPiece } from '#storage/not-understood.ts'
import type { PrivateReply } from '#storage/private-replies.ts'
import type { NewTicket } from '#storage/tickets/insert.ts'

/** A fact with the time that the desk believes. `isHistory`: as `Told` says it. */
export type DatedFact = { readonly fact: Fact; readonly time: TrustedTime; readonly isHistory?: boolean }

/** One channel's conversations while facts are applied to them: what was loaded, and what became of it. */
export type Room = {
  readonly scope: ChannelScope & { readonly kind: ChannelKind }
  /** The channel's name at its network. */
  readonly pageId: string
  /** By the key of their subject. */
  readonly talks: ReadonlyMap<string, Talk>
  /** By `nameOfEntry`: those that are named by facts, or made of them. */
  readonly entries: Map<string, EntryDraft>
  /** What we sent, by our own id, where an echo names it by that. */
  readonly own: ReadonlyMap<string, EntryDraft>
  /** Private replies of ours that echoes name, by their acts. */
  readonly privateReplies: ReadonlyMap<string, PrivateReply>
  /** The clients of those who wrote what everybody reads, by the channel's names for them. */
  readonly authors: ReadonlyMap<string, ClientId>
  /** Clients who are called otherwise since. */
  readonly renamed: readonly ClientId[]
  /** Of which kinds of what everybody reads the channel makes no tickets. */
  readonly off: ReadonlySet<SwitchedKind>
  /** Of what it makes one ticket where people comment. */
  readonly commentTickets: CommentTickets
  /** Whether an ad opens seven days here; nobody asked where none was followed. */
  readonly adsOpenWeek: boolean
  /** What stands elsewhere since, because conversations turned out to be one. */
  readonly folded: Folded
  /** Conversations in which something waited that stands elsewhere since. */
  readonly left: Set<ConversationId>
  /** Entries that turned out to be one of ours, and which. */
  readonly joined: Map<EntryDraft, EntryDraft>
  readonly newTickets: NewTicket[]
  /** Which conversations stand in which tickets from now on, with what waited in them. */
  readonly adopted: { readonly ticketId: TicketId; readonly conversationId: ConversationId }[]
  readonly notes: NewNote[]
  readonly pieces: NewPiece[]
}

/** A conversation: `before` as it was locked, and each value as it stands now. */
export type Talk = {
  readonly before: LockedConversation
  /** It began with these facts: nothing of it was shown before. */
  readonly isNew: boolean
  window: ReplyWindow | undefined
  marks: Marks
  owner: Owner | undefined
  /** Where what is said next may go. */
  last: { readonly id: TicketId; readonly status: TicketStatus; readonly at: Date | undefined } | undefined
}

/** `before` is undefined for one that is new. */
export type EntryDraft = { readonly before: KeptEntry | undefined; now: KeptEntry }

export function nameOfEntry(thing: Thing, externalId: string): string {
  return `${thing} ${externalId}`
}

/** A fact about a conversation. */
export type OfTalk<F> = { readonly fact: F; readonly time: TrustedTime; readonly talk: Talk; readonly isHistory?: boolean }

/** Why something that was understood is kept as if it was not. */
export type Refusal = 'its name belongs to another conversation' | 'nobody is told whose conversation it is'
