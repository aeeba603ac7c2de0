import { keyCauseWords, keyCureWords } from '#domain/channels/key-cause.ts'
import type { KeyNews } from '#storage/key-mails.ts'
import { oneLine, timeOf } from '../mails/mail-text.ts'

type Letter = { readonly subject: string; readonly bodyText: string }
/** All of one event, and the dead ones of one cause. */
type About = { readonly news: readonly [KeyNews, ...KeyNews[]]; readonly now: Date; readonly publicUrl: string }

const DAY_MS = 24 * 3_600_000

/** Plain text: what a Page or a person is called is one line of it. */
export function keyMail(about: About): Letter {
  return about.news[0].event === 'died' ? deathMail(about) : endMail(about)
}

function endMail({ news, now, publicUrl }: About): Letter {
  const [first] = news
  const left = leftUntil(first.at, now)
  const subject =
    news.length === 1
      ? `The key of ${oneLine(first.channelName)} expires ${left}`
      : `The keys of ${news.length} Pages expire, the first ${left}`
  const lines = news.map(
    (each) => `${oneLine(each.channelName)}: valid until ${timeOf(each.at)}${byWhom(each)}.\n${settingsOf(each, publicUrl)}`,
  )
  return {
    subject,
    bodyText: [
      news.length === 1
        ? 'Pagedesk works for this Facebook Page with a key that expires soon. After that nothing can be sent until somebody renews it.'
        : 'Pagedesk works for these Facebook Pages with keys that expire soon. After that nothing can be sent there until somebody renews them.',
      ...lines,
      'To renew it, open the settings by the link, press “Login by Facebook”, then Update. Any administrator of the Page can do it. Tickets and history stay as they are.',
      'Pagedesk',
    ].join('\n\n'),
  }
}

function deathMail({ news, publicUrl }: About): Letter {
  const [first] = news
  const lines = news.map(
    (each) => `${oneLine(each.channelName)}: since ${timeOf(each.at)}${numbersOf(each)}.\n${settingsOf(each, publicUrl)}`,
  )
  return {
    subject: news.length === 1 ? `${oneLine(first.channelName)} is disconnected` : `${news.length} Pages are disconnected`,
    bodyText: [
      `${whyOf(first)} Nothing can be sent until somebody logs in again; replies wait.`,
      ...lines,
      `${first.cause === null ? 'Start the desk with the right encryption key (ENCRYPTION_KEY), or log in again.' : keyCureWords(first.cause)} Open the settings by the link, press “Login by Facebook”, then Update. Waiting replies go out then, if their reply windows are still open.`,
      'Pagedesk',
    ].join('\n\n'),
  }
}

function whyOf({ cause, personName }: KeyNews): string {
  return cause === null
    ? 'The desk’s encryption key does not open the key of the Page: it was connected with another one.'
    : keyCauseWords(cause, personName === null ? undefined : oneLine(personName))
}

function byWhom({ personName }: KeyNews): string {
  return personName === null ? '' : `, connected by ${oneLine(personName)}`
}

function numbersOf({ code, subcode }: KeyNews): string {
  const numbers = [code, subcode].filter((number) => number !== null)
  return numbers.length === 0 ? '' : ` (Facebook: ${numbers.join('/')})`
}

function settingsOf({ channelId }: KeyNews, publicUrl: string): string {
  return `${publicUrl}/settings/channels/${channelId}`
}

/** Rounded down, as on the screen. */
function leftUntil(at: Date, now: Date): string {
  const days = Math.floor((at.getTime() - now.getTime()) / DAY_MS)
  if (days === 0) {
    return 'within a day'
  }
  return days === 1 ? 'in 1 day' : `in ${days} days`
}
