import type { SendSettings } from '../world/messenger/send/send-settings.ts'
import { flag, type Input, oneOf, waitMs } from './input.ts'

export function shownSendSettings(settings: SendSettings) {
  return {
    missing_messaging_type: settings.missingMessagingType,
    human_agent_without_feature: settings.humanAgentWithoutFeature,
    overlong_titles: settings.overlongTitles,
    overlong_greeting: settings.overlongGreeting,
    comment_opens_window: settings.commentOpensWindow,
    sender_action_outside_window: settings.senderActionOutsideWindow,
    marketing_message_delay_ms: settings.marketingMessageDelayMs,
    template_review: settings.templateReview,
    fetch_timeout_ms: settings.fetchTimeoutMs,
    video_fetch_timeout_ms: settings.videoFetchTimeoutMs,
  }
}

export function changeSendSettings(settings: SendSettings, input: Input): void {
  settings.missingMessagingType = oneOf(input, 'missing_messaging_type', ['response', 'refused']) ?? settings.missingMessagingType
  settings.humanAgentWithoutFeature =
    oneOf(input, 'human_agent_without_feature', ['as_untagged', 'refused']) ?? settings.humanAgentWithoutFeature
  settings.overlongTitles = oneOf(input, 'overlong_titles', ['refused', 'cut']) ?? settings.overlongTitles
  settings.overlongGreeting = oneOf(input, 'overlong_greeting', ['taken', 'refused']) ?? settings.overlongGreeting
  settings.commentOpensWindow = flag(input, 'comment_opens_window') ?? settings.commentOpensWindow
  settings.senderActionOutsideWindow =
    oneOf(input, 'sender_action_outside_window', ['taken', 'refused']) ?? settings.senderActionOutsideWindow
  settings.marketingMessageDelayMs = waitMs(input, 'marketing_message_delay_ms') ?? settings.marketingMessageDelayMs
  settings.templateReview = oneOf(input, 'template_review', ['at_once', 'by_hand']) ?? settings.templateReview
  settings.fetchTimeoutMs = waitMs(input, 'fetch_timeout_ms') ?? settings.fetchTimeoutMs
  settings.videoFetchTimeoutMs = waitMs(input, 'video_fetch_timeout_ms') ?? settings.videoFetchTimeoutMs
}
