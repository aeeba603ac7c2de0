import { OLDEST_POST_MS, type SaidList } from './said-since-port.ts'

/** How many days before a channel was connected can be fetched. */
export const IMPORT_DAYS = [7, 30, 90] as const
export type ImportDays = (typeof IMPORT_DAYS)[number]

/** How an import ended: all was read, somebody stopped it, or the channel was disconnected. */
export const IMPORT_ENDS = ['complete', 'stopped', 'disconnected'] as const
export type ImportEnd = (typeof IMPORT_ENDS)[number]

type HowFar = {
  readonly list: SaidList
  readonly startedAt: Date
  readonly since: Date
  /** How far back the list is read; undefined at its head. */
  readonly reachedAt: Date | undefined
}

/**
 * How much of the way an import has gone, from 0 to 1. How much there is nobody tells beforehand, so the days that were gone back are told: half of the way for what
 * was said in private, and half for what everybody reads.
 */
export function importShare({ list, startedAt, since, reachedAt }: HowFar): number {
  const goal = list === 'messages' ? since.getTime() : since.getTime() - OLDEST_POST_MS
  const gone = reachedAt === undefined ? 0 : (startedAt.getTime() - reachedAt.getTime()) / Math.max(1, startedAt.getTime() - goal)
  const half = Math.min(1, Math.max(0, gone)) / 2
  return list === 'messages' ? half : 0.5 + half
}
