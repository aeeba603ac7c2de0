import { useState } from 'react'
import type { TaggedMode, ReplyMode } from '#domain/messaging-policy/reply-mode.ts'
import type { TalkByName } from './talk.ts'
import { useWriting } from './use-writing.ts'
import type { Writing } from './writing.ts'

type Unlocked = { readonly talkId: string; readonly mode: TaggedMode }

type ReplyModeUse = {
  readonly replyMode: ReplyMode
  readonly writing: Writing
  /** For one message, in this conversation alone. */
  readonly unlock: (mode: TaggedMode) => void
  readonly lock: () => void
}

/**
 * As what one writes now. Within the 24 hours as ever; later as what somebody unlocked, as long as that may be. Once the customer writes it is a
 * conversation as any other, and whatever was unlocked is locked.
 */
export function useReplyMode(talk: TalkByName): ReplyModeUse {
  const [unlocked, setUnlocked] = useState<Unlocked>()
  const asked = unlocked?.talkId === talk.id ? unlocked.mode : 'response'
  const standard = useWriting(talk, 1000)
  const chosen = useWriting(talk, 1000, { mode: asked })
  const lock = () => setUnlocked(undefined)
  const isOver = unlocked !== undefined && (unlocked.talkId !== talk.id || standard.verdict.kind === 'may')
  if (isOver) {
    lock()
  }
  const isChosen = standard.verdict.kind !== 'may' && chosen.verdict.kind === 'may'
  return {
    replyMode: isChosen ? asked : 'response',
    writing: isChosen ? chosen : standard,
    unlock: (mode) => setUnlocked({ talkId: talk.id, mode }),
    lock,
  }
}
