import { type GraphError, oauthError } from '../graph-error.ts'
import type { Token } from '../world.ts'

/** Subcodes a token can be killed with, as a control does it; 102 is the code of that number, 0 is a 190 without subcode. */
export const DEATHS = [458, 459, 460, 463, 464, 467, 492, 102, 0] as const

const PREFIX = 'Error validating access token: '
const TEXTS: Readonly<Record<number, string>> = {
  459: `${PREFIX}You cannot access the app till you log in to www.facebook.com and follow the instructions given.`,
  460: `${PREFIX}The session has been invalidated because the user changed their password or Facebook has changed the session for security reasons.`,
  464: `${PREFIX}Sessions for the user are not allowed because the user is not a confirmed user.`,
  467: `${PREFIX}The session is invalid because the user logged out.`,
  492: `${PREFIX}The user must be an administrator, editor, or moderator of the page in order to impersonate it. If the page business requires Two Factor Authentication, the user also needs to enable Two Factor Authentication.`,
}

/** The 190 of a dead token. Texts of 458, 460, 463 and 467 were seen in recorded answers; 459, 464, 492 and 102 are unproven. */
export function deathError(token: Token, subcode: number, facts: { readonly userId: string; readonly now: number }): GraphError {
  if (subcode === 458) {
    return oauthError(190, `${PREFIX}User ${facts.userId} has not authorized application ${token.appId}.`, 458)
  }
  if (subcode === 463) {
    return oauthError(
      190,
      `${PREFIX}Session has expired on ${pacific(token.death?.at ?? token.expiresAt)}. The current time is ${pacific(facts.now)}.`,
      463,
    )
  }
  if (subcode === 102) {
    return oauthError(102, 'Session key invalid or no longer valid')
  }
  return subcode === 0
    ? oauthError(190, `${PREFIX}The session is invalid.`)
    : oauthError(190, TEXTS[subcode] ?? `${PREFIX}The session is invalid.`, subcode)
}

/** Seen in one recorded case: the person is fine, but the Page is no longer in what they granted. No subcode. */
export function pageNotGranted(): GraphError {
  return oauthError(
    190,
    "Any of the pages_read_engagement, pages_manage_metadata, pages_read_user_content, pages_manage_ads, pages_show_list or pages_messaging permission(s) must be granted before impersonating a user's page.",
  )
}

/** "Wednesday, 14-Feb-18 18:00:00 PST": Facebook prints its own local time. */
function pacific(at: number): string {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: 'America/Los_Angeles',
    weekday: 'long',
    day: '2-digit',
    month: 'short',
    year: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'short',
  }).formatToParts(at)
  const of = (type: Intl.DateTimeFormatPartTypes) => parts.find((part) => part.type === type)?.value ?? ''
  return `${of('weekday')}, ${of('day')}-${of('month')}-${of('year')} ${of('hour')}:${of('minute')}:${of('second')} ${of('timeZoneName')}`
}
