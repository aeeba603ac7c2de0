const HOUR = 3_600_000
export const STANDARD_WINDOW = 24 * HOUR
/** For HUMAN_AGENT and CUSTOMER_FEEDBACK (Messenger Platform docs, policy, 2026-09). */
const WEEK = 7 * 24 * HOUR

/** Tags that the changelog of 2026-03-27 ended on 2026-04-27: error 100 since. The others went in March 2020. */
const ENDED_TAGS = ['CONFIRMED_EVENT_UPDATE', 'ACCOUNT_UPDATE', 'POST_PURCHASE_UPDATE']
const TYPES = ['RESPONSE', 'UPDATE', 'MESSAGE_TAG', 'UTILITY']

/** What the sender says of a message, and what it may claim. */
export type Leave = {
  readonly messagingType: string | undefined
  readonly tag: string | undefined
  /** The app has the Human Agent feature. */
  readonly isHumanAgent: boolean
  /** The Page is listed in the News Page Index. */
  readonly isNewsPage: boolean
  /** The message is a `customer_feedback` template. */
  readonly isFeedback: boolean
  /** The message is made from a utility template. */
  readonly isUtility: boolean
}

/** When the person last opened the window (ms), and for how long. */
export type Window = { readonly openedAt: number | undefined; readonly windowMs: number }

export type Verdict =
  | 'allowed'
  | 'outside-window'
  | 'not-a-news-page'
  | 'tag-ended'
  | 'tag-unknown'
  | 'tag-missing'
  | 'type-unknown'
  | 'feedback-only'
  | 'utility-only'
  | 'no-human-agent'

/** May a Page write now into this window? */
export function mayWrite(window: Window, now: number, leave: Leave): Verdict {
  const { messagingType, tag } = leave
  if (messagingType !== undefined && !TYPES.includes(messagingType)) {
    return 'type-unknown'
  }
  if (leave.isUtility || messagingType === 'UTILITY') {
    return leave.isUtility && (messagingType ?? 'UTILITY') === 'UTILITY' ? 'allowed' : 'utility-only'
  }
  if (messagingType === 'MESSAGE_TAG' && tag === undefined) {
    return 'tag-missing'
  }
  const isOpen = isOpenAt(window, now)
  const isWeekOpen = isOpenAt({ ...window, windowMs: WEEK }, now)
  return tag === undefined ? within(isOpen) : tagged(tag, leave, { isOpen, isWeekOpen })
}

export function isOpenAt({ openedAt, windowMs }: Window, now: number): boolean {
  return openedAt !== undefined && now < openedAt + windowMs
}

function tagged(tag: string, leave: Leave, { isOpen, isWeekOpen }: { isOpen: boolean; isWeekOpen: boolean }): Verdict {
  if (ENDED_TAGS.includes(tag)) {
    return 'tag-ended'
  }
  switch (tag) {
    case 'NON_PROMOTIONAL_SUBSCRIPTION':
      return isOpen || leave.isNewsPage ? 'allowed' : 'not-a-news-page'
    case 'CUSTOMER_FEEDBACK':
      return leave.isFeedback ? within(isOpen || isWeekOpen) : 'feedback-only'
    case 'HUMAN_AGENT':
      return leave.isHumanAgent ? within(isOpen || isWeekOpen) : isOpen ? 'allowed' : 'no-human-agent'
    default:
      return 'tag-unknown'
  }
}

function within(isOpen: boolean): Verdict {
  return isOpen ? 'allowed' : 'outside-window'
}
