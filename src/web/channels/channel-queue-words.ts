import type { Channel, ChannelQueue } from '../api/types.ts'
import { summaryWords } from '../conversation/parts/summary-words.ts'
import { PUBLIC_ACT_WORDS } from '../conversation/public/act-words.ts'
import { expectedTime } from '../ui/format-time.ts'

type Queued = { readonly count: number; readonly page: Pick<Channel, 'state' | 'pausedUntil'>; readonly now: Date }

/** How much waits, and what ends it. */
export function queueLead({ count, page, now }: Queued): string {
  if (count === 0) {
    return 'Nothing waits.'
  }
  return `Waiting: ${count}. ${endOfWait(page, now)}`
}

function endOfWait({ state, pausedUntil }: Queued['page'], now: Date): string {
  if (state === 'disconnected') {
    return 'Nothing is sent until the Page is reconnected.'
  }
  if (state === 'switched-off') {
    return 'Nothing is sent until Facebook is switched back on.'
  }
  if (pausedUntil !== null && new Date(pausedUntil) > now) {
    return `Facebook asked this Page to slow down. Sending goes on ${expectedTime(new Date(pausedUntil), now)}.`
  }
  return 'Sending goes on by itself.'
}

type Waiting = Pick<ChannelQueue['waiting'][number], 'act' | 'text' | 'summary'>

/** What waits, in the words that its line has for it. */
export function waitingWords({ act, text, summary }: Waiting): string {
  const { doing } = PUBLIC_ACT_WORDS[act]
  if (act === 'reply') {
    return replyWords(text ?? '', summary) ?? doing
  }
  if (text === null) {
    return doing
  }
  return act === 'react' ? `${text} ${doing}` : `${doing} “${text}”`
}

function replyWords(text: string, summary: Waiting['summary']): string | undefined {
  const shown = summaryWords(summary, text).filter(({ isAside }) => text === '' || !isAside)
  const beside = shown.map(({ words }) => words).join(', ')
  if (beside === '') {
    return text === '' ? undefined : text
  }
  return text === '' ? beside : `${beside}: “${text}”`
}
