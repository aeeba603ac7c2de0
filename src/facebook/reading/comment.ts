import { subjectOf } from '#domain/conversations/subject-of.ts'
import type { Subject } from '#domain/conversations/subject.ts'
import type { Content } from '#domain/entries/content.ts'
import type { Part } from '#domain/entries/part.ts'
import { addressOf, idOf, own, textOf, type JsonObject } from '../json/value.ts'
import type { Read } from './item.ts'
import { actAbout, entryNamed, lastPart, restIn, type PublicItem } from './public-item.ts'
import { mentionsIn } from './message-tags.ts'
import { publicContent } from './public-content.ts'

const OF_THE_COMMENT = ['comment_id', 'post_id', 'message', 'message_tags', 'photo', 'video']
/** About the post, and about who sees the comment: that is told by other events, or read from Facebook. */
const ASIDES = ['parent_id', 'post', 'is_hidden', 'published', 'permalink_url', 'recipient_id', 'edited_time']

/** A comment, an answer to one, and what became of it (Page webhooks reference, feed, v26.0; restfb fixtures). */
export function readComment(item: PublicItem): Read | undefined {
  const place = placeOf(item)
  if (!place) {
    return undefined
  }
  const { id, subject, repliesTo } = place
  const act = entryNamed(actAbout(item), { thing: 'comment', subject, id })
  const rest = restIn(item, [...OF_THE_COMMENT, ...ASIDES])
  switch (item.verb) {
    case 'add':
      return {
        fact: {
          ...entryNamed(item.about, { thing: 'comment', subject, id }),
          act: 'added',
          author: item.by,
          content: contentOf(item, repliesTo),
        },
        rest: undefined,
      }
    case 'edit':
    case 'edited':
      return { fact: { ...act, act: 'edited', text: textOf(own(item.value, 'message')) ?? '', parts: partsTold(item.value) }, rest }
    case 'remove':
      return { fact: { ...act, act: 'removed' }, rest }
    case 'hide':
      return { fact: { ...act, act: 'hidden' }, rest }
    case 'unhide':
      return { fact: { ...act, act: 'unhidden' }, rest }
    default:
      return undefined
  }
}

/** A comment may have one picture or one film; one of those alone comes without words. */
function contentOf(item: PublicItem, repliesTo: string | undefined): Content {
  const content = publicContent(item, {
    understood: OF_THE_COMMENT,
    asides: ASIDES,
    parts: partsIn(item.value),
    repliesTo,
    whenEmpty: 'comment without content',
  })
  const mentions = mentionsIn(content.text, own(item.value, 'message_tags'))
  return mentions.length === 0 ? content : { ...content, mentions }
}

/** Of an edit Facebook tells the picture or the film that stands there since. That there is none any more it does not tell. */
function partsTold(value: JsonObject): Part[] | undefined {
  const parts = partsIn(value)
  return parts.length === 0 ? undefined : parts
}

function partsIn(value: JsonObject): Part[] {
  const [photo, video] = [addressOf(own(value, 'photo')), addressOf(own(value, 'video'))]
  return [
    ...(photo === undefined ? [] : [{ kind: 'file', what: 'picture', url: photo } as const]),
    ...(video === undefined ? [] : [{ kind: 'file', what: 'video', url: video } as const]),
  ]
}

export type PlaceOfComment = {
  readonly id: string
  readonly subject: Subject
  /** The comment that it answers; undefined at the head of a thread. */
  readonly repliesTo: string | undefined
}

/**
 * Where a comment stands. At the head of its thread when its parent is the post, whichever way both are spelled; else below its parent. Which
 * post it is stands in `post_id`, and where that is missing in the parent or in the comment's own name.
 */
export function placeOf({ value, pageId }: PublicItem): PlaceOfComment | undefined {
  const [id, told, parent] = ['comment_id', 'post_id', 'parent_id'].map((name) => idOf(own(value, name)))
  if (id === undefined) {
    return undefined
  }
  const story = id.split('_').at(-2)
  const isUnderPost =
    parent === undefined ||
    [told && lastPart(told), story].includes(lastPart(parent)) ||
    (parent.startsWith(`${pageId}_`) && parent.split('_').length === 2)
  const post = told ?? (isUnderPost ? parent : undefined) ?? story
  if (post === undefined) {
    return undefined
  }
  const rootId = isUnderPost ? lastPart(id) : lastPart(parent)
  return {
    id,
    subject: subjectOf({ thing: 'comment', postId: lastPart(post), rootId, by: 'unknown' }),
    repliesTo: isUnderPost ? undefined : rootId,
  }
}
