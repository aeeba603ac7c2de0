import type { Settings } from '../world/world.ts'
import { everWas, VERSION_FORM } from '../routes/graph/versions.ts'
import { amount, ControlError, flag, type Input, oneOf, text } from './input.ts'

/** Limits and the app's Graph version, as `GET settings` shows them. */
export function shownUsageSettings(settings: Settings) {
  return {
    default_version: settings.defaultVersion,
    throttling: settings.throttling,
    app_calls_per_user: settings.appCallsPerUser,
    page_calls_per_engaged_user: settings.pageCallsPerEngagedUser,
    messenger_calls_per_engaged_user: settings.messengerCallsPerEngagedUser,
    app_users_at_least: settings.appUsersAtLeast,
    engaged_users_at_least: settings.engagedUsersAtLeast,
    sends_per_second: settings.sendsPerSecond,
    media_sends_per_second: settings.mediaSendsPerSecond,
    conversation_calls_per_second: settings.conversationCallsPerSecond,
    page_usage_header: settings.pageUsageHeader,
  }
}

/** Takes over what is given; throws `ControlError` for a value of the wrong kind. */
export function changeUsageSettings(settings: Settings, input: Input): void {
  settings.defaultVersion = versionIn(input) ?? settings.defaultVersion
  settings.throttling = oneOf(input, 'throttling', ['on', 'headers', 'off']) ?? settings.throttling
  settings.appCallsPerUser = amount(input, 'app_calls_per_user') ?? settings.appCallsPerUser
  settings.pageCallsPerEngagedUser = amount(input, 'page_calls_per_engaged_user') ?? settings.pageCallsPerEngagedUser
  settings.messengerCallsPerEngagedUser = amount(input, 'messenger_calls_per_engaged_user') ?? settings.messengerCallsPerEngagedUser
  settings.appUsersAtLeast = amount(input, 'app_users_at_least') ?? settings.appUsersAtLeast
  settings.engagedUsersAtLeast = amount(input, 'engaged_users_at_least') ?? settings.engagedUsersAtLeast
  settings.sendsPerSecond = amount(input, 'sends_per_second') ?? settings.sendsPerSecond
  settings.mediaSendsPerSecond = amount(input, 'media_sends_per_second') ?? settings.mediaSendsPerSecond
  settings.conversationCallsPerSecond = amount(input, 'conversation_calls_per_second') ?? settings.conversationCallsPerSecond
  settings.pageUsageHeader = flag(input, 'page_usage_header') ?? settings.pageUsageHeader
}

function versionIn(input: Input): string | undefined {
  const version = text(input, 'default_version')
  if (version !== undefined && !(VERSION_FORM.test(version) && everWas(version))) {
    throw new ControlError(400, 'default_version must be a Graph version that exists, like v26.0.')
  }
  return version
}
