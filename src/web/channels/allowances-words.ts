import { IconNews, IconSpeakerphone, IconUserCheck, type Icon } from '@tabler/icons-react'
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
  'ad-week': {
    name: 'A week after an ad',
    what: 'Facebook writes that a first message after a Click-to-Messenger ad may open up to 7 days, and not for which ads. Turn it on once you know that it does for yours: such customers can be answered for 7 days after they followed the ad.',
    icon: IconSpeakerphone,
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
