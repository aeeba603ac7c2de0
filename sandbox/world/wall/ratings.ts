import { announceChange } from '../webhooks/webhooks.ts'
import { type Page, type Person, tell, type World } from '../world.ts'
import { nameOf, shownIdOf } from './authors.ts'
import { findStory } from './find.ts'
import { newStoryId } from './posts.ts'
import { newStory } from './stories.ts'
import type { Rating } from './wall.ts'

export type RatingGiven = { readonly recommendation: Rating['recommendation']; readonly text: string; readonly rating?: number | undefined }

/** A person recommends the Page or does not. One rating per person and Page: a second one edits the first. */
export function ratePage(world: World, who: { page: Page; person: Person }, given: RatingGiven): Rating {
  const known = [...world.state.wall.ratings.values()].find(
    ({ pageId, personId, removedAt }) => pageId === who.page.id && personId === who.person.id && removedAt === undefined,
  )
  const rating: Rating = known ?? {
    id: newStoryId(),
    pageId: who.page.id,
    personId: who.person.id,
    at: world.clock.now(),
    recommendation: given.recommendation,
    text: given.text,
    rating: given.rating,
    removedAt: undefined,
  }
  Object.assign(rating, given)
  if (!known) {
    world.state.wall.posts.set(rating.id, newStory('review', rating))
  }
  world.state.wall.ratings.set(rating.id, rating)
  announceRating(world, rating, known ? 'edit' : 'add')
  return rating
}

export function removeRating(world: World, rating: Rating): void {
  rating.removedAt = world.clock.now()
  const story = findStory(world, rating.id)
  if (story) {
    story.removedAt = rating.removedAt
  }
  announceRating(world, rating, 'remove')
}

/** The living ratings of a Page, newest first. */
export function ratingsOf(world: World, pageId: string): Rating[] {
  return [...world.state.wall.ratings.values()]
    .filter((rating) => rating.pageId === pageId && rating.removedAt === undefined)
    .toSorted((one, other) => other.at - one.at)
}

function announceRating(world: World, rating: Rating, verb: 'add' | 'edit' | 'remove'): void {
  const by = { kind: 'person', personId: rating.personId } as const
  tell(world, { type: 'wall', pageId: rating.pageId })
  announceChange(
    world,
    { pageId: rating.pageId, field: 'ratings', at: world.clock.now() },
    {
      item: 'rating',
      verb,
      reviewer_id: shownIdOf(world, rating.pageId, by),
      reviewer_name: nameOf(world, by),
      ...(rating.rating === undefined ? {} : { rating: rating.rating }),
      ...(verb === 'remove' ? {} : { review_text: rating.text, recommendation_type: rating.recommendation.toUpperCase() }),
      open_graph_story_id: rating.id,
      created_time: Math.floor(world.clock.now() / 1000),
    },
  )
}
