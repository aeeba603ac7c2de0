import type { Author, EntryAct } from '../facts/fact.ts'
import { earlierOf, laterOf } from '../facts/time.ts'
import { betterContent, type Content } from './content.ts'
import type { Dated, Entry, EntryAuthor } from './entry.ts'

/** News of one entry, with the moment it speaks of. `delivered`: a receipt names it. */
export type EntryNews = (EntryAct | { readonly act: 'delivered' }) & { readonly at: Date }

/**
 * The entry after one more piece of news. Any order and any repetition leads to the same entry: each field is a value with
 * the moment that set it, and moments only move one way. The same object comes back when nothing is new.
 */
export function merge(entry: Entry, news: EntryNews): Entry {
  const merged = { ...entry, ...changeBy(entry, news) }
  return isSame(entry, merged) ? entry : merged
}

function changeBy(entry: Entry, news: EntryNews): Partial<Entry> {
  const { at } = news
  switch (news.act) {
    case 'added':
      return entry.author?.kind === 'member' ? echoed(entry, at) : written(entry, { author: news.author, content: news.content, at })
    case 'edited':
      return { content: later(entry.content, { value: news.content, at }, betterContent) }
    case 'removed':
      return { removedAt: earlierOf(entry.removedAt, at) }
    case 'hidden':
      return { hiddenAt: laterOf(entry.hiddenAt, at) }
    case 'unhidden':
      return { unhiddenAt: laterOf(entry.unhiddenAt, at) }
    case 'reacted':
      return { reactions: { ...entry.reactions, [news.by]: later(entry.reactions[news.by], { value: news.reaction, at }, greaterText) } }
    case 'delivered':
      return { deliveredAt: earlierOf(entry.deliveredAt, at) }
  }
}

/** What we sent comes back with Facebook's time. Its words are ours already. */
function echoed(entry: Entry, at: Date): Partial<Entry> {
  const echoedAt = earlierOf(entry.echoedAt, at)
  return { echoedAt, writtenAt: echoedAt }
}

type Written = { readonly author: Author; readonly content: Content; readonly at: Date }

function written(entry: Entry, { author, content, at }: Written): Partial<Entry> {
  return {
    author: sameOf(entry.author, authorOf(author)),
    writtenAt: earlierOf(entry.writtenAt, at),
    content: later(entry.content, { value: content, at }, betterContent),
    ...(author.kind === 'page' ? { echoedAt: earlierOf(entry.echoedAt, at) } : {}),
  }
}

function authorOf(author: Author): EntryAuthor {
  return author.kind === 'client' ? author : { kind: 'elsewhere', appId: author.appId, appName: author.appName }
}

/** A thing has one author. Where a channel told two, the order of their names decides and not which came first. */
function sameOf(before: EntryAuthor | undefined, news: EntryAuthor): EntryAuthor {
  return before === undefined || nameOf(news) > nameOf(before) ? news : before
}

function nameOf(author: EntryAuthor): string {
  return author.kind === 'elsewhere' ? `elsewhere ${author.appId ?? ''}` : author.kind
}

/** The later value; of two told of one moment the one that `ofOneMoment` prefers, so that arrival decides nothing. */
function later<T>(before: Dated<T> | undefined, news: Dated<T>, ofOneMoment: (one: T, other: T) => T): Dated<T> {
  if (before === undefined || news.at > before.at) {
    return news
  }
  const isOfOneMoment = news.at.getTime() === before.at.getTime()
  return isOfOneMoment && ofOneMoment(before.value, news.value) !== before.value ? news : before
}

function greaterText(one: string | undefined, other: string | undefined): string | undefined {
  return (one ?? '') >= (other ?? '') ? one : other
}

/** `reactions` is made anew by each reaction: its members decide. */
function isSame({ reactions, ...entry }: Entry, { reactions: after, ...merged }: Entry): boolean {
  const members = Object.entries(after)
  return isShallowlySame(entry, merged) && members.every(([by, reaction]) => reactions[by] === reaction)
}

function isShallowlySame(one: Readonly<Record<string, unknown>>, other: Readonly<Record<string, unknown>>): boolean {
  return Object.entries(other).every(([key, value]) => one[key] === value)
}
