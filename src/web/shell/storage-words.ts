import type { FileStorage } from '../api/types.ts'
import { sentenceTime } from '../ui/format-time.ts'

type Problem = NonNullable<FileStorage['problem']>

type StorageWords = { readonly lead: string; readonly words: string }

const KINDS: Readonly<Record<Problem['reason'], { readonly lead: string; readonly now: string }>> = {
  'storage-full': { lead: 'The storage for files is full.', now: 'Make room there' },
  'storage-away': { lead: 'The storage for files does not answer.', now: 'See that it runs and that the desk reaches it' },
}

/** What happened, what works all the same, what waits since when, and what an administrator does now. */
export function storageWords({ reason, since, waitingCount }: Problem, now: Date): StorageWords {
  const { lead, now: todo } = KINDS[reason]
  const [who, they] =
    waitingCount === 1 ? ['1 file waits', 'it comes by itself'] : [`${waitingCount} files wait`, 'they come by themselves']
  return {
    lead,
    words: `Texts come and go as before. ${who} since ${sentenceTime(new Date(since), now)}. ${todo}, and ${they}. Facebook’s own copies last only for a time.`,
  }
}
