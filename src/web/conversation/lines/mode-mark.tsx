import type { ReplyMode } from '#domain/messaging-policy/reply-mode.ts'
import { MODE_WORDS } from '../reply-mode-words.ts'

/** That a message is said outside of the 24 hours, and as what. */
export function ModeMark({ mode }: { readonly mode: ReplyMode }) {
  if (mode === 'response') {
    return null
  }
  const { icon: Glyph, mark } = MODE_WORDS[mode]
  return (
    <span className="mode-mark" data-mode={mode}>
      <Glyph size={14} aria-hidden="true" />
      {mark}
    </span>
  )
}
