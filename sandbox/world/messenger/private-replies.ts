import { type GraphError, oauthError } from '../graph-error.ts'
import type { PageAccess } from '../login/tokens.ts'
import { commentToAnswer, postToAnswer } from '../wall/find.ts'
import type { Activity } from '../wall/wall.ts'
import { type Conversation, tell, type World } from '../world.ts'
import { conversationBetween, conversationWith, keepConversation, pageWrites } from './conversations.ts'
import { inboxApp } from './inbox.ts'
import { sendError } from './send/send-errors.ts'
import type { Message } from './thread.ts'

const DAY = 24 * 3_600_000
const REPLY_WITHIN = 7 * DAY

/** What a private reply answers: `recipient.comment_id` or `recipient.post_id` of the Send API. */
export type ReplyTarget = { readonly commentId: string } | { readonly postId: string }

export type PrivateReplySeat = {
  /** Where the message goes. The person may never have written: the thread joins the world with `remember`. */
  readonly conversation: Conversation
  /** To be called once the message went out: the one private reply is used up. Opens no window. */
  readonly remember: (mid: string) => void
}

/**
 * The thread that a private reply to a comment or visitor post goes to (Messenger Platform docs, private replies, 2026-04: one
 * message, within 7 days, never to a Page). The window is not asked: any message type may go out, once.
 * Throws 100/2018292 for an id that is not there, 10900 when it was answered already (also by hand in Facebook), 10903 when this
 * author cannot be answered, 10902 when this is nothing to answer, 100/2534025 (a setting) after the 7 days.
 * The permission and the MESSAGING task are the caller's to check (`canMessage`).
 */
export function privateReplyTo(world: World, access: PageAccess, target: ReplyTarget): PrivateReplySeat {
  const activity = targetOf(world, access, target)
  const refusal = refusalOf(world, activity)
  if (refusal || activity.by.kind !== 'person') {
    throw refusal ?? notThisAuthor()
  }
  const conversation = conversationWith(world, activity.pageId, activity.by.personId)
  return {
    conversation,
    remember: (mid) => {
      keepConversation(world, conversation)
      useUp(world, activity, { by: 'app', mid })
    },
  }
}

/** The same done by hand in Facebook. Says in words why it cannot be. */
export function replyByHand(
  world: World,
  activity: Activity,
  text: string,
): { readonly message: Message; readonly conversation: Conversation } | { readonly refused: string } {
  const refusal = refusalOf(world, activity)
  if (refusal || activity.by.kind !== 'person') {
    return { refused: (refusal ?? notThisAuthor()).message }
  }
  const conversation = conversationWith(world, activity.pageId, activity.by.personId)
  keepConversation(world, conversation)
  const message = pageWrites(world, conversation, { text, attachments: [], appId: inboxApp(world) })
  useUp(world, activity, { by: 'hand', mid: message.mid })
  return { message, conversation }
}

/** What `can_reply_privately` says of a comment or visitor post. */
export function canReplyPrivately(world: World, activity: Activity): boolean {
  return activity.by.kind === 'person' && refusalOf(world, activity) === undefined
}

/** The thread in which the private reply stands, for `private_reply_conversation`; undefined until there is one. */
export function privateReplyThread(world: World, activity: Activity): Conversation | undefined {
  return activity.privateReply && activity.by.kind === 'person'
    ? conversationBetween(world, activity.pageId, activity.by.personId)
    : undefined
}

/** The one private reply of this comment or post is given, by an app or by hand in Facebook. */
function useUp(world: World, activity: Activity, how: { readonly by: 'app' | 'hand'; readonly mid: string | undefined }): void {
  activity.privateReply = { at: world.clock.now(), ...how }
  tell(world, { type: 'wall', pageId: activity.pageId })
}

function targetOf(world: World, access: PageAccess, target: ReplyTarget): Activity {
  const [name, activity] =
    'commentId' in target
      ? (['comment_id', commentToAnswer(world, target.commentId)] as const)
      : (['post_id', postToAnswer(world, target.postId)] as const)
  if (activity?.pageId !== access.page.id) {
    // Seen in a report of August 2021 (restfb #1165).
    throw oauthError(100, `(#100) Invalid ${name} parameter`, 2018292)
  }
  return activity
}

function refusalOf(world: World, activity: Activity): GraphError | undefined {
  if (activity.privateReply) {
    return sendError('10900')
  }
  if (activity.by.kind === 'page' || !(commentToAnswer(world, activity.id) ?? postToAnswer(world, activity.id))) {
    return notThisAuthor()
  }
  return world.clock.now() - activity.at > REPLY_WITHIN ? tooLate(world) : undefined
}

function notThisAuthor(): GraphError {
  return sendError('10903')
}

/** How the end of the 7 days is answered is not documented; 2534025 is the error page's "not valid for a private reply". */
function tooLate(world: World): GraphError {
  return world.state.settings.latePrivateReply === 'not_allowed' ? notThisAuthor() : sendError('100/2534025')
}
