import type { Author, EntryAct } from '../facts/fact.ts'
import { earlierOf, laterOf } from '../facts/time.ts'
import { betterContent, type Content } from './content.ts'
import { withEdit } from './edits.ts'
import type { Dated, Entry, EntryAuthor } from './entry.ts'
import { partsAfter } from './parts-now.ts'
import { laterReaction } from './reactions.ts'

/** News of one entry, with the moment it speaks of. `delivered`: a receipt names it. */
export type EntryNews = (EntryAct | { readonly act: 'delivered' }) & { readonly at: Date; readonly calledAs?: string | undefined }

/**
 * The entry after one more piece of news. Any order and any repetition leads to the same entry: each field is a value with
 * the moment that set it, and moments only move one way. The same object comes back when nothing is new.
 */
export function merge(entry: Entry, news: EntryNews): Entry {
  const merged = { ...entry, calledAs: fullerName(entry.calledAs, news.calledAs), ...changeBy(entry, news) }
  return isSame(entry, merged) ? entry : merged
}

function changeBy(entry: Entry, news: EntryNews): Partial<Entry> {
  const { at } = news
  switch (news.act) {
    case 'added':
      return entry.author?.kind === 'member' ? echoed(entry, at) : written(entry, { ...news, at })
    case 'edited':
      return {
        edits: news.text === undefined ? entry.edits : withEdit(entry.edits, at, news.text),
        partsNow: partsAfter(entry, news.parts && { value: news.parts, at }),
        publishedAt: publishedBy(entry, news),
      }
    case 'removed':
      return { removedAt: earlierOf(entry.removedAt, at) }
    case 'hidden':
      return { hiddenAt: laterOf(entry.hiddenAt, at) }
    case 'unhidden':
      return { unhiddenAt: laterOf(entry.unhiddenAt, at) }
    case 'reacted':
      return { reactions: { ...entry.reactions, [news.by]: laterReaction(entry.reactions[news.by], { value: news.reaction, at }) } }
    case 'delivered':
      return { deliveredAt: earlierOf(entry.deliveredAt, at) }
  }
}

/** Of two names for one thing the longer one tells more; of two as long the greater stands, so that arrival decides nothing. */
function fullerName(before: string | undefined, news: string | undefined): string | undefined {
  if (before === undefined || news === undefined) {
    return before ?? news
  }
  return news.length > before.length || (news.length === before.length && news > before) ? news : before
}

function publishedBy(
  entry: Entry,
  { isPublished, at }: { readonly isPublished?: boolean | undefined; readonly at: Date },
): Date | undefined {
  return isPublished === true ? earlierOf(entry.publishedAt, at) : entry.publishedAt
}

/** What we sent comes back with Facebook's time. Its words are ours already. */
function echoed(entry: Entry, at: Date): Partial<Entry> {
  const echoedAt = earlierOf(entry.echoedAt, at)
  return { echoedAt, writtenAt: echoedAt }
}

type Written = { readonly author: Author; readonly content: Content; readonly isPublished?: boolean | undefined; readonly at: Date }

function written(entry: Entry, news: Written): Partial<Entry> {
  const { author, content, at } = news
  return {
    publishedAt: publishedBy(entry, news),
    author: sameOf(entry.author, authorOf(author)),
    writtenAt: earlierOf(entry.writtenAt, at),
    content: better(entry.content, { value: content, at }),
    ...(author.kind === 'page' ? { echoedAt: earlierOf(entry.echoedAt, at) } : {}),
  }
}

function authorOf(author: Author): EntryAuthor {
  if (author.kind === 'client') {
    const externalId = author.who?.externalId
    return { kind: 'client', ...(externalId === undefined ? {} : { externalId }) }
  }
  return { kind: 'elsewhere', appId: author.appId, appName: author.appName }
}

/** A thing has one author. Where a channel told two, the order of their names decides and not which came first. */
function sameOf(before: EntryAuthor | undefined, news: EntryAuthor): EntryAuthor {
  return before === undefined || nameOf(news) > nameOf(before) ? news : before
}

function nameOf(author: EntryAuthor): string {
  switch (author.kind) {
    case 'elsewhere':
      return `elsewhere ${author.appId ?? ''}`
    case 'client':
      return `client ${author.externalId ?? ''}`
    case 'member':
      return 'member'
  }
}

/**
 * A thing is said once. Where it is told again the better reading stands, and of one as good the first moment, so that arrival decides
 * nothing. The same object comes back where nothing is better.
 */
function better(before: Dated<Content> | undefined, news: Dated<Content>): Dated<Content> {
  if (before === undefined) {
    return news
  }
  const value = betterContent(before.value, news.value)
  const at = news.at < before.at ? news.at : before.at
  return value === before.value && at === before.at ? before : { value, at }
}

/** `reactions` is made anew by each reaction: its members decide. */
function isSame({ reactions, ...entry }: Entry, { reactions: after, ...merged }: Entry): boolean {
  const members = Object.entries(after)
  return isShallowlySame(entry, merged) && members.every(([by, reaction]) => reactions[by] === reaction)
}

function isShallowlySame(one: Readonly<Record<string, unknown>>, other: Readonly<Record<string, unknown>>): boolean {
  return Object.entries(other).every(([key, value]) => one[key] === value)
}
