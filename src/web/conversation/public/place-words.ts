import { REACH } from '#domain/conversations/subject.ts'
import { subjectKindOf } from '#domain/tickets/kind.ts'
import { shortName } from '../../clients/client-name.ts'
import type { Answering } from '../threads-of.ts'
import type { Talk, TalkByName } from '../talk.ts'

/** Everybody on Facebook reads what is said there. */
export function isPublic({ kind }: Pick<Talk, 'kind'>): boolean {
  return REACH[subjectKindOf(kind)].isPublic
}

/** Whether the customer must have written lately for us to be allowed to. */
export function hasWindow({ kind }: Pick<Talk, 'kind'>): boolean {
  return REACH[subjectKindOf(kind)].hasWindow
}

/** What a ticket is about, before the name of the Page: "Comment, Lindqvist Cycles". */
const KIND_WORDS: Readonly<Record<Talk['kind'], string>> = {
  direct: 'Messenger',
  comment: 'Comment',
  post: 'Post on the Page',
  mention: 'Mention',
  review: 'Review',
  website: 'Website',
}

export function kindWords({ kind, wholePost }: Pick<Talk, 'kind' | 'wholePost'>): string {
  return wholePost === null ? KIND_WORDS[kind] : 'All comments under a post'
}

/** Where a public answer will stand. `answering`: in a ticket of a whole post the comment that is answered. */
export function destinationWords({ kind, client }: Pick<TalkByName, 'kind' | 'client'>, answering?: Pick<Answering, 'name'>): string {
  const named = answering ?? client
  const whose = named.name === null ? 'this' : `${shortName(named)}’s`
  switch (kind) {
    case 'comment':
      return `Under ${whose} comment.`
    case 'post':
      return `Under ${whose} post.`
    case 'mention':
      return `Under what ${client.name === null ? 'this person' : shortName(client)} wrote about the Page.`
    case 'review':
      return `Under ${whose} review.`
    case 'direct':
    case 'website':
      return ''
  }
}
