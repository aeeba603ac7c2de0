import type { ActKind } from '../conversations/subject.ts'
import type { OutgoingFile } from '../files/outgoing-file.ts'
import type { Words } from '../entries/mention.ts'
import type { Offer } from '../offers/offer.ts'
import type { ContentKind } from '../messaging-policy/content-kind.ts'
import type { SaidTemplate } from '../templates/message-template.ts'
import type { OtherMode, ReplyMode } from '../messaging-policy/reply-mode.ts'

/** Something that the desk asks of a channel. What may be asked for where is told by REACH. All but `say` are done to an entry. */
export type Act =
  /** Words, files, or both. `mode`: as what it was asked for, where that is not `response`. `template`: of which the words are made. `offer`: what can be tapped. `repliesTo`: the channel's name for the message that it quotes. */
  | ({
      readonly kind: 'say'
      readonly files?: readonly OutgoingFile[] | undefined
      readonly mode?: OtherMode
      readonly template?: SaidTemplate
      readonly offer?: Offer
      readonly repliesTo?: string
    } & Words)
  /** A private message to whoever wrote the entry. */
  | { readonly kind: 'say-privately'; readonly text: string }
  /** New words for what we said. */
  | ({ readonly kind: 'edit' } & Words)
  | { readonly kind: 'remove' }
  | { readonly kind: 'hide'; readonly isHidden: boolean }
  /** In public `like`; upon a private message an emoji, in place of the one before. Undefined: taken back. */
  | { readonly kind: 'react'; readonly reaction: string | undefined; readonly isPrivate?: true }
  /** Keeps whoever wrote the entry from saying anything to the channel, in public or in private; or lets them in again. */
  | { readonly kind: 'block'; readonly isBlocked: boolean }

/** As what it is to be said. */
export function modeOf(act: Act): ReplyMode {
  return act.kind === 'say' && act.mode !== undefined ? act.mode : 'response'
}

/** What it says. */
export function contentKindOf(act: Act): ContentKind {
  if (act.kind !== 'say') {
    return 'text'
  }
  if (act.template !== undefined) {
    return 'template'
  }
  return act.offer?.kind ?? (act.files?.length ? 'files' : 'text')
}

/** An act upon an entry. */
export type Moderation = Exclude<Act, { readonly kind: 'say' }>

/** Whether it may be asked for again when nobody knows whether it was done: done twice it is as done once. */
export const IS_SAFE_TO_REPEAT: Readonly<Record<ActKind, boolean>> = {
  say: false,
  'say-privately': false,
  edit: true,
  remove: true,
  hide: true,
  react: true,
  block: true,
}
