import { type ClockFollower, worldClock } from './clock.ts'
import { clearJournal, newJournal } from './journal.ts'
import { type MediaStore, mediaInMemory, withSamples } from './media.ts'
import { type SeedApp, seedApp, seedState } from './seed.ts'
import { seedWall } from './wall/seed-wall.ts'
import { mainApp, type State, tell, type World } from './world.ts'

/** What a world stands in. */
type Surroundings = { readonly realNow: () => number; readonly mediaStore?: MediaStore; readonly follower?: ClockFollower | undefined }

/** A world from a snapshot, or a seeded one. The app's keys given at the start win over those in the snapshot. */
export function makeWorld(app: SeedApp, saved: State | undefined, on: Surroundings): World {
  const state = saved ?? seedState(app)
  if (saved) {
    registerApp(saved, app)
  }
  const world: World = {
    state,
    clock: worldClock(() => world.state, on.realNow),
    follower: on.follower,
    journal: newJournal(),
    listeners: new Set(),
    mediaStore: withSamples(on.mediaStore ?? mediaInMemory()),
    origin: '',
  }
  if (!saved) {
    seedWall(world)
  }
  return world
}

/** Everything back to the first day, the clock too; the app keeps its keys and redirect URIs. */
export async function resetWorld(world: World): Promise<void> {
  world.state = seedState(mainApp(world))
  seedWall(world)
  clearJournal(world)
  world.mediaStore.clear()
  await world.follower?.(world.state.clockOffsetMs)
  tell(world, { type: 'reset' })
}

function registerApp(state: State, app: SeedApp): void {
  const known = state.apps.get(app.id)
  state.mainAppId = app.id
  if (!known) {
    state.apps.set(app.id, seedApp(app))
    return
  }
  known.secret = app.secret
  known.verifyToken = app.verifyToken
  known.redirectUris = [...new Set([...known.redirectUris, ...app.redirectUris])]
}
