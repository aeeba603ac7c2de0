import type { ActUpon } from '#api/conversation/contract.ts'
import type { ActName } from '#domain/acts/act-name.ts'
import { resultOf } from '#domain/acts/result.ts'
import { doubtInShort } from '../lines/failure-words.ts'
import type { MessageLine } from '../lines/line-of.ts'

type Wording = { readonly doing: string; readonly done: string; readonly not: string }

/** What was asked of Facebook, while it waits, once it is done, and when it is not. */
export const PUBLIC_ACT_WORDS: Readonly<Record<ActName, Wording>> = {
  reply: { doing: 'Posting…', done: 'Posted', not: 'Not posted' },
  hide: { doing: 'Hiding…', done: 'Hidden', not: 'Not hidden' },
  show: { doing: 'Showing again…', done: 'Shown again', not: 'Not shown again' },
  remove: { doing: 'Deleting…', done: 'Deleted', not: 'Not deleted' },
  like: { doing: 'Liking…', done: 'Liked', not: 'Not liked' },
  unlike: { doing: 'Unliking…', done: 'Unliked', not: 'Not unliked' },
  block: { doing: 'Blocking the author…', done: 'Author blocked on this Page', not: 'Author not blocked' },
  unblock: { doing: 'Unblocking the author…', done: 'Author unblocked', not: 'Author not unblocked' },
  edit: { doing: 'Editing…', done: 'Edited', not: 'Not edited' },
  'reply-privately': { doing: 'Replying privately…', done: 'Replied privately', not: 'Not replied privately' },
  react: { doing: 'Reacting…', done: 'Reacted', not: 'Reaction not sent' },
  unreact: { doing: 'Taking the reaction back…', done: 'Reaction taken back', not: 'Reaction not taken back' },
}

export type ActWords = { readonly tone: 'plain' | 'bad' | 'warn'; readonly words: string }

/** What became of an act, in one line; who did it is told of what is done. */
export function actWords({ act, state, by, failure }: Pick<ActUpon, 'act' | 'state' | 'by' | 'failure'>): ActWords {
  const { doing, done, not } = PUBLIC_ACT_WORDS[act]
  const who = by.name === null ? '' : ` by ${by.name}`
  switch (state) {
    case 'queued':
    case 'sending':
      return { tone: 'plain', words: doing }
    case 'failed':
      return { tone: 'bad', words: not }
    case 'unconfirmed':
      return { tone: 'warn', words: `${done}, perhaps: ${doubtInShort(failure)}` }
    case 'sent':
    case 'delivered':
    case 'read':
      return { tone: 'plain', words: `${done}${who}` }
  }
}

/** Whether somebody has to look after it: it was not done, or nobody knows, and nobody set it aside. */
export function needsAttention({ state, setAside }: Pick<ActUpon, 'state' | 'setAside'>): boolean {
  return (state === 'failed' || state === 'unconfirmed') && setAside === null
}

/** An act worth a line; `since`: what became of it afterwards, not from this desk. */
export type StandingAct = { readonly done: ActUpon; readonly since: string | undefined }

type Acted = { readonly isAuthorBlocked?: boolean | null } & Pick<MessageLine, 'acts' | 'isHidden' | 'reactions' | 'takenBackAt'>

/**
 * Those worth a line: the last of each kind, a thing and its opposite being one kind. What was undone on Facebook itself, Facebook does not tell by
 * whom. Of private replies the one that was sent: Facebook takes one, and that it was may turn out after a colleague tried again and was refused.
 */
export function standingActs(line: Acted): readonly StandingAct[] {
  const sent = line.acts.find(({ act, state }) => act === 'reply-privately' && resultOf(state) === 'done')
  const last = new Map([...line.acts, ...(sent ? [sent] : [])].map((act) => [KINDS[act.act], act]))
  return [...last.values()]
    .filter(({ act, state }) => !(isUndoing(act) && state === 'sent'))
    .map((done) => ({ done, since: undoneWords(done, line) }))
}

function undoneWords({ act, state }: ActUpon, { isHidden, reactions, takenBackAt, isAuthorBlocked }: Acted): string | undefined {
  if (state === 'sent' && act === 'block' && isAuthorBlocked === false) {
    return 'Since then the author was unblocked.'
  }
  if (state !== 'sent' || takenBackAt !== null) {
    return undefined
  }
  if (act === 'hide' && !isHidden) {
    return 'Since then it was shown again on Facebook itself.'
  }
  if (act === 'like' && !reactions.some(({ by }) => by === 'page')) {
    return 'Since then it was unliked on Facebook itself.'
  }
  return undefined
}

const KINDS: Readonly<Record<ActUpon['act'], string>> = {
  hide: 'hide',
  show: 'hide',
  remove: 'remove',
  like: 'like',
  unlike: 'like',
  block: 'block',
  unblock: 'block',
  edit: 'edit',
  'reply-privately': 'reply-privately',
  react: 'react',
  unreact: 'react',
}

function isUndoing(act: ActUpon['act']): boolean {
  return act === 'show' || act === 'unlike' || act === 'unblock' || act === 'unreact'
}
