import type { GraphRefusal } from './graph-answer.ts'

export type RefusalMeaning = 'key-dead' | 'permission-missing' | 'rate-limited' | 'facebook-unwell' | 'other'

/** A dead key, whatever the subcode (Graph error handling; access token debugging docs). 104 is no key at all. */
const KEY_DEAD = new Set([102, 104, 190])
/** Limits: app 4, user 17, Page 32, feed 341, API 613, Page use case 80001, Messenger use case 80006. Refused before anything is done. */
const RATE_LIMITED = new Set([4, 17, 32, 341, 613, 80_001, 80_006])
/** "Unknown", "unexpected", "temporary send message failure": they pass by themselves. */
const UNWELL = new Set([1, 2, 1200])

/** What a refusal means for any call, by its numbers alone. */
export function meaningOf({ code, isTransient }: Pick<GraphRefusal, 'code' | 'isTransient'>): RefusalMeaning {
  if (KEY_DEAD.has(code)) {
    return 'key-dead'
  }
  if (code === 10 || (code >= 200 && code <= 299)) {
    return 'permission-missing'
  }
  if (RATE_LIMITED.has(code)) {
    return 'rate-limited'
  }
  return isTransient || UNWELL.has(code) ? 'facebook-unwell' : 'other'
}

/** "Does not exist, cannot be loaded due to missing permissions": of something that we could read it is the first. */
export function isGone({ code, subcode }: Pick<GraphRefusal, 'code' | 'subcode'>): boolean {
  return code === 100 && subcode === 33
}
