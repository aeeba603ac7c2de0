import { canReplyPrivately } from '../world/messenger/private-replies.ts'
import { nameOf, shownIdOf } from '../world/wall/authors.ts'
import { commentsUnder, findStory, postsOf } from '../world/wall/find.ts'
import { wallMediaUrl } from '../world/wall/links.ts'
import { ratingsOf } from '../world/wall/ratings.ts'
import type { Activity, Author, Comment, Mention, Post, Rating, WallMedia } from '../world/wall/wall.ts'
import type { Page, Person, World } from '../world/world.ts'

/** A Page's wall, newest post first. As a person sees it: nothing unpublished, hidden comments for their authors only. */
export function shownWall(world: World, page: Page, as: Person | undefined) {
  const posts = postsOf(world, page.id).filter((post) => !as || isSeen(post, as))
  const mentions = [...world.state.wall.mentions.values()].filter(({ pageId }) => pageId === page.id)
  return {
    posts: posts.map((post) => shownPost(world, post, as)),
    ratings: ratingsOf(world, page.id).map((rating) => shownRating(world, rating, as)),
    mentions: mentions.toReversed().map((mention) => shownMention(world, mention, as)),
  }
}

export function shownPost(world: World, post: Post, as?: Person) {
  return {
    ...shownActivity(world, post),
    kind: post.kind,
    media: post.media.map((media) => shownMedia(world, media)),
    link: post.link ?? null,
    is_published: post.isPublished,
    is_trashed: post.isTrashed,
    scheduled_at: world.state.wall.scheduled.get(post.id) ?? null,
    share_count: post.shareCount,
    comments: shownComments(world, post, as),
  }
}

function shownComments(world: World, post: Post, as: Person | undefined) {
  return commentsUnder(world, post)
    .filter((comment) => !as || !comment.isHidden || isBy(comment, as))
    .map((comment) => shownComment(world, comment))
}

export function shownComment(world: World, comment: Comment) {
  return {
    ...shownActivity(world, comment),
    post_id: comment.postId,
    parent_id: comment.parentId ?? null,
    media: comment.media ? shownMedia(world, comment.media) : comment.shareUrl ? { type: 'photo', url: comment.shareUrl } : null,
  }
}

export function shownRating(world: World, rating: Rating, as?: Person) {
  return {
    id: rating.id,
    person: shownAuthor(world, { kind: 'person', personId: rating.personId }),
    recommendation_type: rating.recommendation,
    review_text: rating.text,
    rating: rating.rating ?? null,
    at: rating.at,
    ...shownUnder(world, rating.id, as),
  }
}

/** One in a comment is answered on the wall where that stands. */
function shownMention(world: World, { id, personId, item, postId, message, at }: Mention, as: Person | undefined) {
  const person = shownAuthor(world, { kind: 'person', personId })
  return { id, person, item, post_id: postId, message, at, ...shownUnder(world, id, as) }
}

function shownUnder(world: World, storyId: string, as: Person | undefined) {
  const story = findStory(world, storyId)
  return { reactions: story ? shownReactions(story) : [], comments: story ? shownComments(world, story, as) : [] }
}

function shownActivity(world: World, activity: Activity) {
  return {
    id: activity.id,
    page_id: activity.pageId,
    from: shownAuthor(world, activity.by),
    /** What Graph and webhooks call the author. */
    from_id: shownIdOf(world, activity.pageId, activity.by),
    message: activity.message ?? '',
    message_tags: activity.tags,
    at: activity.at,
    updated_at: activity.updatedAt,
    is_hidden: activity.isHidden,
    is_anonymous: activity.isAnonymous,
    reactions: shownReactions(activity),
    private_reply: activity.privateReply !== undefined,
    can_reply_privately: canReplyPrivately(world, activity),
    app_id: activity.appId ?? null,
  }
}

function shownReactions({ reactions }: Activity) {
  return [...reactions.values()].map(({ by, type }) => ({ by: idOf(by), type }))
}

function shownAuthor(world: World, by: Author) {
  return { kind: by.kind, id: idOf(by), name: nameOf(world, by) }
}

/** A path, so that the page may be open under any name of this machine. */
function shownMedia(world: World, media: WallMedia) {
  return {
    id: media.id,
    type: media.type,
    url: wallMediaUrl(world, media).slice(world.origin.length),
    width: media.width,
    height: media.height,
  }
}

function isSeen(post: Post, as: Person): boolean {
  return (post.isPublished && !post.isTrashed && !post.isHidden) || isBy(post, as)
}

function isBy({ by }: Activity, person: Person): boolean {
  return by.kind === 'person' && by.personId === person.id
}

function idOf(by: Author): string {
  return by.kind === 'person' ? by.personId : by.pageId
}
