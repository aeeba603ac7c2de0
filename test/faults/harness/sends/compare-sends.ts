import type { Kept } from '../acts/compare-acts.ts'
import type { Taken } from '../acts/agents.ts'
import { isUnderWay } from '../acts/in-trouble.ts'
import { seriesOf } from '../acts/read-lines.ts'
import type { Talk, Told } from './talks.ts'

export type AskedFor = {
  readonly taken: readonly Taken[]
  /** What has to be told, word for word. */
  readonly contents: readonly string[]
}

/** Whether what agents were told is what customers got. */
export function compareSends(talks: readonly Talk[], { taken, contents }: AskedFor): Kept[] {
  const ours = talks.flatMap(({ lines, phone }) => lines.filter(isOurs).map((line) => ({ line, times: timesOn(phone, line.content) })))
  const known = new Set(ours.map(({ line }) => line.id))
  const said = new Set(ours.map(({ line }) => line.content))
  return [
    {
      promise: 'every reply that was taken is told of',
      count: taken.length,
      differences: taken.flatMap(({ lineId }) => (known.has(lineId) ? [] : [`line ${lineId} was taken, and is nowhere`])),
    },
    {
      promise: 'what templates say, and what can be tapped, is told as it was asked for',
      count: contents.length,
      differences: contents.flatMap((content) => (said.has(content) ? [] : [`"${content}" was asked for, and no line says so`])),
    },
    {
      promise: 'what was not sent says why',
      count: ours.length,
      differences: ours.flatMap(({ line }) => (line.state === 'failed' && line.failure === null ? [told(line)] : [])),
    },
    {
      promise: 'nothing is under way for ever',
      count: ours.length,
      differences: talks.flatMap(({ lines }) => lines.filter((line) => isUnderWay(line, lines)).map(told)),
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
      differences: talks.flatMap(({ lines, phone }) =>
        phone.filter((text) => !lines.some((line) => isOurs(line) && line.content === text)),
      ),
    },
  ]
}

function isOurs({ line }: Told): boolean {
  return line === 'our-message'
}

function timesOn(phone: readonly string[], text: string): number {
  return phone.filter((each) => each === text).length
}

function isTrue({ state }: Told, times: number): boolean {
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

/** What stands behind another message of its reply goes behind it, however long that one takes; all else goes as it was asked for. */
function disorder({ lines, phone }: Talk): string[] {
  const came = lines.filter((line) => isOurs(line) && phone.includes(line.content)).toSorted((a, b) => (a.id < b.id ? -1 : 1))
  const replies = came.filter((line) => (seriesOf(line)?.place ?? 1) === 1)
  const ofReplies = Map.groupBy(came, (line) => seriesOf(line)?.id ?? line.id)
  return [replies, ...ofReplies.values()].flatMap((inOrder) => {
    const asked = inOrder.map(({ content }) => content)
    const shown = phone.filter((content) => asked.includes(content))
    return asked.join() === shown.join() ? [] : [`asked for ${asked.join(', ')}, came as ${shown.join(', ')}`]
  })
}

function told({ content, state, failure }: Told): string {
  return `"${content}" is told as ${state} (${failure?.reason ?? ''} ${failure?.code ?? ''})`
}
