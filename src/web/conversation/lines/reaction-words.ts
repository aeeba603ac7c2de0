import type { MessageLine } from './line-of.ts'

type Reaction = MessageLine['reactions'][number]

/** The names that Facebook gives to signs (Messenger Platform docs, message_reactions, seen 2026-11). */
const SIGNS: Readonly<Record<string, string>> = {
  smile: '😆',
  angry: '😠',
  sad: '😢',
  wow: '😮',
  love: '❤️',
  like: '👍',
  dislike: '👎',
}

/** A reaction on a bubble, and what somebody hears of it who does not see it. */
export function reactionWords({ by, reaction, emoji }: Reaction, client: string): { readonly shown: string; readonly heard: string } {
  const who = { client, page: 'Page', somebody: '' }[by]
  const sign = emoji ?? (Object.hasOwn(SIGNS, reaction) ? SIGNS[reaction] : undefined)
  const name = reaction === 'other' || reaction === '' ? (sign ?? 'a sign') : reaction
  return {
    shown: `${sign ?? name} ${who}`.trimEnd(),
    heard: `${{ client, page: 'The Page', somebody: 'Somebody' }[by]} reacted with ${name}`,
  }
}
