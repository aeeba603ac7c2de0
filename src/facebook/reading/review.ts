import { subjectOf } from '#domain/conversations/subject-of.ts'
import type { Subject } from '#domain/conversations/subject.ts'
import type { Part } from '#domain/entries/part.ts'
import { idOf, own, textOf } from '../json/value.ts'
import type { Read } from './item.ts'
import { publicContent } from './public-content.ts'
import { reactedTo } from './public-reaction.ts'
import { actAbout, entryNamed, lastPart, restIn, type PublicItem } from './public-item.ts'

const OF_THE_REVIEW = [
  'open_graph_story_id',
  'reviewer_id',
  'reviewer_name',
  'rating',
  'has_rating',
  'review_text',
  'recommendation_type',
  'has_review',
]
const OF_THE_COMMENT = [
  'open_graph_story_id',
  'comment_id',
  'parent_id',
  'post_id',
  'message',
  'review_text',
  'reviewer_id',
  'reviewer_name',
]

/**
 * A review of the Page, and what is said under it (Page webhooks reference, ratings, v26.0; restfb fixtures). Without the id of its story it is kept
 * as not understood: nothing else names it for good. Its author edits it, which may be told with another time, and it is answered under that id alone.
 */
export function readReview(item: PublicItem): Read | undefined {
  const id = idOf(own(item.value, 'open_graph_story_id'))
  if (id === undefined) {
    return undefined
  }
  return item.item === 'rating' ? ofTheReview(item, id) : ofWhatIsUnderIt(item, id)
}

function ofTheReview(item: PublicItem, id: string): Read | undefined {
  const subject = subjectOf({ thing: 'review', storyId: lastPart(id) })
  const named = { thing: 'review', subject, id } as const
  const parts = partsIn(item)
  switch (item.verb) {
    case 'add': {
      const content = publicContent(item, {
        understood: OF_THE_REVIEW,
        asides: [],
        parts,
        words: 'review_text',
        whenEmpty: 'review without words',
      })
      return { fact: { ...entryNamed(item.about, named), act: 'added', author: item.by, content }, rest: undefined }
    }
    case 'edit':
    case 'edited':
      return {
        // Of an edit it is told when it happened: a review has one moment, its last.
        fact: {
          ...entryNamed({ ...item.about, beside: item.value }, named),
          act: 'edited',
          text: textOf(own(item.value, 'review_text')) ?? '',
          parts,
        },
        rest: restIn(item, OF_THE_REVIEW),
      }
    case 'remove':
      return { fact: { ...entryNamed(actAbout(item), named), act: 'removed' }, rest: restIn(item, OF_THE_REVIEW) }
    default:
      return undefined
  }
}

const RECOMMENDS: ReadonlyMap<string, boolean> = new Map([
  ['POSITIVE', true],
  ['NEGATIVE', false],
])

/** Stars, and since 2018 whether one recommends the Page. */
function partsIn({ value }: PublicItem): Part[] {
  const told = Number(own(value, 'rating'))
  const stars = Number.isInteger(told) && told >= 1 && told <= 5 ? told : undefined
  const isRecommended = RECOMMENDS.get(textOf(own(value, 'recommendation_type'))?.toUpperCase() ?? '')
  return stars === undefined && isRecommended === undefined ? [] : [{ kind: 'rating', stars, isRecommended }]
}

function ofWhatIsUnderIt(item: PublicItem, storyId: string): Read | undefined {
  const subject = subjectOf({ thing: 'review', storyId: lastPart(storyId) })
  const commentId = idOf(own(item.value, 'comment_id'))
  if (item.item === 'reaction' || item.item === 'like') {
    return reactedTo(item, { subject, id: commentId ?? storyId, thing: commentId === undefined ? 'review' : 'comment' })
  }
  if (item.item !== 'comment' || commentId === undefined) {
    return undefined
  }
  return readCommentOnIt(item, { subject, id: commentId })
}

type Place = { readonly subject: Subject; readonly id: string }

function readCommentOnIt(item: PublicItem, { subject, id }: Place): Read | undefined {
  const named = { thing: 'comment', subject, id } as const
  const rest = restIn(item, OF_THE_COMMENT)
  switch (item.verb) {
    case 'add': {
      const words = own(item.value, 'message') === undefined ? 'review_text' : 'message'
      const content = publicContent(item, {
        understood: OF_THE_COMMENT,
        asides: [],
        parts: [],
        words,
        whenEmpty: 'comment without content',
      })
      return { fact: { ...entryNamed(item.about, named), act: 'added', author: item.by, content }, rest: undefined }
    }
    case 'edit':
    case 'edited':
      return { fact: { ...entryNamed(actAbout(item), named), act: 'edited', text: textOf(own(item.value, 'message')) ?? '' }, rest }
    case 'remove':
      return { fact: { ...entryNamed(actAbout(item), named), act: 'removed' }, rest }
    default:
      return undefined
  }
}
