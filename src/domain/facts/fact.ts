import type { ChannelKind } from '../channels/channel.ts'
import type { Subject } from '../conversations/subject.ts'
import type { Content } from '../entries/content.ts'
import type { Part } from '../entries/part.ts'
import type { Reaction } from '../entries/reaction.ts'
import type { WindowReason } from '../messaging-policy/reply-window.ts'
import type { Note } from '../notes/note.ts'
import type { ToldTime } from './time.ts'

/**
 * What a channel tells, in the desk's words: five things, and what is done to them. A channel's room makes facts of what
 * its network sends; `takeIn` makes entries, tickets and marks of them. Nothing here knows anybody's JSON.
 */
export type Fact = About & (EntryFact | ReceiptFact | NotedFact | ChannelFact | NotUnderstood)

export type About = {
  /** Undefined where not even that is told. */
  readonly channel: ChannelName | undefined
  readonly time: ToldTime
  /** What the fact was read from. */
  readonly piece: Piece
  /** Whom the channel lets answer in the conversation at that moment, where the fact tells so. */
  readonly answering?: Answering | undefined
}

export type Answering = { readonly isUs: boolean; readonly appId: string | undefined }

/** A channel by its name at its network: a Page's id. */
export type ChannelName = { readonly kind: ChannelKind; readonly externalId: string }

/**
 * A part of a delivery that is read by itself. `place` says where it stood and `reader` which version of the reader read it,
 * so that a newer one can read it again.
 */
export type Piece = { readonly place: string; readonly item: unknown; readonly reader: number }

export type Thing = 'message' | 'comment' | 'post' | 'mention' | 'review'

/** Something was said, or done to what had been said. */
export type EntryFact = {
  readonly thing: Thing
  /** The one name that all of its forms come down to. */
  readonly externalId: string
  /** What the channel calls it when it is asked for it, where that is another. */
  readonly calledAs?: string | undefined
  readonly subject: Subject
  /** What an act tells of the thing beside: the thing itself tells it, too. It goes with the delivery. */
  readonly beside?: unknown
} & EntryAct

export type EntryAct =
  /** `opens`: the customer's act that lets the Page write for a while. */
  | {
      readonly act: 'added'
      readonly author: Author
      readonly content: Content
      readonly opens?: WindowReason | undefined
      /** Of a post: whether it is out, or still to come. */
      readonly isPublished?: boolean | undefined
    }
  /** New words, where they are told, and new parts, where they are told; the others stay. */
  | {
      readonly act: 'edited'
      readonly text: string | undefined
      readonly parts?: readonly Part[] | undefined
      readonly isPublished?: boolean | undefined
    }
  | { readonly act: 'removed' | 'hidden' | 'unhidden' }
  /** `by`: the channel's name for whoever reacts, or `THE_PAGE`. Undefined: taken back. */
  | { readonly act: 'reacted'; readonly by: string; readonly reaction: Reaction | undefined; readonly opens?: WindowReason | undefined }

/** Who speaks, as the channel tells it. */
export type Author =
  /** `who`: as whom the channel names them, where the subject does not say it and the channel tells it. */
  | { readonly kind: 'client'; readonly who?: Named | undefined }
  /** The Page, by whatever app. `mark` is what the sender hung on it: by it our own message knows its echo. */
  | {
      readonly kind: 'page'
      readonly appId: string | undefined
      readonly appName: string | undefined
      readonly mark: string | undefined
      /** What the channel calls the Page. */
      readonly name?: string | undefined
    }

/** Somebody by the channel's name for them, and the name that people call them by. */
type Named = { readonly externalId: string | undefined; readonly name: string | undefined }

/** What we said reached the person, or was read: all up to a moment, and what is named. */
export type ReceiptFact = {
  readonly act: 'delivered' | 'read'
  readonly subject: Subject
  readonly upTo: Date | undefined
  readonly externalIds: readonly string[]
}

/** Something happened between person and Page that nobody said. */
export type NotedFact = {
  readonly act: 'noted'
  readonly note: Note
  /** Whose conversation it stands in; undefined where it is told of the channel, or of somebody whom nobody knows yet. */
  readonly subject: Subject | undefined
  /** What of it is not understood yet. */
  readonly rest: unknown
  readonly opens?: WindowReason | undefined
}

/** Something was told of the channel itself. Never becomes a conversation. */
type ChannelFact = {
  readonly act: 'told-channel'
  readonly what: 'test' | 'permissions' | 'liked' | 'live-video' | 'inbox-label'
  readonly label: string
}

/** Kept as it came, with a label for people, until a newer reader knows it. */
type NotUnderstood = {
  readonly act: 'not-understood'
  readonly label: string
  /** Whose conversation it stands in; a person who is only mentioned does not become a client by it. */
  readonly subject: Subject | undefined
  /** What it is about, by the channel's name for that. */
  readonly about: string | undefined
}
