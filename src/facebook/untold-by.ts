import type { SaidAnswer } from '#domain/channels/said-since-port.ts'
import { deadKey } from '#domain/channels/key-trouble.ts'
import type { GraphRefusal, GraphSilence } from './graph/graph-answer.ts'
import { keyDeathOf } from './graph/key-death.ts'
import { meaningOf } from './graph/refusal-meaning.ts'

/** Of one conversation or post only: it is gone, or cannot be read. What stands beside it can. */
export function isOfThisAlone(answer: GraphRefusal | GraphSilence): boolean {
  return answer.kind === 'refused' && meaningOf(answer) === 'other'
}

/** Facebook did not tell what was said: for now, or with this key, or to us. */
export function untoldBy(answer: GraphRefusal | GraphSilence, keyName: string): SaidAnswer {
  if (answer.kind === 'no-answer') {
    return { kind: 'not-now', why: `Facebook did not tell what was said: ${answer.reason}` }
  }
  const why = [answer.code, answer.subcode].filter((number) => number !== undefined).join('/')
  switch (meaningOf(answer)) {
    case 'key-dead':
      return deadKey(keyName, keyDeathOf(answer))
    case 'rate-limited':
    case 'facebook-unwell':
      return { kind: 'not-now', why: `Facebook did not tell what was said: ${why}` }
    case 'permission-missing':
    case 'other':
      return { kind: 'refused', why }
  }
}
