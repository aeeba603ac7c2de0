import { tell, type World } from '../world.ts'
import type { Conversation } from './thread.ts'

/** What a Page did to a person: banned from the Page (no message, no comment), or blocked in Messenger alone. */
export type Moderation = { readonly isBanned: boolean; readonly isBlocked: boolean }

export const MODERATION_ACTIONS = ['ban_user', 'unban_user', 'block_user', 'unblock_user', 'move_to_spam'] as const
export type ModerationAction = (typeof MODERATION_ACTIONS)[number]

const NOTHING: Moderation = { isBanned: false, isBlocked: false }
const EFFECTS: Readonly<Record<ModerationAction, Partial<Moderation>>> = {
  ban_user: { isBanned: true },
  unban_user: { isBanned: false },
  block_user: { isBlocked: true },
  unblock_user: { isBlocked: false },
  move_to_spam: {},
}

/** Does one thing of `moderate_conversations` to the person of a thread. */
export function moderate(world: World, conversation: Conversation, action: ModerationAction): void {
  note(world, conversation.psid, action)
  if (action === 'move_to_spam') {
    conversation.folder = 'spam'
  }
  tell(world, { type: 'marks', conversation })
}

/** Bans somebody from a Page, or lets them in again: whoever commented may never have written to it. */
export function ban(world: World, { pageId, psid }: Banned, isBannedNow: boolean): void {
  note(world, psid, isBannedNow ? 'ban_user' : 'unban_user')
  const conversation = world.state.conversations.get(psid)
  tell(world, conversation ? { type: 'marks', conversation } : { type: 'wall', pageId })
}

type Banned = { readonly pageId: string; readonly psid: string }

function note(world: World, psid: string, action: ModerationAction): void {
  const { moderated } = world.state.messenger
  moderated.set(psid, { ...(moderated.get(psid) ?? NOTHING), ...EFFECTS[action] })
}

/** Nothing that this person writes reaches the Page, and nothing reaches the person. */
export function isShutOut(world: World, psid: string): boolean {
  const { isBanned, isBlocked } = world.state.messenger.moderated.get(psid) ?? NOTHING
  return isBanned || isBlocked
}

export function isBanned(world: World, psid: string): boolean {
  return world.state.messenger.moderated.get(psid)?.isBanned === true
}
