import { readComment } from './comment.ts'
import { readMention } from './mention.ts'
import { ofThePage } from './of-the-page.ts'
import { readPost } from './post.ts'
import type { ReadPublic } from './public-item.ts'
import { readPublicReaction } from './public-reaction.ts'
import { readReview } from './review.ts'
import { shape, type Shape } from './shape.ts'

/** A kind of `changes` item: the field that tells it and the items it is about (undefined: all), its reader, and the forms in which it comes. */
export type ChangeKind = {
  readonly field: string
  readonly items: readonly string[] | undefined
  readonly read: ReadPublic
  readonly shapes: readonly Shape[]
}

/** Every kind of `changes` item that the desk understands. What stands nowhere here is kept as it came. */
export const CHANGES: readonly ChangeKind[] = [
  {
    field: 'feed',
    items: ['comment'],
    read: readComment,
    shapes: [
      shape('comment', 'commented on a post', 'A message in the ticket of its thread, with the post above; it waits for an answer'),
      shape('comment-answer', 'answered a comment', 'A message in the same ticket, below what it answers'),
      shape('comment-photo', 'commented with a picture alone', 'A message with a file. Films come in the same way'),
      shape('comment-of-nobody', 'commented, and Facebook does not say who', 'The same, by somebody without a name'),
      shape(
        'comment-on-photo',
        "commented on a picture; its parent names the album and not the Page's post",
        'The same: the last part of an id names',
      ),
      shape('comment-old', 'commented, as older versions tell it', 'The same; the post stands in the parent, who wrote it beside'),
      shape('comment-of-the-page', 'the Page answered', 'A message of the Page; it answers what was asked before'),
      shape('comment-edited', 'edited a comment', 'The message shows the new words, its history, and the picture that it has since'),
      shape('comment-removed', 'a comment was deleted', 'The message is shown as removed; only administrators read what it said'),
      shape('comment-hidden', 'a comment was hidden', 'The message is marked as hidden'),
      shape('comment-unhidden', 'a comment is shown again', 'The mark goes'),
    ],
  },
  {
    field: 'feed',
    items: ['status', 'post', 'photo', 'video', 'share', 'album', 'event', 'note', 'coupon', 'milestone'],
    read: readPost,
    shapes: [
      shape('post-of-the-page', 'the Page posted', 'The post stands above its comments; it opens nothing'),
      shape('post-of-a-visitor', 'a visitor posted on the Page', 'A message in a ticket of its own; it waits for an answer'),
      shape('post-photos', 'the Page posted pictures', 'The post with its pictures'),
      shape('post-scheduled', 'the Page will post', 'The post is kept and shown once it is out'),
      shape('post-video', 'a film of the Page is being made ready', 'The same'),
      shape('post-share', 'the Page shared something', 'The post with its link'),
      shape('post-edited', 'a post was edited, or moved to the trash', 'The post shows the new words and its history'),
      shape('post-removed', 'a post was deleted', 'The post is shown as removed'),
      shape('post-hidden', 'a post was hidden', 'The post is marked as hidden'),
      shape('post-unhidden', 'a post is shown again', 'The mark goes'),
    ],
  },
  {
    field: 'feed',
    items: ['reaction', 'like'],
    read: readPublicReaction,
    shapes: [
      shape('comment-reaction', 'reacted to a comment', 'The reaction stands on the message; it waits for no answer'),
      shape('post-reaction', 'reacted to a post', 'The reaction is counted at the post'),
      shape('post-like', 'liked a post, as Facebook tells it beside the reaction', 'The same'),
      shape('post-reaction-taken-off', 'took the reaction off', 'It stands there no more'),
      shape('page-like', 'liked the Page', 'It is kept and stands in no conversation'),
    ],
  },
  {
    field: 'mention',
    items: undefined,
    read: readMention,
    shapes: [
      shape('mention', 'named the Page in a post elsewhere', 'A message in a ticket of its own; who wrote it Facebook does not say'),
      shape('mention-in-comment', 'named the Page in a comment elsewhere', 'The same'),
    ],
  },
  {
    field: 'ratings',
    items: undefined,
    read: readReview,
    shapes: [
      shape('review', 'recommended the Page, or did not', 'A message in a ticket of its own, with what was given'),
      shape('review-stars', 'gave stars, as older versions tell it', 'The same, with the stars'),
      shape('review-edited', 'changed a review', 'The message shows the new words, and what is given now'),
      shape('review-removed', 'took a review back', 'The message is shown as removed'),
      shape('review-comment', 'commented on a review', 'A message in the same ticket'),
      shape('review-reaction', 'reacted to a review', 'The reaction stands on the message'),
    ],
  },
  {
    field: 'live_videos',
    items: undefined,
    read: ofThePage('live-video'),
    shapes: [shape('live-video', 'a live film began or ended', 'It is kept and stands in no conversation')],
  },
  {
    field: 'inbox_labels',
    items: undefined,
    read: ofThePage('inbox-label'),
    shapes: [shape('inbox-label', 'somebody got a label in the inbox of the Page', 'It is kept and stands in no conversation')],
  },
]
