import type { ChannelId, ClientId, ConversationId, WorkspaceId } from '#domain/ids.ts'
import { notePicture } from '#storage/attachments.ts'
import { clientOfConversation, saveProfile } from '#storage/clients.ts'
import type { Tx } from '#storage/database.ts'
import { nameOfKey } from '#storage/facebook-connections.ts'
import { appendEvents } from '#storage/events.ts'
import { noteKeyDead, noteKeyUnreadable } from '../channels/mark-problem.ts'
import type { Desk } from '../desk.ts'
import { transact } from '../transact.ts'

export type ProfileQuestion = {
  /** The person's id on that channel: a PSID on Facebook. */
  readonly psid: string
  readonly channel: { readonly workspaceId: WorkspaceId; readonly id: string; readonly keyEncrypted: Uint8Array }
}

export type ProfileAnswer =
  | { readonly kind: 'told'; readonly name: string; readonly pictureUrl: string | undefined }
  /** The channel tells no name of this person, and asking again changes nothing. */
  | { readonly kind: 'untold' }
  /** We may not ask, for now: worth another try when something has changed, not before. */
  | { readonly kind: 'not-granted' }
  /** Refused or unanswered for a moment. */
  | { readonly kind: 'not-now'; readonly why: string }
  | { readonly kind: 'key-dead'; readonly code: number; readonly subcode?: number }
  | { readonly kind: 'key-unreadable' }

/** Asks a channel who a person is. */
export type AskProfile = (question: ProfileQuestion) => Promise<ProfileAnswer>

/** Several messages of a newcomer ask for one profile. */
const JUST_ASKED_MS = 60_000

/** Not a fault: the question is to be asked again in a moment, by the queue. */
class NotToldYetError extends Error {
  override readonly name = 'NotToldYetError'
}

/**
 * Learns a client's name and picture. Runs after the message was shown: a profile never holds a message up. Throws when
 * the channel had no answer for the moment, so that the queue asks again; whoever stays nameless without a final answer
 * is asked for with the next message and when the channel is reconnected.
 */
export async function learnProfile(
  desk: Desk,
  ask: AskProfile,
  { workspaceId, conversationId }: { workspaceId: WorkspaceId; conversationId: ConversationId },
): Promise<void> {
  const conversation = await clientOfConversation(desk.db, workspaceId, conversationId)
  if (!conversation?.key_encrypted || conversation.person_id === null || !mayBeAsked(conversation, desk.now())) {
    return
  }
  const used = { workspaceId, channelId: conversation.channel_id as ChannelId, keyName: nameOfKey(conversation.key_encrypted) }
  const answer = await ask({
    psid: conversation.person_id,
    channel: { workspaceId, id: conversation.channel_id, keyEncrypted: conversation.key_encrypted },
  })
  switch (answer.kind) {
    case 'told':
    case 'untold':
      return await transact(desk, (tx) => keep(tx, desk, { workspaceId, clientId: conversation.client_id as ClientId, answer }))
    case 'not-granted':
      return
    case 'not-now':
      throw new NotToldYetError(answer.why)
    case 'key-dead':
      return await transact(desk, (tx) => noteKeyDead(tx, desk, { ...used, failure: answer }))
    case 'key-unreadable':
      return await transact(desk, (tx) => noteKeyUnreadable(tx, desk, used))
    default:
      return answer satisfies never
  }
}

type Kept = {
  readonly workspaceId: WorkspaceId
  readonly clientId: ClientId
  readonly answer: Extract<ProfileAnswer, { kind: 'told' | 'untold' }>
}

async function keep(tx: Tx, desk: Desk, { workspaceId, clientId, answer }: Kept): Promise<void> {
  const profile = answer.kind === 'told' ? answer : { name: undefined, pictureUrl: undefined }
  await saveProfile(tx, { workspaceId, clientId, at: desk.now() }, profile)
  if (profile.pictureUrl !== undefined) {
    await notePicture(tx, workspaceId, { owner: { clientId }, url: profile.pictureUrl })
  }
  await appendEvents(tx, workspaceId, [{ type: 'client.changed', payload: { clientId } }])
}

type Asked = { readonly way: string | null; readonly profile_checked_at: Date | null }

function mayBeAsked({ way, profile_checked_at: checkedAt }: Asked, now: Date): boolean {
  return way === 'connected' && !(checkedAt && wasJustAsked(checkedAt, now))
}

/** A moment that is still to come was asked before the sandbox's clock was turned back: that is long ago. */
function wasJustAsked(askedAt: Date, now: Date): boolean {
  const agoMs = now.getTime() - askedAt.getTime()
  return agoMs >= 0 && agoMs < JUST_ASKED_MS
}
