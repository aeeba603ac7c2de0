import { DeskError } from '#domain/errors.ts'
import { judgeLength, MESSAGE_LIMIT } from '#domain/messaging-policy/message-length.ts'

/** A text as it goes out, behind so many characters. Throws when there is none, or more than Facebook takes, which is told in words. */
export function fittingText(text: string, before = 0): string {
  const verdict = judgeLength(text, before)
  switch (verdict.kind) {
    case 'fits':
      return text.trim()
    case 'empty':
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
