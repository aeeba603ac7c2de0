import type { World } from '../world.ts'
import { isOpenAt } from './messaging-window.ts'
import { isShutOut } from './moderation.ts'
import { indexOf, updatedAt } from './thread-index.ts'
import type { Conversation, Message } from './thread.ts'

const DAY = 24 * 3_600_000
/** Threads of the request folder leave the list after this time of silence (Messenger Platform docs, conversations, 2026-02). */
const REQUESTS_LISTED_FOR = 30 * DAY
/** Only the newest messages of a thread can be read (the same page). */
const DETAILED_MESSAGES = 20

export type ThreadFilter = { readonly psid: string | undefined; readonly folder: Conversation['folder'] | undefined }

/** The threads of a Page that have anything in them, newest first. Without a folder, all but spam. */
export function threadsOf(world: World, pageId: string, filter: ThreadFilter): Conversation[] {
  const { conversations } = world.state
  if (filter.psid !== undefined) {
    const one = conversations.get(filter.psid)
    return one?.pageId === pageId && isListed(world, one, filter.folder) ? [one] : []
  }
  return (indexOf(conversations).byPage.get(pageId) ?? []).filter((thread) => isListed(world, thread, filter.folder))
}

export function threadById(world: World, id: string): Conversation | undefined {
  return id.startsWith('t_') ? indexOf(world.state.conversations).byId.get(id) : undefined
}

/** The messages that the API shows, newest first: what the person took back is gone. */
export function shownMessages(thread: Conversation): Message[] {
  return thread.messages.filter(({ isUnsent }) => isUnsent !== true).toReversed()
}

/** Can this message still be read, or only its id and time? */
export function isDetailed(thread: Conversation, message: Message): boolean {
  let newer = 0
  for (let index = thread.messages.length - 1; index >= 0 && newer < DETAILED_MESSAGES; index -= 1) {
    const each = thread.messages[index]
    if (each === message) {
      return message.isUnsent !== true
    }
    newer += each?.isUnsent === true ? 0 : 1
  }
  return false
}

/** What the person wrote since the Page last looked or answered. */
export function unreadCount(thread: Conversation): number {
  let count = 0
  for (let index = thread.messages.length - 1; index >= 0; index -= 1) {
    const message = thread.messages[index]
    if (!message || message.from === 'page' || message.at <= thread.seenByPageUpTo) {
      break
    }
    count += message.isUnsent === true ? 0 : 1
  }
  return count
}

/** May the Page answer freely now? */
export function canReply(world: World, thread: Conversation): boolean {
  return isOpenAt(thread, world.clock.now()) && !isShutOut(world, thread.psid)
}

function isListed(world: World, thread: Conversation, folder: Conversation['folder'] | undefined): boolean {
  const isOld = thread.folder === 'other' && updatedAt(thread) < world.clock.now() - REQUESTS_LISTED_FOR
  const isAsked = folder === undefined ? thread.folder !== 'spam' : thread.folder === folder
  return isAsked && !isOld && thread.messages.length > 0
}
