import type { Activity } from '../wall/wall.ts'
import type { World } from '../world.ts'
import { conversationBetween, openWindow } from './conversations.ts'

/**
 * A comment or visitor post opens the window of the thread that its author has, if `settings.commentOpensWindow` says so: the send-messages
 * page lists both among the opening acts, the private-reply page denies it (Messenger Platform docs, 2026).
 */
export function openByWall(world: World, { by, pageId, at }: Pick<Activity, 'by' | 'pageId' | 'at'>): void {
  const conversation =
    world.state.settings.commentOpensWindow && by.kind === 'person' ? conversationBetween(world, pageId, by.personId) : undefined
  if (conversation) {
    openWindow(conversation, at)
  }
}
