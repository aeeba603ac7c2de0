const HOUR = 3_600_000
export const STANDARD_WINDOW = 24 * HOUR
const HUMAN_AGENT_WINDOW = 7 * 24 * HOUR

/** Tags that the changelog of 2026-03-27 ended on 2026-04-27: error 100 since. The others went in March 2020. */
const ENDED_TAGS = ['CONFIRMED_EVENT_UPDATE', 'ACCOUNT_UPDATE', 'POST_PURCHASE_UPDATE']

export type Leave = { readonly messagingType: string | undefined; readonly tag: string | undefined }
export type Verdict = 'allowed' | 'outside-window' | 'not-a-news-page' | 'tag-ended' | 'tag-unknown' | 'tag-missing' | 'type-unknown'

/** May a Page write now to a person whose last opening act was at `openedAt` (ms)? */
export function mayWrite(openedAt: number | undefined, now: number, leave: Leave): Verdict {
  const { messagingType, tag } = leave
  if (messagingType === 'MESSAGE_TAG' && tag === undefined) {
    return 'tag-missing'
  }
  if (messagingType !== undefined && !['RESPONSE', 'UPDATE', 'MESSAGE_TAG'].includes(messagingType)) {
    return 'type-unknown'
  }
  if (tag === undefined) {
    return isWithin(openedAt, now, STANDARD_WINDOW) ? 'allowed' : 'outside-window'
  }
  if (ENDED_TAGS.includes(tag)) {
    return 'tag-ended'
  }
  if (tag === 'NON_PROMOTIONAL_SUBSCRIPTION') {
    return isWithin(openedAt, now, STANDARD_WINDOW) ? 'allowed' : 'not-a-news-page'
  }
  if (tag !== 'HUMAN_AGENT') {
    return 'tag-unknown'
  }
  return isWithin(openedAt, now, HUMAN_AGENT_WINDOW) ? 'allowed' : 'outside-window'
}

function isWithin(openedAt: number | undefined, now: number, windowMs: number): boolean {
  return openedAt !== undefined && now < openedAt + windowMs
}
