import { REACH } from '#domain/conversations/subject.ts'
import { subjectKindOf } from '#domain/tickets/kind.ts'
import { shortName } from '../../clients/client-name.ts'
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
export const KIND_WORDS: Readonly<Record<Talk['kind'], string>> = {
  direct: 'Messenger',
  comment: 'Comment',
  post: 'Post on the Page',
  mention: 'Mention',
  review: 'Review',
  website: 'Website',
}

/** Where a public answer will stand. */
export function destinationWords({ kind, client }: Pick<TalkByName, 'kind' | 'client'>): string {
  const whose = client.name === null ? 'this' : `${shortName(client)}’s`
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
