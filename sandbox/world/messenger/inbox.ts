import type { World } from '../world.ts'
import { pageWrites } from './conversations.ts'
import { inboxAnswered } from './handover/handover.ts'
import type { Refused } from './person-acts.ts'
import type { Conversation, Message, MessageAttachment } from './thread.ts'

/** What an echo of an answer by hand names as its app. */
export function inboxApp({ state }: World): string | undefined {
  return state.settings.inboxEchoNamesApp ? state.settings.inboxAppId : undefined
}

/** `appId` stands for another of Facebook's own apps, e.g. the automation of lead forms (413038776280800). */
export type InboxMessage = {
  readonly text: string | undefined
  readonly attachments: readonly MessageAttachment[]
  readonly appId?: string | undefined
}

/** By hand a Page can answer a week long (policy, HUMAN_AGENT); that Business Suite closes its composer then is not documented. */
const BY_HAND_MS = 7 * 24 * 3_600_000

/** Somebody answers for the Page outside of every app, in Business Suite: the apps hear of it by an echo. */
export function inboxWrites(world: World, conversation: Conversation, { appId, ...said }: InboxMessage): Message | Refused {
  const opened = conversation.openedAt
  if (opened === undefined || world.clock.now() >= Math.max(opened + BY_HAND_MS, opened + conversation.windowMs)) {
    return { refused: 'The inbox is closed for this person: their last message is more than 7 days old.' }
  }
  if (world.state.pages.get(conversation.pageId)?.blockedBy.has(conversation.personId) === true) {
    return { refused: 'This person has blocked the Page.' }
  }
  conversation.seenByPageUpTo = conversation.messages.at(-1)?.at ?? 0
  const message = pageWrites(world, conversation, { ...said, appId: appId ?? inboxApp(world) })
  inboxAnswered(world, conversation)
  return message
}
