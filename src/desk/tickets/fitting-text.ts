import { DeskError } from '#domain/errors.ts'
import { judgeLength, MESSAGE_LIMIT } from '#domain/messaging-policy/message-length.ts'

/** `before`: behind so many characters. `isAlone`: nothing else goes along. */
type Beside = { readonly before?: number; readonly isAlone?: boolean }

/** A text as it goes out. Throws when there is nothing to send, or more than Facebook takes, which is told in words. */
export function fittingText(text: string, { before = 0, isAlone = true }: Beside = {}): string {
  const verdict = judgeLength(text, before)
  switch (verdict.kind) {
    case 'fits':
      return text.trim()
    case 'empty':
      if (!isAlone) {
        return ''
      }
      throw new DeskError('message-empty', 'There is nothing to send yet.')
    case 'too-long':
      throw new DeskError(
        'message-too-long',
        `${verdict.excess} too many: a message holds ${MESSAGE_LIMIT} characters. Shorten the text.`,
        {
          detail: { length: verdict.length, limit: MESSAGE_LIMIT },
        },
      )
  }
}
