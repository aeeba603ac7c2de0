/** The thread of one person and one Page, with what both have seen. Times are milliseconds. */
export type Conversation = {
  readonly id: string
  readonly pageId: string
  readonly personId: string
  readonly psid: string
  readonly messages: Message[]
  /** When the person last did something that opens the messaging window. */
  openedAt: number | undefined
  /** How long that window lasts: 24 hours, or up to 7 days when an ad opened it. */
  windowMs: number
  /** Everything the Page sent up to this time reached the person's phone / was seen there. */
  deliveredUpTo: number
  readUpTo: number
  /** The Page has seen what the person wrote up to this time. */
  seenByPageUpTo: number
  pageTypesUntil: number
  /** The app that controls the thread (handover). Undefined: every subscribed app gets everything. */
  ownerAppId: string | undefined
  /** When that control ends by itself; without an owner, when the last one gave it up. */
  ownerUntil: number | undefined
  folder: 'inbox' | 'other' | 'spam'
}

export type Message = {
  readonly mid: string
  readonly from: 'person' | 'page'
  text: string | undefined
  readonly at: number
  readonly attachments: readonly MessageAttachment[]
  readonly appId?: string | undefined
  readonly metadata?: string | undefined
  readonly tag?: string | undefined
  readonly personaId?: string | undefined
  /** Sent to a `user_ref`: no echo, delivery or read is told of it. */
  readonly isByUserRef?: boolean | undefined
  /** The message this one answers. */
  readonly replyTo?: string | undefined
  /** What the Page offers under its text. */
  readonly quickReplies?: readonly QuickReply[] | undefined
  /** The payload of the quick reply that the person tapped. */
  readonly quickReply?: string | undefined
  /** A tapped button: it stands in the thread like a message, but reaches the app as `postback`. */
  readonly postback?: { readonly payload: string; readonly title: string } | undefined
  /** More members of the webhook's `message`, as Facebook names them: referral, commands, nlp, is_unsupported … */
  readonly more?: Readonly<Record<string, unknown>> | undefined
  /** What stands next to `message` in the webhook: `prior_message` of a website plugin. */
  readonly beside?: Readonly<Record<string, unknown>> | undefined
  reactions?: Reactions | undefined
  edits?: number | undefined
  /** Taken back by the person. */
  isUnsent?: boolean | undefined
}

type Reactions = { person?: Reaction | undefined; page?: Reaction | undefined }
export type Reaction = { readonly reaction: string; readonly emoji: string }

export type QuickReply = {
  readonly content_type: string
  readonly title?: string | undefined
  readonly payload?: string | undefined
  readonly image_url?: string | undefined
}

/** What hangs on a message. `mediaId` names our own copy of a file; anything else stands in `payload` as Facebook shows it. */
export type MessageAttachment = {
  /** image, video, audio, file, sticker, template, fallback, location, reel, post … */
  readonly type: string
  readonly mediaId?: string | undefined
  readonly payload?: Readonly<Record<string, unknown>> | undefined
  readonly title?: string | undefined
  readonly url?: string | undefined
}
