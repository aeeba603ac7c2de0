import { DeskError } from '#domain/errors.ts'
import type { GraphRefusal, GraphSilence } from '../graph/graph-answer.ts'
import { meaningOf } from '../graph/refusal-meaning.ts'

/** The words for a call about templates that did not go well. What was to be made may have been, where nobody answered. */
export function templateProblem(answer: GraphRefusal | GraphSilence, asked: 'read' | 'create'): DeskError {
  if (answer.kind === 'no-answer') {
    const words = asked === 'create' ? 'It may have made the template all the same: refresh the list first.' : 'Try again in a minute.'
    return new DeskError('facebook-unreachable', `Facebook did not answer. ${words}`)
  }
  const { code, subcode, message } = answer
  const numbers = subcode === undefined ? String(code) : `${code}/${subcode}`
  const detail = { code, ...(subcode === undefined ? {} : { subcode }), facebookMessage: message }
  switch (meaningOf(answer)) {
    case 'key-dead':
      return new DeskError('channel-disconnected', `Facebook ended this Page’s login (${numbers}). Reconnect it in Settings, Channels.`, {
        detail,
      })
    case 'permission-missing':
      return new DeskError(
        'facebook-refused',
        `Facebook has not granted this Page the permission for utility messages (${numbers}). Once your app has it, reconnect the Page and leave it on.`,
        { detail },
      )
    case 'rate-limited':
      return new DeskError('facebook-unreachable', 'Facebook asks us to slow down. Try again in a few minutes.', { detail })
    case 'facebook-unwell':
      return new DeskError('facebook-unreachable', 'Facebook had a problem. Try again in a minute.', { detail })
    case 'other':
      return new DeskError('facebook-refused', `Facebook refused (${numbers}): ${message || 'it gave no reason'}`, { detail })
  }
}
