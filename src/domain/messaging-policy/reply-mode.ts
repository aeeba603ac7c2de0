/**
 * As what a private message is said. `response`: within the time that the customer opened. Both others by one explicit act of a person, where
 * Facebook allows the Page that (Messenger Platform docs, policy, 2026-09). `human-agent`: typed by a person, about what the customer asked.
 * `news`: of a Page that the News Page Index lists, without promotion, marketing and special offers. `utility`: a template that Facebook approved, filled;
 * automations may do that, too (utility messages, 2026-03).
 */
export const REPLY_MODES = ['response', 'human-agent', 'news', 'utility'] as const
export type ReplyMode = (typeof REPLY_MODES)[number]
/** Those that somebody asks for by name. */
export type OtherMode = Exclude<ReplyMode, 'response'>
/** Those that end by the clock. */
export type TimedMode = Extract<ReplyMode, 'response' | 'human-agent'>

/** Those that go with a tag. */
export const TAGGED_MODES = ['human-agent', 'news'] as const
export type TaggedMode = (typeof TAGGED_MODES)[number]

/**
 * What Facebook allows some Pages beyond the 24 hours. It tells nobody which; an administrator records it. `ad-week`: somebody whom an ad led here may be
 * answered for 7 days.
 */
export const RECORDED_ALLOWANCES = [...TAGGED_MODES, 'ad-week'] as const
export type RecordedAllowance = (typeof RECORDED_ALLOWANCES)[number]

/** All that a Page may beyond them. `utility`: Facebook approved a template of it. */
export const ALLOWANCES = [...RECORDED_ALLOWANCES, 'utility'] as const
export type Allowance = (typeof ALLOWANCES)[number]

/** How the Send API is told as what a message comes. */
export type GoesAs =
  | { readonly messagingType: 'RESPONSE' }
  | { readonly messagingType: 'UTILITY' }
  | { readonly messagingType: 'MESSAGE_TAG'; readonly tag: 'HUMAN_AGENT' | 'NON_PROMOTIONAL_SUBSCRIPTION' }

export const GOES_AS: Readonly<Record<ReplyMode, GoesAs>> = {
  response: { messagingType: 'RESPONSE' },
  'human-agent': { messagingType: 'MESSAGE_TAG', tag: 'HUMAN_AGENT' },
  news: { messagingType: 'MESSAGE_TAG', tag: 'NON_PROMOTIONAL_SUBSCRIPTION' },
  utility: { messagingType: 'UTILITY' },
}
