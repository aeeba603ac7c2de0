/** What is not proven about walls and their webhooks. */
export type WallSettings = {
  /** The Page-scoped id in `from` equals the PSID of Messenger, or is another one. */
  wallPersonIds: 'psid' | 'own'
  /** Names of people without a role need Advanced Access; without it `from` is missing. */
  wallShowsPeople: boolean
  /** `photo_id`, `video_id`, `share_id` and `recipient_id` in `feed` webhooks: text as documented, numbers as in older bodies. */
  idTypes: 'strings' | 'numbers'
  /** A comment's webhook carries `post{…}`; some bodies of 2025 have none. */
  feedPostObject: boolean
  /** Who did it stands in `from`, or (before v2.11) in `sender_id`, a number, and `sender_name`. */
  feedSender: 'from' | 'sender_id'
  /** A like also comes as the old item `like`, as in bodies of 2017. */
  feedLikes: boolean
  /** `created_time` of an edited or hidden comment: when that happened (recorded bodies), or when it was written (docs). */
  feedCreatedTime: 'event' | 'object'
  /** Whom `from` of a hide names: the author of the comment, or the Page that hid it. */
  feedHideFrom: 'author' | 'page'
  /** Answers below a removed comment are removed with it; whether each has its own webhook is not known. */
  feedRemovesAnswers: boolean
  /** Whether a comment's webhook tells who is named in its text, as Graph does; no recorded body has it. */
  feedMessageTags: boolean
  /** `@[id]` of a person in a text becomes their name, or stays as it is (an app without the feature Page Mentioning). */
  personMentions: 'named' | 'kept'
  /**
   * Whether the Page's app may comment on a review (products do; Facebook's documentation does not say) and on what names the Page elsewhere (nowhere
   * told). Refused, they are not there for it (100/33).
   */
  storyComments: 'allowed' | 'refused'
  /** The same comment twice by the Page in one place: passes, or 506. */
  duplicateComments: 'allowed' | 'refused'
  /** More comments by the Page within a minute are 368/1390008; 0 sets no limit. */
  commentsPerMinute: number
}

export function defaultWallSettings(): WallSettings {
  return {
    wallPersonIds: 'psid',
    wallShowsPeople: true,
    idTypes: 'strings',
    feedPostObject: true,
    feedSender: 'from',
    feedLikes: false,
    feedCreatedTime: 'event',
    feedHideFrom: 'author',
    feedRemovesAnswers: false,
    feedMessageTags: false,
    personMentions: 'named',
    storyComments: 'allowed',
    duplicateComments: 'allowed',
    commentsPerMinute: 0,
  }
}
