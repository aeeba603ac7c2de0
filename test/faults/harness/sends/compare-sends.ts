import type { Kept } from '../acts/compare-acts.ts'
import type { Taken } from '../acts/agents.ts'
import type { Spoken } from '../acts/read-lines.ts'

/** A conversation as agents are told of it, and what the customer's phone holds of the Page's messages, the oldest first. */
export type Talk = { readonly lines: readonly Spoken[]; readonly phone: readonly string[] }

/** Whether what agents were told is what customers got. */
export function compareSends(talks: readonly Talk[], taken: readonly Taken[]): Kept[] {
  const ours = talks.flatMap(({ lines, phone }) => lines.filter(isOurs).map((line) => ({ line, times: timesOn(phone, line.text) })))
  const known = new Set(ours.map(({ line }) => line.id))
  return [
    {
      promise: 'every reply that was taken is told of',
      count: taken.length,
      differences: taken.flatMap(({ lineId }) => (known.has(lineId) ? [] : [`line ${lineId} was taken, and is nowhere`])),
    },
    {
      promise: 'nothing is under way for ever',
      count: ours.length,
      differences: ours.flatMap(({ line }) => (line.state === 'queued' || line.state === 'sending' ? [told(line)] : [])),
    },
    {
      promise: 'no customer got a reply twice',
      count: ours.length,
      differences: ours.flatMap(({ line, times }) => (times > 1 ? [`${told(line)}, and came ${times} times`] : [])),
    },
    {
      promise: 'what is told as sent came, and what is told as not sent did not',
      count: ours.length,
      differences: ours.flatMap(({ line, times }) => (isTrue(line, times) ? [] : [`${told(line)}, and came ${times} times`])),
    },
    { promise: 'replies came in the order in which they were asked for', count: talks.length, differences: talks.flatMap(disorder) },
    {
      promise: 'the phone shows nothing that nobody asked for',
      count: talks.length,
      differences: talks.flatMap(({ lines, phone }) => phone.filter((text) => !lines.some((line) => line.text === text))),
    },
  ]
}

function isOurs({ line }: Spoken): boolean {
  return line === 'our-message'
}

function timesOn(phone: readonly string[], text: string): number {
  return phone.filter((each) => each === text).length
}

function isTrue({ state }: Spoken, times: number): boolean {
  switch (state) {
    case 'sent':
    case 'delivered':
    case 'read':
      return times === 1
    case 'failed':
      return times === 0
    default:
      return true
  }
}

function disorder({ lines, phone }: Talk): string[] {
  const asked = lines.filter((line) => isOurs(line) && phone.includes(line.text)).map(({ id, text }) => ({ id, text }))
  const inOrder = asked.toSorted((a, b) => (a.id < b.id ? -1 : 1)).map(({ text }) => text)
  return inOrder.join() === phone.join() ? [] : [`asked for ${inOrder.join(' ')}, came as ${phone.join(' ')}`]
}

function told({ text, state, failure }: Spoken): string {
  return `"${text}" is told as ${state} (${failure?.reason ?? ''} ${failure?.code ?? ''})`
}
