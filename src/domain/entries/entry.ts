import type { Thing } from '../facts/fact.ts'
import type { UserId } from '../ids.ts'
import type { Content } from './content.ts'
import type { Edits } from './edits.ts'
import type { Part } from './part.ts'
import type { Reaction } from './reaction.ts'

/** A value with the moment that set it. */
export type Dated<T> = { readonly value: T; readonly at: Date }

/** Who wrote it, as the desk knows it: the customer, one of us in this desk, or somebody elsewhere in the Page's name. */
export type EntryAuthor =
  /** Of what everybody reads also whom: the channel's name for them, where it told that. */
  | { readonly kind: 'client'; readonly externalId?: string | undefined }
  | { readonly kind: 'member'; readonly userId: UserId }
  | { readonly kind: 'elsewhere'; readonly appId: string | undefined; readonly appName: string | undefined }

/**
 * One thing that was said, as far as it is known. Of what only news came so far (a receipt, an edit) there is an entry
 * too, without author: it is kept, shown to nobody, and waits for the thing itself by existing.
 */
export type Entry = {
  readonly thing: Thing
  /** The channel's name for it. Undefined until the channel told the name of what we sent. */
  readonly externalId: string | undefined
  /** What the channel calls it when it is asked for it: of all that it told the longest. */
  readonly calledAs: string | undefined
  readonly author: EntryAuthor | undefined
  /** Facebook's time; of what we sent ours, until its echo tells Facebook's. */
  readonly writtenAt: Date | undefined
  /** As it was said first. */
  readonly content: Dated<Content> | undefined
  readonly edits: Edits
  /** What stands beside its words since they were edited, where that was told. */
  readonly partsNow: Dated<readonly Part[]> | undefined
  /** Of a post: since when it is known to be out. */
  readonly publishedAt: Date | undefined
  /** The channel told us that the Page said it. */
  readonly echoedAt: Date | undefined
  /** A receipt named this very entry. */
  readonly deliveredAt: Date | undefined
  readonly hiddenAt: Date | undefined
  readonly unhiddenAt: Date | undefined
  /** Its author took it back. What it said stays on record. */
  readonly removedAt: Date | undefined
  /** By whom, and with what; undefined: taken back. */
  readonly reactions: Readonly<Record<string, Dated<Reaction | undefined>>>
}

/** The entry before anything is known of it but its name. */
export function unheard(thing: Thing, externalId: string | undefined): Entry {
  return {
    thing,
    externalId,
    calledAs: undefined,
    author: undefined,
    writtenAt: undefined,
    content: undefined,
    edits: {},
    partsNow: undefined,
    publishedAt: undefined,
    echoedAt: undefined,
    deliveredAt: undefined,
    hiddenAt: undefined,
    unhiddenAt: undefined,
    removedAt: undefined,
    reactions: {},
  }
}

/** Hidden from everybody but its author and the Page. What was hidden and shown in one moment counts as hidden. */
export function isHidden({ hiddenAt, unhiddenAt }: Pick<Entry, 'hiddenAt' | 'unhiddenAt'>): boolean {
  return hiddenAt !== undefined && (unhiddenAt === undefined || hiddenAt >= unhiddenAt)
}
