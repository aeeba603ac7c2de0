import { newObjectId } from '../ids.ts'
import { tell, type World } from '../world.ts'

/** A business portfolio: it owns Pages, and people administer it. */
export type Business = {
  readonly id: string
  name: string
  pageIds: readonly string[]
  adminIds: readonly string[]
}

/** What stands behind a token of kind system-user: it belongs to an app and a business, not to the person who installed it. */
export type SystemUser = {
  readonly id: string
  readonly name: string
  readonly appId: string
  readonly businessId: string
}

export function businessesOf(world: World, personId: string): Business[] {
  return [...world.state.businesses.values()].filter(({ adminIds }) => adminIds.includes(personId))
}

/** One system user per app and business: a second login meets the same one. */
export function systemUserFor(world: World, facts: { appId: string; businessId: string }): SystemUser {
  for (const known of world.state.systemUsers.values()) {
    if (known.appId === facts.appId && known.businessId === facts.businessId) {
      return known
    }
  }
  const name = `${world.state.apps.get(facts.appId)?.name ?? 'App'} system user`
  const made: SystemUser = { id: newObjectId(), name, ...facts }
  world.state.systemUsers.set(made.id, made)
  tell(world, { type: 'state' })
  return made
}
