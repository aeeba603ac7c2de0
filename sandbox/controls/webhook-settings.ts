import { FALLBACK_SHAPES, INBOX_APP_IDS, type WebhookSettings } from '../world/webhooks/webhook-settings.ts'
import { amount, count, flag, type Input, oneOf, waitMs } from './input.ts'

/** The settings of webhooks and of people's acts, as `GET settings` shows them. */
export function shownWebhookSettings(settings: WebhookSettings) {
  return {
    webhook_batch_max: settings.webhookBatchMax,
    webhook_batch_wait_ms: settings.webhookBatchWaitMs,
    webhook_alert_after_ms: settings.webhookAlertAfterMs,
    webhook_unsubscribe_after_ms: settings.webhookUnsubscribeAfterMs,
    test_sample_shape: settings.testSampleShape,
    sticker_shape: settings.stickerShape,
    fallback_shape: settings.fallbackShape,
    link_previews: settings.linkPreviews,
    num_edit_type: settings.numEditType,
    unsend_shape: settings.unsendShape,
    inbox_echo_names_app: settings.inboxEchoNamesApp,
    inbox_app_id: settings.inboxAppId,
    echo_app_id_type: settings.echoAppIdType,
    delivery_names_mids: settings.deliveryNamesMids,
    hop_context: settings.hopContext,
    ad_window_ms: settings.adWindowMs,
  }
}

/** Takes over what is given; throws `ControlError` for a value of the wrong kind. */
export function changeWebhookSettings(settings: WebhookSettings, input: Input): void {
  settings.webhookBatchMax = count(input, 'webhook_batch_max') ?? settings.webhookBatchMax
  settings.webhookBatchWaitMs = waitMs(input, 'webhook_batch_wait_ms') ?? settings.webhookBatchWaitMs
  settings.webhookAlertAfterMs = amount(input, 'webhook_alert_after_ms') ?? settings.webhookAlertAfterMs
  settings.webhookUnsubscribeAfterMs = amount(input, 'webhook_unsubscribe_after_ms') ?? settings.webhookUnsubscribeAfterMs
  settings.adWindowMs = amount(input, 'ad_window_ms') ?? settings.adWindowMs
  changeShapes(settings, input)
}

function changeShapes(settings: WebhookSettings, input: Input): void {
  settings.testSampleShape = oneOf(input, 'test_sample_shape', ['changes', 'bare']) ?? settings.testSampleShape
  settings.stickerShape = oneOf(input, 'sticker_shape', ['sticker', 'image_and_sticker']) ?? settings.stickerShape
  settings.fallbackShape = oneOf(input, 'fallback_shape', FALLBACK_SHAPES) ?? settings.fallbackShape
  settings.linkPreviews = flag(input, 'link_previews') ?? settings.linkPreviews
  settings.numEditType = oneOf(input, 'num_edit_type', ['number', 'string']) ?? settings.numEditType
  settings.unsendShape = oneOf(input, 'unsend_shape', ['boolean', 'string', 'none']) ?? settings.unsendShape
  settings.inboxEchoNamesApp = flag(input, 'inbox_echo_names_app') ?? settings.inboxEchoNamesApp
  settings.inboxAppId = oneOf(input, 'inbox_app_id', INBOX_APP_IDS) ?? settings.inboxAppId
  settings.echoAppIdType = oneOf(input, 'echo_app_id_type', ['number', 'string']) ?? settings.echoAppIdType
  settings.deliveryNamesMids = flag(input, 'delivery_names_mids') ?? settings.deliveryNamesMids
  settings.hopContext = flag(input, 'hop_context') ?? settings.hopContext
}
