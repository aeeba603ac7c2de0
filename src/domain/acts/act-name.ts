import type { Act, Moderation } from './act.ts'

/** What each thing that is done in public is called, by people and programs: what an act and its opposite are has a name of its own. */
export const PUBLIC_ACT_NAMES = [
  'reply',
  'reply-privately',
  'edit',
  'remove',
  'hide',
  'show',
  'like',
  'unlike',
  'block',
  'unblock',
] as const
export type PublicActName = (typeof PUBLIC_ACT_NAMES)[number]

/** The same of all that is done. */
export const ACT_NAMES = [...PUBLIC_ACT_NAMES, 'react', 'unreact'] as const
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
      return nameOfReaction(act)
    case 'block':
      return act.isBlocked ? 'block' : 'unblock'
    case 'say-privately':
      return 'reply-privately'
    case 'edit':
    case 'remove':
      return act.kind
  }
}

function nameOfReaction({ reaction, isPrivate }: Extract<Moderation, { readonly kind: 'react' }>): ModerationName {
  const [given, takenBack] = isPrivate ? (['react', 'unreact'] as const) : (['like', 'unlike'] as const)
  return reaction === undefined ? takenBack : given
}
