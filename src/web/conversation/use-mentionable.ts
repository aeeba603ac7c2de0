import { useInfiniteQuery } from '@tanstack/react-query'
import { REACH } from '#domain/conversations/subject.ts'
import { subjectKindOf } from '#domain/tickets/kind.ts'
import { linesQuery, type LinePages } from './conversation-queries.ts'
import type { Mentionable } from './kept-mention.ts'
import type { MessageLine } from './lines/line-of.ts'
import type { TalkByName } from './talk.ts'

/** Who wrote what is answered, or else the newest that a customer wrote; undefined where Facebook tells nobody, or takes no mention. */
export function useMentionable(
  { id, kind, wholePost }: Pick<TalkByName, 'id' | 'kind' | 'wholePost'>,
  answered: MessageLine | undefined,
): Mentionable | undefined {
  // The newest of a whole post may stand in another thread than the answer.
  const canMention = REACH[subjectKindOf(kind)].canMention && (wholePost === null || answered !== undefined)
  const { data } = useInfiniteQuery({ ...linesQuery(id), enabled: canMention && answered === undefined, select: newestWriter })
  if (!canMention) {
    return undefined
  }
  return answered === undefined ? data : mentionableOf(answered)
}

function newestWriter({ pages }: LinePages): Mentionable | undefined {
  const newest = pages[0]?.messages.findLast((line) => line.line === 'customer-message')
  return newest && mentionableOf(newest)
}

function mentionableOf(line: MessageLine): Mentionable | undefined {
  return line.line === 'customer-message' && line.mention !== null ? { lineId: line.id, ...line.mention } : undefined
}
