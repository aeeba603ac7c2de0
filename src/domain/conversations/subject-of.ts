import type { Subject } from './subject.ts'

/** Where something was said, by the ids that the channel told with it. */
export type Whereabouts =
  | { readonly thing: 'message'; readonly personId: string }
  /** `rootId`: the comment at the head of its thread, which may be itself. `by`: who wrote the post, where that is known. */
  | { readonly thing: 'comment'; readonly postId: string; readonly rootId: string; readonly by: 'page' | 'visitor' | 'unknown' }
  | { readonly thing: 'post'; readonly postId: string }
  | { readonly thing: 'mention'; readonly externalId: string }
  | { readonly thing: 'review'; readonly storyId: string }

/**
 * The conversation that something belongs to. Under a visitor's post everything is one conversation; under a post of the
 * Page's each thread is. While nobody knows whose post it is, it counts as the Page's: such threads are by far the most.
 */
export function subjectOf(where: Whereabouts): Subject {
  switch (where.thing) {
    case 'message':
      return { kind: 'direct', personId: where.personId }
    case 'comment':
      return where.by === 'visitor'
        ? { kind: 'post', postId: where.postId }
        : { kind: 'comments', postId: where.postId, rootId: where.rootId }
    case 'post':
      return { kind: 'post', postId: where.postId }
    case 'mention':
      return { kind: 'mention', entryId: where.externalId }
    case 'review':
      return { kind: 'review', storyId: where.storyId }
  }
}
