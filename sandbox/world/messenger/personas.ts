import { oauthError } from '../graph-error.ts'
import { newObjectId } from '../ids.ts'
import { tell, type World } from '../world.ts'

/** A name and a picture under which a Page may write. */
export type Persona = {
  readonly id: string
  readonly pageId: string
  readonly name: string
  readonly pictureUrl: string
  /** Deleted personas stay beside what was written under them, but write no more. */
  deletedAt: number | undefined
}

const NAME = 50

export function createPersona(world: World, wish: Pick<Persona, 'pageId' | 'name' | 'pictureUrl'>): Persona {
  checkPersonaName(wish.name)
  const persona = { id: newObjectId(), ...wish, deletedAt: undefined }
  world.state.messenger.personas.set(persona.id, persona)
  tell(world, { type: 'state' })
  return persona
}

export function checkPersonaName(name: string): void {
  if (name.length > NAME) {
    throw oauthError(100, `(#100) Length of param name must be less than or equal to ${NAME}`)
  }
}

/** The Page's living personas, the newest first. */
export function personasOf(world: World, pageId: string): Persona[] {
  return [...world.state.messenger.personas.values()].filter((each) => each.pageId === pageId && each.deletedAt === undefined).toReversed()
}

export function deletePersona(world: World, persona: Persona): void {
  persona.deletedAt = world.clock.now()
  tell(world, { type: 'state' })
}

/** Throws 100 unless the Page may write under this persona: unknown, of another Page, or deleted. */
export function checkPersona(world: World, pageId: string, id: string | undefined): void {
  if (id === undefined) {
    return
  }
  const persona = world.state.messenger.personas.get(id)
  if (persona?.pageId !== pageId || persona.deletedAt !== undefined) {
    throw oauthError(100, '(#100) Invalid persona ID. The persona may have been deleted or does not belong to this page')
  }
}
