import { DeskError } from '#domain/errors.ts'
import type { ReplyMode } from '#domain/messaging-policy/reply-mode.ts'

type Wish = { readonly mode: ReplyMode; readonly confirmsNewsRule?: boolean | undefined }

/** Of news somebody has to say each time that they keep Facebook's rule. Throws `rule-not-confirmed`. */
export function requireRuleConfirmed({ mode, confirmsNewsRule }: Wish): void {
  if (mode === 'news' && confirmsNewsRule !== true) {
    throw new DeskError('rule-not-confirmed', 'Confirm Facebook’s rule for news first: no promotion, no marketing, no special offers.')
  }
}
