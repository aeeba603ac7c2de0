import { keyCauseWords } from '#domain/channels/key-cause.ts'
import type { ChannelHappening } from '../api/types.ts'

export type HappeningWords = { readonly tone: 'ok' | 'warn' | 'bad' | 'plain'; readonly head: string; readonly body: string | undefined }

/** What happened, in a line, and what is to be known of it, in another. */
export function happeningWords(happening: ChannelHappening): HappeningWords {
  switch (happening.what) {
    case 'connected':
    case 'reconnected': {
      const { person, by } = happening.detail
      const done = happening.what === 'connected' ? 'Connected' : 'Reconnected'
      return {
        tone: 'ok',
        head: by === undefined ? done : `${done} by ${by}`,
        body: person === undefined ? undefined : `With the Facebook login of ${person}`,
      }
    }
    case 'disconnected':
      return { tone: 'plain', head: `Disconnected by ${happening.detail.by}`, body: 'The key was destroyed. Tickets and history stayed.' }
    case 'key-dead': {
      const { cause, code, subcode } = happening.detail
      const numbers = [code, subcode].filter((number) => number !== undefined).join(' / ')
      return {
        tone: 'bad',
        head: 'Stopped working: Facebook refused the key',
        body: `${keyCauseWords(cause, undefined)}${numbers === '' ? '' : ` Facebook: ${numbers}`}`,
      }
    }
    case 'key-unreadable':
      return {
        tone: 'bad',
        head: 'Stopped working: the key could not be opened',
        body: 'The desk was started with another encryption key than the one this Page was connected with.',
      }
    case 'key-mail':
      return { tone: 'plain', head: `Mail sent: ${MAIL_WORDS[happening.detail.event]}`, body: toWords(happening.detail.to) }
    case 'subscription-mended':
      return {
        tone: 'warn',
        head: 'Fixed automatically: Facebook had stopped telling of this Page',
        body: `Told again from then on: ${happening.detail.fields.join(', ')}. What customers wrote while it did not tell is on Facebook only.`,
      }
  }
}

const MAIL_WORDS: Readonly<Record<Extract<ChannelHappening, { readonly what: 'key-mail' }>['detail']['event'], string>> = {
  'ends-in-14-days': 'the key expires within 14 days',
  'ends-in-7-days': 'the key expires within 7 days',
  'ends-in-1-day': 'the key expires within a day',
  died: 'the Page is disconnected',
}

function toWords(count: number): string {
  if (count === 0) {
    return 'There was no administrator to write to'
  }
  return count === 1 ? 'To the administrator' : `To all ${count} administrators`
}
