import type { Act, Moderation } from './act.ts'

/** What each thing that is done in public is called, by people and programs: what an act and its opposite are has a name of its own. */
export const ACT_NAMES = ['reply', 'reply-privately', 'edit', 'remove', 'hide', 'show', 'like', 'unlike', 'block', 'unblock'] as const
export type ActName = (typeof ACT_NAMES)[number]
export type ModerationName = Exclude<ActName, 'reply'>

export function nameOfAct(act: Act): ActName {
  return act.kind === 'say' ? 'reply' : nameOfModeration(act)
}

export function nameOfModeration(act: Moderation): ModerationName {
  switch (act.kind) {
    case 'hide':
      return act.isHidden ? 'hide' : 'show'
    case 'react':
      return act.reaction === undefined ? 'unlike' : 'like'
    case 'block':
      return act.isBlocked ? 'block' : 'unblock'
    case 'say-privately':
      return 'reply-privately'
    case 'edit':
    case 'remove':
      return act.kind
  }
}
