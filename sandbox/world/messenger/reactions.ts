import type { Reaction } from './thread.ts'

/** The names that `message_reactions` knows, each with the emoji it stands for; every other emoji is `other`. */
const EMOJI: Readonly<Record<string, string>> = {
  smile: '😆',
  angry: '😠',
  sad: '😢',
  wow: '😮',
  love: '❤️',
  like: '👍',
  dislike: '👎',
}

/** A reaction by its name or by its emoji (Messenger Platform docs, message_reactions). */
export function reactionOf(nameOrEmoji: string): Reaction {
  const emoji = EMOJI[nameOrEmoji]
  if (emoji !== undefined) {
    return { reaction: nameOrEmoji, emoji }
  }
  const known = Object.entries(EMOJI).find(([, each]) => withoutVariation(each) === withoutVariation(nameOrEmoji))
  return { reaction: known?.[0] ?? 'other', emoji: known?.[1] ?? nameOrEmoji }
}

/** ❤ and ❤️ are one emoji, with and without the sign that asks for colour. */
function withoutVariation(emoji: string): string {
  return emoji.replaceAll('\u{fe0f}', '')
}
