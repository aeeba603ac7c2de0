import type { Mention, Post, Rating, StoryKind, Wall } from './wall.ts'

type Said = Pick<Rating | Mention, 'id' | 'pageId' | 'personId' | 'at'>

/** What a person says of a Page, as something that can be answered. */
export function newStory(story: StoryKind, { id, pageId, personId, at }: Said): Post {
  return {
    id,
    pageId,
    kind: 'status',
    by: { kind: 'person', personId },
    at,
    updatedAt: at,
    appId: undefined,
    adminId: undefined,
    message: undefined,
    tags: [],
    media: [],
    link: undefined,
    albumId: undefined,
    isPublished: true,
    isHidden: false,
    isTrashed: false,
    removedAt: undefined,
    isAnonymous: false,
    reactions: new Map(),
    privateReply: undefined,
    shareCount: 0,
    story,
    commentIds: [],
  }
}

/** The stories of a wall that an older snapshot holds: what was said there could not be answered. */
export function addStories({ posts, ratings, mentions }: Wall): void {
  const said = [
    ...[...ratings.values()].filter(({ removedAt }) => removedAt === undefined).map((rating) => newStory('review', rating)),
    ...[...mentions.values()].filter(({ item }) => item === 'post').map((mention) => newStory('mention', mention)),
  ]
  for (const story of said.filter(({ id }) => !posts.has(id))) {
    posts.set(story.id, story)
  }
}
