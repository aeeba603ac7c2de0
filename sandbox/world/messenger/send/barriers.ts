import type { PageAccess } from '../../login/tokens.ts'
import { tell, type World } from '../../world.ts'
import { checkControl } from '../handover/handover.ts'
import { isShutOut } from '../moderation.ts'
import { sendError, type SendErrorName } from './send-errors.ts'
import type { Conversation } from '../thread.ts'

/** Something that stops messages until it is taken away: a restricted Page, a person who left, a thread that was deleted. */
export type Barrier = { readonly error: SendErrorName; readonly at: number }

/**
 * Sets or takes away what every send runs into: of a whole Page (its id), of a person everywhere (their id) or of one thread (its PSID).
 * A thread's barrier ends when the person writes again.
 */
export function setBarrier(world: World, id: string, error: SendErrorName | undefined): void {
  const { barriers } = world.state.messenger
  if (error === undefined) {
    barriers.delete(id)
  } else {
    barriers.set(id, { error, at: world.clock.now() })
  }
  tell(world, { type: 'state' })
}

/** Throws what keeps this app from writing into this thread, whatever it writes. */
export function checkBarriers(world: World, access: PageAccess, conversation: Conversation): void {
  const { page, app } = access
  if (app.mode === 'development' && !app.roles.has(conversation.personId) && !page.roles.has(conversation.personId)) {
    throw sendError('200/2018028')
  }
  const found = world.state.messenger.barriers.size === 0 ? undefined : barrierOf(world, conversation)
  if (found) {
    throw sendError(found.error)
  }
  checkControl(world, conversation, app.id)
  // Seen for a person who blocked the Page; unproven for one whom the Page shut out.
  if (page.blockedBy.has(conversation.personId) || isShutOut(world, conversation.psid)) {
    throw sendError('551/1545041')
  }
}

function barrierOf(world: World, { pageId, personId, psid, openedAt }: Conversation): Barrier | undefined {
  const { barriers } = world.state.messenger
  const ofThread = barriers.get(psid)
  const stands = ofThread && (openedAt ?? 0) <= ofThread.at ? ofThread : undefined
  return barriers.get(pageId) ?? barriers.get(personId) ?? stands
}
