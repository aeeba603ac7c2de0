import type { ImportDays } from '#domain/channels/history-import.ts'
import type { HistoryImport } from '../api/types.ts'

/** "last 30 days" */
export function lastDays(days: ImportDays): string {
  return `last ${days} days`
}

/** What a choice is good for. */
export const DAYS_WORDS: Readonly<Record<ImportDays, string>> = {
  7: 'Done soonest. Enough to see what was discussed last.',
  30: 'Most customers who come back wrote within this time.',
  90: 'Takes longest: on a busy Page several hours.',
}

type Counts = Pick<HistoryImport, 'conversations' | 'messages' | 'comments' | 'posts'>

/** "1,204 conversations, 2,910 comments"; undefined where there was nothing. */
export function broughtWords({ conversations, messages, comments, posts }: Counts): string | undefined {
  const inPrivate = conversations === 0 ? undefined : `${some(conversations, 'conversation')} with ${some(messages, 'message')}`
  const parts = [inPrivate, comments === 0 ? undefined : some(comments, 'comment'), posts === 0 ? undefined : some(posts, 'post')]
  const told = parts.filter((part) => part !== undefined)
  return told.length === 0 ? undefined : told.join(', ')
}

function some(count: number, what: string): string {
  return `${count.toLocaleString('en')} ${count === 1 ? what : `${what}s`}`
}

/** Where an import is, in a line. */
export function stageWords({ state, list }: Pick<HistoryImport, 'state' | 'list'>): string {
  switch (state) {
    case 'paused':
      return 'Paused. It goes on where it stopped.'
    case 'resting':
      return 'Waits until the Page is connected and switched on again. It goes on by itself.'
    case 'running':
      return list === 'messages' ? 'Reading private messages, the newest first.' : 'Private messages are done. Reading posts and comments.'
  }
}

/** What Facebook shows of no more than that it is there; undefined where that is nothing. */
export function untoldWords(untold: number): string | undefined {
  const are = untold === 1 ? 'it is' : 'they are'
  return untold === 0
    ? undefined
    : `Of ${untold.toLocaleString('en')} more Facebook shows only that ${are} there: it gives programs the newest 20 messages of a conversation.`
}
