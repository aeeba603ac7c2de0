import { ENDING_HOURS } from '#domain/extensions/extension.ts'
import type { Extension } from '../api/types.ts'

type Numbers = Pick<Extension, 'openWindowCount' | 'endingWindowCount' | 'queuedReplyCount'>

/** What it means that Facebook is switched off at this moment. */
export function facebookOff({ openWindowCount, endingWindowCount, queuedReplyCount }: Numbers): string {
  return ['Meanwhile nobody can reply.', ...windowWords(openWindowCount, endingWindowCount), ...queueWords(queuedReplyCount)].join(' ')
}

function windowWords(open: number, ending: number): string[] {
  if (open === 0) {
    return []
  }
  if (ending === 0) {
    return [`${count(open, 'open reply window keeps', 'open reply windows keep')} running out, none within the next ${ENDING_HOURS} hours.`]
  }
  const all = open === ending ? '' : `, of ${open} that are open`
  return [`${count(ending, 'reply window ends', 'reply windows end')} in the next ${ENDING_HOURS} hours${all}.`]
}

function queueWords(queued: number): string[] {
  return queued === 0 ? [] : [`${count(queued, 'reply waits', 'replies wait')} and can be sent only after you switch it back on.`]
}

export function count(number: number, one: string, many: string): string {
  return `${number} ${number === 1 ? one : many}`
}
