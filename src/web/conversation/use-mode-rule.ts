import { useState } from 'react'
import type { ReplyMode } from '#domain/messaging-policy/reply-mode.ts'

/** What whoever writes outside of the 24 hours confirms before each message. */
export type ModeRules = {
  readonly isConfirmed: boolean
  /** Whether it may go, as far as the rule is concerned. */
  readonly isFollowed: boolean
  readonly confirm: (isConfirmed: boolean) => void
  /** It went: the next one is confirmed anew. */
  readonly forget: () => void
}

export function useModeRule(mode: ReplyMode): ModeRules {
  const [isConfirmed, setConfirmed] = useState(false)
  return { isConfirmed, isFollowed: mode !== 'news' || isConfirmed, confirm: setConfirmed, forget: () => setConfirmed(false) }
}
