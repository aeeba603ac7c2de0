import { IconNews, IconTemplate, IconUserCheck, type Icon } from '@tabler/icons-react'
import type { OtherMode, ReplyMode } from '#domain/messaging-policy/reply-mode.ts'

type ModeWords = {
  readonly icon: Icon
  /** On the button that unlocks it for one message. */
  readonly unlock: string
  /** On the button that sends it. */
  readonly send: string
  /** At the line. */
  readonly mark: string
}

export const MODE_WORDS: Readonly<Record<OtherMode, ModeWords>> = {
  'human-agent': { icon: IconUserCheck, unlock: 'Reply as human agent', send: 'Send as human agent', mark: 'As human agent' },
  news: { icon: IconNews, unlock: 'Write news', send: 'Send as news', mark: 'As news' },
  utility: { icon: IconTemplate, unlock: 'Use a template', send: 'Send template', mark: 'By a template' },
}

/** Facebook's rule for news, as whoever sends one confirms it each time. */
export const NEWS_RULE = 'No promotion, no marketing, no special offers.'

/** Facebook's rule for human agents, about the question of whoever is called so. */
export function humanAgentRule(who: string): string {
  return `Typed by you, about ${who}’s question, no offers.`
}

/** What the command is told of the mode; news are sent by those alone who confirmed their rule. */
export function modeWish(mode: ReplyMode | undefined): { readonly mode?: ReplyMode; readonly confirmsNewsRule?: true } {
  if (mode === undefined) {
    return {}
  }
  return mode === 'news' ? { mode, confirmsNewsRule: true } : { mode }
}
