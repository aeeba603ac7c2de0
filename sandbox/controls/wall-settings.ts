import type { WallSettings } from '../world/wall/wall-settings.ts'
import { amount, flag, type Input, oneOf } from './input.ts'

/** The settings of walls, as `GET settings` shows them. */
export function shownWallSettings(settings: WallSettings) {
  return {
    wall_person_ids: settings.wallPersonIds,
    wall_shows_people: settings.wallShowsPeople,
    id_types: settings.idTypes,
    feed_post_object: settings.feedPostObject,
    feed_sender: settings.feedSender,
    feed_likes: settings.feedLikes,
    feed_created_time: settings.feedCreatedTime,
    feed_hide_from: settings.feedHideFrom,
    feed_removes_answers: settings.feedRemovesAnswers,
    feed_message_tags: settings.feedMessageTags,
    person_mentions: settings.personMentions,
    story_comments: settings.storyComments,
    duplicate_comments: settings.duplicateComments,
    comments_per_minute: settings.commentsPerMinute,
  }
}

/** Takes over what is given; throws `ControlError` for a value of the wrong kind. */
export function changeWallSettings(settings: WallSettings, input: Input): void {
  settings.wallPersonIds = oneOf(input, 'wall_person_ids', ['psid', 'own']) ?? settings.wallPersonIds
  settings.wallShowsPeople = flag(input, 'wall_shows_people') ?? settings.wallShowsPeople
  settings.idTypes = oneOf(input, 'id_types', ['strings', 'numbers']) ?? settings.idTypes
  settings.personMentions = oneOf(input, 'person_mentions', ['named', 'kept']) ?? settings.personMentions
  settings.storyComments = oneOf(input, 'story_comments', ['allowed', 'refused']) ?? settings.storyComments
  settings.duplicateComments = oneOf(input, 'duplicate_comments', ['allowed', 'refused']) ?? settings.duplicateComments
  settings.commentsPerMinute = amount(input, 'comments_per_minute') ?? settings.commentsPerMinute
  changeFeedSettings(settings, input)
}

function changeFeedSettings(settings: WallSettings, input: Input): void {
  settings.feedPostObject = flag(input, 'feed_post_object') ?? settings.feedPostObject
  settings.feedSender = oneOf(input, 'feed_sender', ['from', 'sender_id']) ?? settings.feedSender
  settings.feedLikes = flag(input, 'feed_likes') ?? settings.feedLikes
  settings.feedCreatedTime = oneOf(input, 'feed_created_time', ['event', 'object']) ?? settings.feedCreatedTime
  settings.feedHideFrom = oneOf(input, 'feed_hide_from', ['author', 'page']) ?? settings.feedHideFrom
  settings.feedRemovesAnswers = flag(input, 'feed_removes_answers') ?? settings.feedRemovesAnswers
  settings.feedMessageTags = flag(input, 'feed_message_tags') ?? settings.feedMessageTags
}
