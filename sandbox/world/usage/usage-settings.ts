/** How many calls Facebook allows, and whether the sandbox holds a client to it. */
export type UsageSettings = {
  /**
   * `headers` tells the usage (the percentage stops at 99) and refuses only more Conversations calls a second than allowed, so that
   * a world of one person can carry a whole bench; `on` refuses as documented; `off` says and refuses nothing.
   */
  throttling: 'on' | 'headers' | 'off'
  /** Per hour, times the people who use the app. */
  appCallsPerUser: number
  /** Per 24 hours, times the people engaged with the Page. */
  pageCallsPerEngagedUser: number
  messengerCallsPerEngagedUser: number
  /** The world is small: at least so many people count as users of the app and as engaged with each Page. */
  appUsersAtLeast: number
  engagedUsersAtLeast: number
  /** Per second and Page. */
  sendsPerSecond: number
  mediaSendsPerSecond: number
  conversationCallsPerSecond: number
  /** Whether the older header `X-Page-Usage` is still sent today is not known. */
  pageUsageHeader: boolean
}

/** The documented numbers (Graph rate limiting overview; Messenger Platform rate limiting, 2026-03). */
export function defaultUsageSettings(): UsageSettings {
  return {
    throttling: 'headers',
    appCallsPerUser: 200,
    pageCallsPerEngagedUser: 4800,
    messengerCallsPerEngagedUser: 200,
    appUsersAtLeast: 1,
    engagedUsersAtLeast: 1,
    sendsPerSecond: 300,
    mediaSendsPerSecond: 10,
    conversationCallsPerSecond: 2,
    pageUsageHeader: false,
  }
}
