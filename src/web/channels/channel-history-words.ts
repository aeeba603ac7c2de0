import { keyCauseWords } from '#domain/channels/key-cause.ts'
import { broughtWords, untoldWords } from './history-import-words.ts'
import { dayAndTime } from '../ui/format-time.ts'
import type { ChannelHappening } from '../api/types.ts'

export type HappeningWords = { readonly tone: 'ok' | 'warn' | 'bad' | 'plain'; readonly head: string; readonly body: string | undefined }

/** What happened, in a line, and what is to be known of it, in another. */
export function happeningWords(happening: ChannelHappening): HappeningWords {
  switch (happening.what) {
    case 'connected':
    case 'reconnected':
      return connectedWords(happening)
    case 'disconnected':
      return { tone: 'plain', head: `Disconnected by ${happening.detail.by}`, body: 'The key was destroyed. Tickets and history stayed.' }
    case 'key-dead':
      return deathWords(happening.detail)
    case 'key-unreadable':
      return {
        tone: 'bad',
        head: 'Stopped working: the key could not be opened',
        body: 'The desk was started with another encryption key than the one this Page was connected with.',
      }
    case 'key-mail':
      return { tone: 'plain', head: `Mail: ${MAIL_WORDS[happening.detail.event]}`, body: toWords(happening.detail.to) }
    case 'recovered':
      return recoveredWords(happening.detail)
    case 'silent': {
      const { hours, since, to } = happening.detail
      return {
        tone: 'warn',
        head: `Nothing arrived for ${hours} ${hours === 1 ? 'hour' : 'hours'}`,
        body: `Nothing came from Facebook since ${dayAndTime(new Date(since))}. ${toWords(to)}.`,
      }
    }
    case 'history-imported':
      return importedWords(happening.detail)
    case 'subscription-mended':
      return {
        tone: 'warn',
        head: `Fixed automatically: ${counted(happening.detail.fields.length, 'event field')}`,
        body: `Facebook had stopped telling of ${listed(happening.detail.fields)}, and tells of that again. What was written meanwhile is fetched.`,
      }
  }
}

function connectedWords({
  what,
  detail: { person, by },
}: Extract<ChannelHappening, { readonly what: 'connected' | 'reconnected' }>): HappeningWords {
  const done = what === 'connected' ? 'Connected' : 'Reconnected'
  return {
    tone: 'ok',
    head: by === undefined ? done : `${done} by ${by}`,
    body: person === undefined ? undefined : `With the Facebook login of ${person}`,
  }
}

function deathWords({ cause, code, subcode }: Extract<ChannelHappening, { readonly what: 'key-dead' }>['detail']): HappeningWords {
  const numbers = [code, subcode].filter((number) => number !== undefined).join(' / ')
  return {
    tone: 'bad',
    head: 'Stopped working: Facebook refused the key',
    body: `${keyCauseWords(cause, undefined)}${numbers === '' ? '' : ` Facebook: ${numbers}`}`,
  }
}

const MAIL_WORDS: Readonly<Record<Extract<ChannelHappening, { readonly what: 'key-mail' }>['detail']['event'], string>> = {
  'ends-in-14-days': 'the key expires within 14 days',
  'ends-in-7-days': 'the key expires within 7 days',
  'ends-in-1-day': 'the key expires within a day',
  died: 'the Page is disconnected',
}

type Recovered = Extract<ChannelHappening, { readonly what: 'recovered' }>['detail']

function recoveredWords({ untold, unread, since, ...found }: Recovered): HappeningWords {
  const tone = untold === 0 && unread.length === 0 ? 'ok' : 'warn'
  const head = foundWords(found) ?? 'Nothing was missing that Facebook shows'
  const body = [
    `What was said since ${dayAndTime(new Date(since))} was compared with Facebook.`,
    ...unread.map(unreadWords),
    untoldWords(untold),
  ]
  return { tone, head, body: body.filter((part) => part !== undefined).join(' ') }
}

type Imported = Extract<ChannelHappening, { readonly what: 'history-imported' }>['detail']

const IMPORT_WORDS: Readonly<Record<Imported['end'], (detail: Imported) => string>> = {
  complete: ({ days }) => `${days} days of history imported`,
  stopped: ({ days, by }) => `Import of ${days} days of history stopped${by === undefined ? '' : ` by ${by}`}`,
  disconnected: ({ days }) => `Import of ${days} days of history ended: the Page was disconnected`,
}

function importedWords(detail: Imported): HappeningWords {
  const { end, unread, untold } = detail
  const isWhole = end === 'complete' && unread.length === 0 && untold === 0
  const brought = broughtWords(detail) ?? 'Nothing was there to import'
  const body = [`${brought}${end === 'complete' ? '.' : ' until then.'}`, ...unread.map(unreadWords), untoldWords(untold)]
  return { tone: isWhole ? 'ok' : 'warn', head: IMPORT_WORDS[end](detail), body: body.filter((part) => part !== undefined).join(' ') }
}

function listed(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`
}

function unreadWords(list: Recovered['unread'][number]): string {
  return list === 'messages'
    ? 'Facebook did not let the desk read private messages: look for them on Facebook.'
    : 'Facebook did not let the desk read posts and comments: look for them on Facebook.'
}

type Found = Pick<Recovered, 'messages' | 'comments' | 'posts'>

/** How far a comparison is. */
export function comparingWords({ since, ...found }: Found & { readonly since: string }): string {
  return `Comparing with Facebook since ${dayAndTime(new Date(since))}: ${foundWords(found) ?? 'nothing was missing'} so far.`
}

/** "41 messages and 6 comments recovered"; undefined where nothing was. */
function foundWords({ messages, comments, posts }: Found): string | undefined {
  const parts = [counted(messages, 'message'), counted(comments, 'comment'), counted(posts, 'post')].filter((part) => part !== undefined)
  return parts.length === 0 ? undefined : `${listed(parts)} recovered`
}

function counted(count: number, what: string): string | undefined {
  return count === 0 ? undefined : `${count} ${count === 1 ? what : `${what}s`}`
}

function toWords(count: number): string {
  if (count === 0) {
    return 'There was no administrator to write to'
  }
  return count === 1 ? 'Written to the administrator' : `Written to all ${count} administrators`
}
