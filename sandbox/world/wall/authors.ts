import { psidOf } from '../ids.ts'
import type { Person, World } from '../world.ts'
import type { Activity, Author } from './wall.ts'

/** One text per author, for maps. */
export function authorKey(by: Author): string {
  return by.kind === 'person' ? `person:${by.personId}` : `page:${by.pageId}`
}

export function nameOf(world: World, by: Author): string {
  const { people, pages } = world.state
  return (by.kind === 'person' ? people.get(by.personId)?.name : pages.get(by.pageId)?.name) ?? ''
}

/** The id Graph and webhooks show: a Page's own, a person's Page-scoped one. */
export function shownIdOf(world: World, pageId: string, by: Author): string {
  return by.kind === 'person' ? wallIdOf(world, pageId, by.personId) : by.pageId
}

/** `from` of posts, comments and likes; undefined for someone whose name is kept from apps. */
export function fromOf(world: World, activity: Pick<Activity, 'pageId' | 'by' | 'isAnonymous'>): { id: string; name: string } | undefined {
  const isKept = activity.isAnonymous || (activity.by.kind === 'person' && !world.state.settings.wallShowsPeople)
  return isKept ? undefined : { id: shownIdOf(world, activity.pageId, activity.by), name: nameOf(world, activity.by) }
}

/** The person whom an id of this wall means. */
export function personWithWallId(world: World, pageId: string, id: string): Person | undefined {
  return [...world.state.people.values()].find((person) => wallIdOf(world, pageId, person.id) === id)
}

/** That a commenter's id is the PSID of Messenger works in practice, but is not promised: a setting gives another one. */
function wallIdOf(world: World, pageId: string, personId: string): string {
  return psidOf(world.state.settings.wallPersonIds === 'psid' ? pageId : `wall ${pageId}`, personId)
}
