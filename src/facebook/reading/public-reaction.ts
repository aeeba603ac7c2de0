import { subjectOf } from '#domain/conversations/subject-of.ts'
import { THE_PAGE, type Reaction } from '#domain/entries/reaction.ts'
import { idOf, own, titleOf } from '../json/value.ts'
import { placeOf } from './comment.ts'
import type { Read } from './item.ts'
import { entryNamed, lastPart, restIn, type PublicItem } from './public-item.ts'

const EMOJI: Readonly<Record<string, string>> = { like: '👍', love: '❤️', wow: '😮', haha: '😆', sad: '😢', angry: '😡', care: '🤗' }
const OF_THE_REACTION = [
  'post_id',
  'comment_id',
  'parent_id',
  'open_graph_story_id',
  'reviewer_id',
  'reviewer_name',
  'reaction_type',
  'post',
  'user_id',
  'published',
]

/**
 * A like or another reaction to a post or a comment; Facebook tells a like under both names (Page webhooks reference, feed, v26.0; bodies of
 * 2017). A like of the Page itself names only who liked.
 */
export function readPublicReaction(item: PublicItem): Read | undefined {
  const on = targetOf(item)
  if (on) {
    return reactedTo(item, on)
  }
  return isOfThePage(item)
    ? { fact: { ...item.about, act: 'told-channel', what: 'liked', label: `like ${item.verb}` }, rest: undefined }
    : undefined
}

type On = Parameters<typeof entryNamed>[1]

export function reactedTo(item: PublicItem, on: On): Read | undefined {
  const isTakenOff = item.verb === 'remove'
  const reaction = isTakenOff ? undefined : reactionIn(item)
  return isTakenOff || reaction
    ? {
        fact: { ...entryNamed({ ...item.about, beside: item.value }, on), act: 'reacted', by: byIn(item), reaction },
        rest: restIn(item, OF_THE_REACTION),
      }
    : undefined
}

function targetOf(item: PublicItem): On | undefined {
  const comment = placeOf(item)
  if (comment) {
    return { thing: 'comment', subject: comment.subject, id: comment.id }
  }
  const id = idOf(own(item.value, 'post_id'))
  return id === undefined ? undefined : { thing: 'post', subject: subjectOf({ thing: 'post', postId: lastPart(id) }), id }
}

function isOfThePage({ item, value }: PublicItem): boolean {
  return item === 'like' && own(value, 'parent_id') === undefined
}

/** Who is not named is told apart by the moment. */
function byIn({ by, createdAt }: PublicItem): string {
  return by.kind === 'page' ? THE_PAGE : (by.who?.externalId ?? `unnamed:${createdAt?.getTime() ?? ''}`)
}

function reactionIn({ item, value }: PublicItem): Reaction | undefined {
  const name = item === 'like' ? 'like' : titleOf(own(value, 'reaction_type'))?.toLowerCase().slice(0, 50)
  return name === undefined ? undefined : { name, emoji: EMOJI[name] }
}
