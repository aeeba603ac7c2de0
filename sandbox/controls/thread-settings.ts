import type { ThreadSettings } from '../world/messenger/thread-settings.ts'
import { flag, type Input, oneOf } from './input.ts'

/** The settings of threads, as `GET settings` shows them. */
export function shownThreadSettings(settings: ThreadSettings) {
  return {
    late_private_reply: settings.latePrivateReply,
    denied_profile: settings.deniedProfile,
    old_message_error: settings.oldMessageError,
    old_messages_listed: settings.oldMessagesListed,
    handover: settings.handover,
  }
}

/** Takes over what is given; throws `ControlError` for a value of the wrong kind. */
export function changeThreadSettings(settings: ThreadSettings, input: Input): void {
  settings.latePrivateReply = oneOf(input, 'late_private_reply', ['not_valid', 'not_allowed']) ?? settings.latePrivateReply
  settings.deniedProfile = oneOf(input, 'denied_profile', ['error', 'empty']) ?? settings.deniedProfile
  settings.oldMessageError = oneOf(input, 'old_message_error', ['deleted', 'unsupported']) ?? settings.oldMessageError
  settings.oldMessagesListed = flag(input, 'old_messages_listed') ?? settings.oldMessagesListed
  settings.handover = oneOf(input, 'handover', ['routing', 'protocol']) ?? settings.handover
}
