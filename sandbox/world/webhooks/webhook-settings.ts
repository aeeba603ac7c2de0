const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** The app that the Page's own inbox and Business Suite stand for in echoes (Messenger Platform docs, message_echoes, 2026-03; integrators' logs). */
export const INBOX_APP_IDS = ['26390203743090', '263902037430900'] as const

/**
 * How a link is told: title and address in `payload`; beside `type` with `payload` null; the same with the address behind Facebook's own
 * detour; "Attachment Unavailable" without an address; nothing but the type (docs 2026-06, and integrators' logs).
 */
export const FALLBACK_SHAPES = ['payload', 'beside', 'detour', 'unavailable', 'bare'] as const

/** What of webhooks and of people's acts is not documented, differs between sources, or is a matter of load. */
export type WebhookSettings = {
  /** How many entries one POST may hold. 1, as documented for messages; Graph's own webhooks say up to 1000. */
  webhookBatchMax: number
  /** How long the first entry of a POST waits for others. */
  webhookBatchWaitMs: number
  /** After this time of failure the app is told (the journal shows it), and after that one taken off the Page. */
  webhookAlertAfterMs: number
  webhookUnsubscribeAfterMs: number
  /** The dashboard's test samples: in the usual envelope, or the bare change as some receivers logged it. */
  testSampleShape: 'changes' | 'bare'
  /** Until 30 August 2026 a sticker came as an image and as a sticker; since then as a sticker alone. */
  stickerShape: 'sticker' | 'image_and_sticker'
  fallbackShape: (typeof FALLBACK_SHAPES)[number]
  /** A text with an address brings the link as an attachment along, as Messenger does. */
  linkPreviews: boolean
  /** The docs say integer, their sample shows a string. */
  numEditType: 'number' | 'string'
  /** An unsent message is documented for Instagram only; seen as a boolean and as a string. */
  unsendShape: 'boolean' | 'string' | 'none'
  /** Answers from the Page's own inbox name its app in their echo, or no app. */
  inboxEchoNamesApp: boolean
  /** Which number that app has: as Meta's page prints it, or one nought longer, as integrators' code and logs have it. */
  inboxAppId: (typeof INBOX_APP_IDS)[number]
  /** `app_id` of an echo is a number in the docs; texts were seen. */
  echoAppIdType: 'number' | 'string'
  /** `delivery.mids` may be missing. */
  deliveryNamesMids: boolean
  /** Messages of a thread that was handed over tell which apps they passed through. */
  hopContext: boolean
  /** How long an ad opens the window: "up to 7 days" (policy, 2026-09-28). */
  adWindowMs: number
}

export function defaultWebhookSettings(): WebhookSettings {
  return {
    webhookBatchMax: 1,
    webhookBatchWaitMs: 0,
    webhookAlertAfterMs: 15 * MINUTE,
    webhookUnsubscribeAfterMs: HOUR,
    testSampleShape: 'changes',
    stickerShape: 'sticker',
    fallbackShape: 'payload',
    linkPreviews: true,
    numEditType: 'number',
    unsendShape: 'boolean',
    inboxEchoNamesApp: true,
    inboxAppId: '26390203743090',
    echoAppIdType: 'number',
    deliveryNamesMids: true,
    hopContext: false,
    adWindowMs: 7 * 24 * HOUR,
  }
}
