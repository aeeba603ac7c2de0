import { LINK_PLACE, type MailRow } from '#storage/mails.ts'

/** A mail as its reader sees it: with its link, or saying where the link went. */
export function textOf({ bodyText, link }: Pick<MailRow, 'bodyText' | 'link'>): string {
  return bodyText.replace(LINK_PLACE, () => link ?? '[The link is no longer kept here: a mail server has taken this mail.]')
}

/** Names are tidy where they are made; a mail trusts no earlier version of that. */
export function oneLine(text: string): string {
  return text
    .replaceAll(/[\p{C}\p{Zl}\p{Zp}]+/gu, ' ')
    .trim()
    .slice(0, 100)
}

/** A moment as a mail tells it: nobody knows where its reader is. */
export function timeOf(instant: Date): string {
  const format = new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: 'UTC',
  })
  return `${format.format(instant)} UTC`
}
