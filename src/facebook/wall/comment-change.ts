import { addressOf, idOf, momentOf, own, textOf, type JsonObject } from '../json/value.ts'

/** What is asked of each comment (Graph reference, Comment, v26.0). */
export const COMMENT_FIELDS = 'id,created_time,from,message,message_tags,is_hidden,parent{id},attachment{type,media,url}'

/** A comment of the wall as the webhook would have told it, so that one reader reads both. */
export function commentChange(comment: JsonObject, postId: string): JsonObject {
  const at = momentOf(own(comment, 'created_time'))
  const [from, tags] = [own(comment, 'from'), own(comment, 'message_tags')]
  return {
    field: 'feed',
    value: {
      item: 'comment',
      verb: 'add',
      comment_id: own(comment, 'id'),
      post_id: postId,
      parent_id: idOf(own(own(comment, 'parent'), 'id')) ?? postId,
      message: textOf(own(comment, 'message')) ?? '',
      ...(from === undefined ? {} : { from }),
      ...(tags === undefined ? {} : { message_tags: tags }),
      ...(at === undefined ? {} : { created_time: Math.floor(at.getTime() / 1000) }),
      ...filesOf(own(comment, 'attachment')),
    },
  }
}

/** A comment has one picture, film or GIF at most. */
function filesOf(attachment: unknown): JsonObject {
  const media = own(attachment, 'media')
  const [picture, film] = [addressOf(own(own(media, 'image'), 'src')), addressOf(own(media, 'source'))]
  if (film !== undefined && textOf(own(attachment, 'type'))?.startsWith('video') === true) {
    return { video: film }
  }
  return picture === undefined ? {} : { photo: picture }
}
