import type { NotTold } from '#domain/channels/findings.ts'
import { meaningOf } from './refusal-meaning.ts'
import type { GraphRefusal, GraphSilence } from './graph-answer.ts'

/**
 * Facebook told nothing about something, `about` as a word in a sentence. Its numbers go along where they say that something is wrong: who is asked to slow
 * down, or meets a Facebook that is unwell, was not refused.
 */
export function notTold(answer: GraphRefusal | GraphSilence, about: string): NotTold {
  if (answer.kind === 'no-answer') {
    return { kind: 'not-now', why: `Facebook told nothing about ${about}: ${answer.reason}` }
  }
  const { code, subcode } = answer
  const why = `Facebook told nothing about ${about}: ${[code, subcode].filter((number) => number !== undefined).join('/')}`
  const meaning = meaningOf(answer)
  if (meaning === 'rate-limited' || meaning === 'facebook-unwell') {
    return { kind: 'not-now', why }
  }
  return { kind: 'not-now', why, code, ...(subcode === undefined ? {} : { subcode }) }
}
