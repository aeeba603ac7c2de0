import { psidOf } from '../world/ids.ts'
import { conversationBetween, type Parties } from '../world/messenger/conversations.ts'
import { isShutOut } from '../world/messenger/moderation.ts'
import type { Conversation, Message, World } from '../world/world.ts'
import { ControlError, type Input, moment, needed, pageIn, personIn } from './input.ts'

/** Who does something, to which Page, and when: `page_id`, `person_id`, `timestamp`. */
export function partiesIn(world: World, input: Input): Parties {
  const page = pageIn(world, needed(input, 'page_id'))
  const person = personIn(world, needed(input, 'person_id'))
  refuseIfShutOut(world, { page, person })
  return { page, person, at: moment(input, 'timestamp') }
}

/** What every act in a thread is answered with. */
export function shownAct(world: World, { page, person }: Parties, message: Message) {
  return { mid: message.mid, psid: conversationBetween(world, page.id, person.id)?.psid, timestamp: message.at }
}

/** The thread of a person with a Page. */
export function threadIn(world: World, pageId: string, personId: string): Conversation {
  const thread = conversationBetween(world, pageIn(world, pageId).id, personIn(world, personId).id)
  if (!thread) {
    throw new ControlError(404, 'This person has not written to this Page yet.')
  }
  return thread
}

/** Nothing arrives from someone whom the Page banned or blocked. */
export function refuseIfShutOut(world: World, { page, person }: Parties): void {
  if (isShutOut(world, psidOf(page.id, person.id))) {
    throw new ControlError(409, 'The Page has blocked this person, so nothing they send arrives.')
  }
}
