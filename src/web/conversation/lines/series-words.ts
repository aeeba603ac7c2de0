import type { ReplyMode } from '#domain/messaging-policy/reply-mode.ts'
import type { Line } from '../../api/types.ts'
import type { LineOf } from './line-of.ts'

/** A message of ours, as far as it may be one of several that say one text. */
export type Placed = Pick<LineOf<'our-message'>, 'series' | 'state' | 'mode'>

type Of = { readonly message: Placed; readonly among: readonly Placed[] }

/** The place of the message that this one waits for, in the series of which it is; undefined: it waits for none. */
export function waitsFor({ message, among }: Of): number | undefined {
  const ahead = seriesOf({ message, among }).filter(({ place, state }) => place < placeOf(message) && isUnsent(state))
  return message.state === 'queued' ? ahead.find(({ isPassed }) => !isPassed)?.place : undefined
}

/** What waits for a message of ours, in words, and as what it is to be said. */
export type Waiting = { readonly words: string; readonly mode: ReplyMode }

/** The other messages of the series that wait for this one; undefined: none does. */
export function waitingBehind({ message, among }: Of): Waiting | undefined {
  const behind = seriesOf({ message, among }).filter(({ place, state }) => place > placeOf(message) && state === 'queued')
  const [first, last] = [behind[0], behind.at(-1)]
  if (first === undefined || last === undefined || message.series?.isPassed === true) {
    return undefined
  }
  const waiting = first === last ? `Message ${first.place} waits` : `Messages ${first.place} to ${last.place} wait`
  return { words: `${waiting} for it, so that the order is kept.`, mode: first.mode }
}

/** "Message 2 of 3"; undefined: it stands alone. */
export function placeWords({ series }: Pick<Placed, 'series'>): string | undefined {
  return series === null ? undefined : `Message ${series.place} of ${series.size}`
}

/** Those of these lines that are one of several. */
export function inSeries(lines: readonly Line[]): readonly Placed[] {
  return lines.flatMap((line) => (line.line === 'our-message' && line.series !== null ? [line] : []))
}

function seriesOf({ message, among }: Of) {
  return among.flatMap(({ series, ...placed }) => (series !== null && series.id === message.series?.id ? [{ ...series, ...placed }] : []))
}

function placeOf({ series }: Placed): number {
  return series?.place ?? 0
}

function isUnsent(state: Placed['state']): boolean {
  return state === 'failed' || state === 'unconfirmed'
}
