import type { QueryKey } from '@tanstack/react-query'
import type { LiveEvent, ThreadNews as WholeThread } from '#api/events/contract.ts'
import type { EventOf } from '#domain/events.ts'
import { keys } from '../api/query-client.ts'
import type { Ticket } from '../api/types.ts'
import { isPublic } from '../conversation/public/place-words.ts'
import type { ThreadPages } from '../posts/thread-pages.ts'
import { patch, type Held, type Stale } from './held.ts'
import { beginThread, placeThread, placeWhole, type ThreadNews } from './place-threads.ts'

/** What is counted of all that everybody reads, for the desk alone can. */
const COUNTED: Stale = [keys.postLists, keys.allPublicCounts, keys.allReviewMonths]

/**
 * A ticket tells what is said in it. A thread that is held is changed where it stands; one that has just begun stands before all others; of another
 * the desk knows the place.
 */
export function hearThreadOfTicket(held: Held, news: ThreadNews): Stale {
  const { ticket, lines } = news
  if (ticket !== undefined && !isPublic(ticket)) {
    return []
  }
  const threads = patch<ThreadPages>(held, keys.threads, (pages, key) => {
    if (ticket?.wholePost) {
      return listOf(key).couldHold(placeOf(ticket)) ? 'untold' : pages
    }
    const placed = placeThread(pages, news)
    if (placed !== 'untold') {
      return placed
    }
    const list = listOf(key)
    const isElsewhere = lines.length === 0 || ticket === undefined || !list.couldHold(placeOf(ticket))
    return isElsewhere ? pages : list.isNewestFirst ? beginThread(pages, news) : placed
  })
  return ticket === undefined ? threads : [...threads, ...countedWith(placeOf(ticket))]
}

/** A thread as it stands now, whole. Where it is gone, what is held is fetched: nobody tells which of them it was. */
export function hearThread(held: Held, { thread }: EventOf<'thread.changed', LiveEvent>): Stale {
  if (thread === undefined) {
    return []
  }
  if (thread === null) {
    return [keys.threads, ...COUNTED]
  }
  const threads = patch<ThreadPages>(held, keys.threads, (pages, key) => {
    const list = listOf(key)
    return placeWhole(pages, thread, list.couldHold(thread) ? list : undefined)
  })
  return [...threads, ...countedWith(thread)]
}

/** What tells how much is said there: a post tells it of itself, too. */
function countedWith({ postId, channel }: Where): Stale {
  return postId === null ? COUNTED : [...COUNTED, keys.post(channel.id, postId)]
}

type Where = Pick<WholeThread, 'kind' | 'postId'> & { readonly channel: { readonly id: string } }

/** Which threads a held list has, and whether they stand as they came, none left out. */
type ThreadList = { readonly isNewestFirst: boolean; readonly couldHold: (where: Where) => boolean }

const KIND_OF_TAB: Readonly<Record<string, WholeThread['kind']>> = {
  'visitor-posts': 'visitor-post',
  mentions: 'mention',
  reviews: 'review',
}

type Asked = { readonly channelId?: string; readonly having?: string; readonly sort?: string }

/** By the keys `saidInPublic` and `threadsOfPost`. */
function listOf([, , tabOrChannel, askedOrPost, having]: QueryKey): ThreadList {
  const kindOfTab = KIND_OF_TAB[String(tabOrChannel)]
  if (kindOfTab === undefined) {
    return {
      isNewestFirst: having === undefined,
      couldHold: ({ channel, postId }) => tabOrChannel === channel.id && askedOrPost === postId,
    }
  }
  const asked = askedOrPost as Asked
  return {
    isNewestFirst: asked.having === undefined && asked.sort === 'newest',
    couldHold: ({ channel, kind }) => kind === kindOfTab && (asked.channelId ?? channel.id) === channel.id,
  }
}

const KIND_OF_TICKET: Readonly<Partial<Record<Ticket['kind'], WholeThread['kind']>>> = {
  post: 'visitor-post',
  mention: 'mention',
  review: 'review',
}

function placeOf({ kind, postId, channel }: Ticket): Where {
  return { kind: KIND_OF_TICKET[kind] ?? 'comments', postId, channel }
}
