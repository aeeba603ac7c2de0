import type { PublicActName } from '#domain/acts/act-name.ts'
import type { ActResult } from '#domain/acts/result.ts'
import { PUBLIC_ACT_WORDS } from '../conversation/public/act-words.ts'
import type { LogEntry } from '../api/types.ts'

export const ACT_TITLES: Readonly<Record<PublicActName, string>> = {
  reply: 'Reply',
  'reply-privately': 'Private reply',
  edit: 'Edit',
  remove: 'Delete',
  hide: 'Hide',
  show: 'Show again',
  like: 'Like',
  unlike: 'Unlike',
  block: 'Block author',
  unblock: 'Unblock author',
}

export const RESULT_TITLES: Readonly<Record<ActResult, string>> = {
  done: 'done',
  refused: 'refused',
  waiting: 'waiting',
  unsure: 'not confirmed',
}

const THINGS: Readonly<Record<string, string>> = { comment: 'Comment', post: 'Post', mention: 'Mention', review: 'Review' }

/** To what it was done: "Comment by Ola Ørsted", "Our reply". */
export function onWords({ target }: Pick<LogEntry, 'target'>): string {
  if (target === null) {
    return 'Not known yet'
  }
  const thing = THINGS[target.thing] ?? 'Message'
  if (target.author === null || target.author.kind === 'client') {
    return `${thing} by ${target.author?.name ?? 'somebody whom Facebook does not name'}`
  }
  return target.thing === 'comment' ? 'Our reply' : `Our ${thing.toLowerCase()}`
}

/** Which entry a button opens, for whoever hears it without the row: "The whole entry: Hide, Comment by Ola Ørsted, today 14:10". */
export function entryWords({ act, target }: Pick<LogEntry, 'act' | 'target'>, when: string): string {
  return `The whole entry: ${ACT_TITLES[act]}, ${onWords({ target })}, ${when}`
}

/** What became of it, in a few words; why, where it was not done. */
export function resultWords({ act, result, explanation }: Pick<LogEntry, 'act' | 'result' | 'explanation'>): string {
  const { doing, done, not } = PUBLIC_ACT_WORDS[act]
  switch (result) {
    case 'done':
      return done
    case 'waiting':
      return `${doing} ${explanation ?? ''}`.trim()
    case 'refused':
      return `${not}. ${explanation ?? ''}`.trim()
    case 'unsure':
      return `${done}, perhaps. ${explanation ?? ''}`.trim()
  }
}

/** Above the words as they stood before. */
export function wordsBefore(act: PublicActName): string {
  switch (act) {
    case 'remove':
      return 'Text that was deleted'
    case 'edit':
      return 'Text before'
    case 'reply':
    case 'reply-privately':
      return 'Text that was answered'
    case 'hide':
    case 'show':
    case 'like':
    case 'unlike':
    case 'block':
    case 'unblock':
      return 'Text'
  }
}

/** Above what we wrote. */
export function newWordsTitle(act: PublicActName): string {
  return act === 'edit' ? 'Text after' : ACT_TITLES[act]
}
