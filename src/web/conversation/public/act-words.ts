import type { ActUpon } from '#api/conversation/contract.ts'
import type { ActName } from '#domain/acts/act-name.ts'
import { resultOf } from '#domain/acts/result.ts'

type Wording = { readonly doing: string; readonly done: string; readonly not: string }

/** What was asked of Facebook, while it waits, once it is done, and when it is not. */
export const PUBLIC_ACT_WORDS: Readonly<Record<ActName, Wording>> = {
  reply: { doing: 'Posting…', done: 'Posted', not: 'Not posted' },
  hide: { doing: 'Hiding…', done: 'Hidden', not: 'Not hidden' },
  show: { doing: 'Showing again…', done: 'Shown again', not: 'Not shown again' },
  remove: { doing: 'Deleting…', done: 'Deleted', not: 'Not deleted' },
  like: { doing: 'Liking…', done: 'Liked', not: 'Not liked' },
  unlike: { doing: 'Taking the like back…', done: 'Like taken back', not: 'Like not taken back' },
  edit: { doing: 'Editing…', done: 'Edited', not: 'Not edited' },
  'reply-privately': { doing: 'Replying privately…', done: 'Replied privately', not: 'Not replied privately' },
}

export type ActWords = { readonly tone: 'plain' | 'bad' | 'warn'; readonly words: string }

/** What became of an act, in one line; who did it is told of what is done. */
export function actWords({ act, state, by }: Pick<ActUpon, 'act' | 'state' | 'by'>): ActWords {
  const { doing, done, not } = PUBLIC_ACT_WORDS[act]
  const who = by.name === null ? '' : ` by ${by.name}`
  switch (state) {
    case 'queued':
    case 'sending':
      return { tone: 'plain', words: doing }
    case 'failed':
      return { tone: 'bad', words: not }
    case 'unconfirmed':
      return { tone: 'warn', words: `${done}, perhaps: Facebook did not answer` }
    case 'sent':
    case 'delivered':
    case 'read':
      return { tone: 'plain', words: `${done}${who}` }
  }
}

/**
 * Those worth a line: the last of each kind, a thing and its opposite being one kind. Of private replies the one that was sent: Facebook takes one, and
 * that it was may turn out after a colleague tried again and was refused.
 */
export function standingActs(acts: readonly ActUpon[]): readonly ActUpon[] {
  const sent = acts.find(({ act, state }) => act === 'reply-privately' && resultOf(state) === 'done')
  const last = new Map([...acts, ...(sent ? [sent] : [])].map((act) => [KINDS[act.act], act]))
  return [...last.values()].filter(({ act, state }) => !(isUndoing(act) && state === 'sent'))
}

const KINDS: Readonly<Record<ActUpon['act'], string>> = {
  hide: 'hide',
  show: 'hide',
  remove: 'remove',
  like: 'like',
  unlike: 'like',
  edit: 'edit',
  'reply-privately': 'reply-privately',
}

function isUndoing(act: ActUpon['act']): boolean {
  return act === 'show' || act === 'unlike'
}
