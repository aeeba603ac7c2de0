import { IconNews, IconUserCheck, type Icon } from '@tabler/icons-react'
import type { PageAllowance } from '../api/types.ts'
import { sentenceTime } from '../ui/format-time.ts'

type AllowanceWords = { readonly name: string; readonly what: string; readonly icon: Icon }

export const ALLOWANCE_WORDS: Readonly<Record<PageAllowance['allowance'], AllowanceWords>> = {
  'human-agent': {
    name: 'Human agent',
    what: 'Your Facebook app has the Human Agent feature. For 7 days after a customer’s last message agents can answer their question, typed by hand and without offers.',
    icon: IconUserCheck,
  },
  news: {
    name: 'News messages',
    what: 'The Page is registered in Facebook’s News Page Index. Agents can send news to whoever has written before, at any time: no promotion, no marketing, no special offers.',
    icon: IconNews,
  },
}

/** Who recorded it last, and when; undefined where nobody has, or while the desk has not said yet. */
export function recordedWords({ isAllowed, changedAt, changedBy }: PageAllowance, now: Date): string | undefined {
  if (changedAt === null) {
    return undefined
  }
  const who = changedBy === null ? '' : ` by ${changedBy}`
  return `${isAllowed ? 'Recorded' : 'Taken back'}${who} ${sentenceTime(new Date(changedAt), now)}.`
}
