/** Where the docs leave open what the Send API does. */
export type SendSettings = {
  /** What a missing `messaging_type` counts as: docs call it required, many official samples leave it out. */
  missingMessagingType: 'response' | 'refused'
  /** A HUMAN_AGENT message of an app without the feature: judged as if it had no tag, or refused. */
  humanAgentWithoutFeature: 'as_untagged' | 'refused'
  /** Titles of buttons, quick replies and elements over their limit. Reports tell of both. */
  overlongTitles: 'refused' | 'cut'
  /** A greeting of more than the documented 160 characters. Meta's own sample app sets one; whether Facebook takes it is not proven. */
  overlongGreeting: 'taken' | 'refused'
  /** One page of the docs lists a comment among the acts that open the window, another does not. */
  commentOpensWindow: boolean
  /** A reaction, typing or a mark of having seen outside the window: the docs tell neither that it is taken nor that it is refused. */
  senderActionOutsideWindow: 'taken' | 'refused'
  /** The least time between two marketing messages on one token. */
  marketingMessageDelayMs: number
  /** How a new utility template is reviewed: by the documented rules at once, or left for a control. */
  templateReview: 'at_once' | 'by_hand'
  /** How long Facebook waits for a file at a URL (10 s; films 75 s): tests need not. */
  fetchTimeoutMs: number
  videoFetchTimeoutMs: number
}

const SECOND = 1000
const DAY = 24 * 3_600_000

export function defaultSendSettings(): SendSettings {
  return {
    missingMessagingType: 'response',
    humanAgentWithoutFeature: 'as_untagged',
    overlongTitles: 'refused',
    overlongGreeting: 'taken',
    commentOpensWindow: false,
    senderActionOutsideWindow: 'taken',
    marketingMessageDelayMs: DAY,
    templateReview: 'at_once',
    fetchTimeoutMs: 10 * SECOND,
    videoFetchTimeoutMs: 75 * SECOND,
  }
}
