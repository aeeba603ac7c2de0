import { DeskError } from '#domain/errors.ts'
import type { GraphRefusal, GraphSilence } from '../graph/graph-answer.ts'
import { meaningOf } from '../graph/refusal-meaning.ts'

/** The words for a call that did not go well while Pages are being connected. */
export function graphProblem(answer: GraphRefusal | GraphSilence): DeskError {
  if (answer.kind === 'no-answer') {
    return new DeskError('facebook-unreachable', 'Facebook did not answer. Try again in a minute.')
  }
  const { code, subcode, message } = answer
  const numbers = subcode === undefined ? String(code) : `${code}/${subcode}`
  const detail = { code, ...(subcode === undefined ? {} : { subcode }), facebookMessage: message }
  const meaning = meaningOf(answer)
  switch (meaning) {
    case 'key-dead':
      return new DeskError(
        'authorisation-invalid',
        `Facebook ended this login (${numbers}). Nothing was connected. Start again with Add Channel.`,
        {
          detail,
        },
      )
    case 'permission-missing':
      return new DeskError(
        'facebook-refused',
        `Facebook says that a permission is missing (${numbers}). Start again, press Edit settings in Facebook’s window and leave every permission on.`,
        { detail },
      )
    case 'rate-limited':
      return new DeskError('facebook-unreachable', 'Facebook asks us to slow down. Try again in a few minutes.', { detail })
    case 'facebook-unwell':
      return new DeskError('facebook-unreachable', 'Facebook had a problem. Try again in a minute.', { detail })
    case 'other':
      return new DeskError('facebook-refused', `Facebook refused (${numbers}): ${message || 'it gave no reason'}`, { detail })
    default:
      return meaning satisfies never
  }
}
