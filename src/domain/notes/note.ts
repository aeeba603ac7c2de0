import type { Referral } from '../entries/part.ts'

/** Something that happened between a person and the channel, and that nobody said. */
export type Note =
  /** A link, an ad or the like led the person here. */
  | ({ readonly what: 'referral' } & Referral)
  | ({ readonly what: 'opt-in' } & OptIn)
  | { readonly what: 'account-linked'; readonly isLinked: boolean; readonly code?: string | undefined }
  | ({ readonly what: 'thread-control' } & ThreadControl)
  /** The network restricts what the channel may do, or warns of it. */
  | { readonly what: 'policy'; readonly action?: string | undefined; readonly reason?: string | undefined }
  | ({ readonly what: 'feedback' } & Feedback)

/** The person agreed to hear of something, or stopped it. Tokens are what one would write with. */
type OptIn = {
  readonly type?: string | undefined
  readonly title?: string | undefined
  readonly ref?: string | undefined
  readonly payload?: string | undefined
  /** Names whoever agreed before anybody knows who it is. */
  readonly userRef?: string | undefined
  readonly token?: string | undefined
  readonly tokenStatus?: string | undefined
  readonly timezone?: string | undefined
  readonly expiresAt?: Date | undefined
  /** What was stopped or resumed, as the channel puts it. */
  readonly status?: string | undefined
  readonly frequency?: string | undefined
}

/** Which app may answer: handed on, taken back, asked for, or given a part in it. Apps by their ids. */
export type ThreadControl = {
  readonly how: 'passed' | 'taken' | 'requested' | 'roles'
  readonly from?: string | undefined
  readonly to?: string | undefined
  readonly metadata?: string | undefined
  readonly roles?: readonly { readonly appId: string; readonly roles: readonly string[] }[] | undefined
}

/** How the person rated: questions of a form, or one answer of ours. */
type Feedback = {
  readonly about?: string | undefined
  readonly rating?: string | undefined
  readonly answers?: readonly FeedbackAnswer[] | undefined
}

export type FeedbackAnswer = {
  readonly screen?: string | undefined
  readonly question: string
  readonly type?: string | undefined
  readonly answer?: string | undefined
  readonly comment?: string | undefined
}
