import { MESSAGE_FILES, ONE_PICTURE, type FileRule } from '../files/outgoing-file.ts'

/** What a conversation is about. A ticket is work on one conversation, and a conversation has one subject. */
export type Subject =
  /** Private messages between one person and the channel. */
  | { readonly kind: 'direct'; readonly personId: string }
  /** One comment under a post of the Page's, with its answers. */
  | { readonly kind: 'comments'; readonly postId: string; readonly rootId: string }
  /** All threads under a post of the Page's, where one ticket holds them. Nothing is said in it itself: each thread is a conversation of its own. */
  | WholePost
  /** A post. With what is said under it, where a visitor wrote it: under the Page's own each thread is a conversation. */
  | { readonly kind: 'post'; readonly postId: string }
  | { readonly kind: 'mention'; readonly entryId: string }
  | { readonly kind: 'review'; readonly storyId: string }
  | { readonly kind: 'website'; readonly visitorId: string }

export type WholePost = { readonly kind: 'whole-post'; readonly postId: string }

export type SubjectKind = Subject['kind']

/** What one may ask a channel to do in a conversation. */
export type ActKind = 'say' | 'say-privately' | 'edit' | 'remove' | 'hide' | 'react' | 'block'

type Reach = {
  readonly isPublic: boolean
  /** Whether the customer must have written lately for us to be allowed to. */
  readonly hasWindow: boolean
  readonly hasReceipts: boolean
  readonly acts: readonly ActKind[]
  /** Whether what we say can name who wrote there, so that the channel tells them (Comments and @mentions, Pages API, 2026-04). */
  readonly canMention: boolean
  /** Whether what we say can name a message that it replies to (`reply_to`, Messenger Platform changelog, 2025-07). */
  readonly canQuote: boolean
  /** Whether what we say can offer something to tap: answers, buttons, cards. */
  readonly canOffer: boolean
  /** Which files may be said there; undefined: none. */
  readonly files: FileRule | undefined
}

const PUBLIC = { isPublic: true, hasWindow: false, hasReceipts: false, canQuote: false, canOffer: false, files: ONE_PICTURE } as const
const MODERATED = ['say', 'say-privately', 'edit', 'remove', 'hide', 'react', 'block'] as const

/** What may be done in each kind of conversation. Whoever must know reads this table; no `if` on a kind stands elsewhere. */
export const REACH: Readonly<Record<SubjectKind, Reach>> = {
  direct: {
    isPublic: false,
    hasWindow: true,
    hasReceipts: true,
    acts: ['say', 'react'],
    canMention: false,
    canQuote: true,
    canOffer: true,
    files: MESSAGE_FILES,
  },
  comments: { ...PUBLIC, acts: MODERATED, canMention: true },
  'whole-post': { ...PUBLIC, acts: MODERATED, canMention: true },
  post: { ...PUBLIC, acts: MODERATED, canMention: true },
  mention: { ...PUBLIC, acts: ['say', 'react'], canMention: false },
  review: { ...PUBLIC, acts: ['say', 'react'], canMention: false },
  website: {
    isPublic: false,
    hasWindow: false,
    hasReceipts: true,
    acts: ['say', 'edit', 'remove', 'react'],
    canMention: false,
    canQuote: false,
    canOffer: false,
    files: undefined,
  },
}

/** One text for one subject: by it the database keeps a conversation once in a channel. */
export function subjectKey(subject: Subject): string {
  return `${subject.kind === 'whole-post' ? 'comments' : subject.kind}:${nameWithin(subject)}`
}

function nameWithin(subject: Subject): string {
  switch (subject.kind) {
    case 'direct':
      return subject.personId
    case 'comments':
      return `${subject.postId}/${subject.rootId}`
    case 'whole-post':
      // Before its threads, in the order in which all lock them.
      return `${subject.postId}/`
    case 'post':
      return subject.postId
    case 'mention':
      return subject.entryId
    case 'review':
      return subject.storyId
    case 'website':
      return subject.visitorId
  }
}

/** The whole post that a thread is part of, by the key of the thread; undefined of all else. */
export function wholePostOf(key: string): WholePost | undefined {
  const postId = /^comments:(.*)\/[^/]+$/su.exec(key)?.[1]
  return postId === undefined ? undefined : { kind: 'whole-post', postId }
}

/** Whom a channel does not name is whoever said that one thing, and nobody else. */
export function unnamedAuthor({ thing, externalId }: { readonly thing: string; readonly externalId: string }): string {
  return `unnamed:${thing}:${externalId}`.slice(0, LONGEST_NAME)
}

const LONGEST_NAME = 100

/** As whom a channel knows somebody. */
export type Identity = { readonly kind: 'person' | 'author' | 'visitor'; readonly externalId: string }

/** Whose conversation it is, where the subject is somebody; else whoever speaks in it first is its client. */
export function somebodyIn(subject: Subject): Identity | undefined {
  switch (subject.kind) {
    case 'direct':
      return { kind: 'person', externalId: subject.personId }
    case 'website':
      return { kind: 'visitor', externalId: subject.visitorId }
    case 'comments':
    case 'whole-post':
    case 'post':
    case 'mention':
    case 'review':
      return undefined
  }
}
