import type { Conversation, World } from '../../world/world.ts'

export type Participant = { readonly name: string | undefined; readonly email: string; readonly id: string }

/** Both sides of a thread, the person first; their e-mail addresses are made of their ids. */
export function participantsOf(world: World, thread: Conversation): [Participant, Participant] {
  return [personIn(world, thread), pageIn(world, thread)]
}

export function personIn(world: World, { personId, psid }: Conversation): Participant {
  return { name: world.state.people.get(personId)?.name, email: `${psid}@facebook.com`, id: psid }
}

export function pageIn(world: World, { pageId }: Conversation): Participant {
  return { name: world.state.pages.get(pageId)?.name, email: `${pageId}@facebook.com`, id: pageId }
}
