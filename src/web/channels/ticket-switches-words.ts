import { IconArticle, IconAt, IconMessage2, IconStar, type Icon } from '@tabler/icons-react'
import { COUNT_UP_TO } from '#domain/tickets/folder.ts'
import type { CommentTickets, TicketSwitch } from '../api/types.ts'
import { sentenceTime } from '../ui/format-time.ts'

type KindWords = { readonly name: string; readonly what: string; readonly icon: Icon; readonly one: string; readonly many: string }

export const KIND_WORDS: Readonly<Record<TicketSwitch['kind'], KindWords>> = {
  comment: {
    name: 'Comments',
    what: 'What people write under your posts, ads and reels.',
    icon: IconMessage2,
    one: '1 comment thread',
    many: 'comment threads',
  },
  post: {
    name: 'Visitor posts',
    what: 'What other people post on your Page, with the comments below it.',
    icon: IconArticle,
    one: '1 visitor post',
    many: 'visitor posts',
  },
  mention: {
    name: 'Mentions',
    what: 'Posts and comments elsewhere that name your Page.',
    icon: IconAt,
    one: '1 mention',
    many: 'mentions',
  },
  review: {
    name: 'Reviews',
    what: 'Recommendations and stars, with what is written below them.',
    icon: IconStar,
    one: '1 review',
    many: 'reviews',
  },
}

type ChoiceWords = { readonly name: string; readonly what: string }

export const COMMENT_TICKETS_WORDS: Readonly<Record<CommentTickets['onePer'], ChoiceWords>> = {
  thread: { name: 'One ticket per comment thread', what: 'Each person’s question is answered on its own.' },
  post: { name: 'One ticket per post', what: 'For small Pages: everything under a post is in one place, whoever wrote it.' },
}

/** Who chose last, and when; undefined where nobody has, or while the desk has not said yet. */
export function choiceWords({ changedAt, changedBy }: CommentTickets, now: Date): string | undefined {
  return changedAt === null ? undefined : `Chosen${changedBy === null ? '' : ` by ${changedBy}`} ${sentenceTime(new Date(changedAt), now)}.`
}

/** Who turned it last, and when: "Turned off by Maja Holm today 14:10." Undefined where nobody has, or while the desk has not said yet. */
export function stateWords({ isOn, changedAt, changedBy }: TicketSwitch, now: Date): string | undefined {
  if (changedAt === null) {
    return undefined
  }
  const who = changedBy === null ? '' : ` by ${changedBy}`
  return `Turned ${isOn ? 'on' : 'off'}${who} ${sentenceTime(new Date(changedAt), now)}.`
}

/** How many wait without a ticket, and what becomes of them; undefined where nobody does. */
export function waitingWords({ kind, isOn, waitingCount }: TicketSwitch): string | undefined {
  if (waitingCount === 0) {
    return undefined
  }
  const { one, many } = KIND_WORDS[kind]
  const isOne = waitingCount === 1
  const number = waitingCount < COUNT_UP_TO ? waitingCount.toLocaleString('en') : `${COUNT_UP_TO.toLocaleString('en')} or more`
  const who = isOne ? one : `${number} ${many}`
  if (isOn) {
    return `${who} ${isOne ? 'is' : 'are'} becoming ${isOne ? 'a ticket' : 'tickets'}.`
  }
  return `${who} ${isOne ? 'stands' : 'stand'} unanswered without a ticket. Turn this on, and ${isOne ? 'it becomes a ticket' : 'each becomes a ticket'}.`
}
