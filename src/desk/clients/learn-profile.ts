import type { Profile, ProfilePort } from '#domain/channels/profile-port.ts'
import type { ConversationId, WorkspaceId } from '#domain/ids.ts'
import { notePicture } from '#storage/attachments.ts'
import type { Tx } from '#storage/database.ts'
import { appendEvents } from '#storage/events.ts'
import { personOfConversation, saveProfile, type KnownPerson } from '#storage/identities.ts'
import { noteKeyTrouble } from '../channels/mark-problem.ts'
import type { Desk } from '../desk.ts'
import { NotToldYetError } from '../not-told-yet.ts'
import { transact } from '../transact.ts'

/** Several messages of a newcomer ask for one profile. */
const JUST_ASKED_MS = 60_000

/**
 * Learns what a channel tells of a person: name, picture, language, local time. Runs after the message was shown: a profile never holds a
 * message up. Throws when the channel had no answer for the moment, so that the queue asks again; whoever stays
 * without a final answer is asked for with the next message and when the channel is reconnected.
 */
export async function learnProfile(
  desk: Desk,
  ask: ProfilePort,
  { workspaceId, conversationId }: { workspaceId: WorkspaceId; conversationId: ConversationId },
): Promise<void> {
  const person = await personOfConversation(desk.db, workspaceId, conversationId)
  if (!person?.isConnected || (person.checkedAt && wasJustAsked(person.checkedAt, desk.now()))) {
    return
  }
  const { channelId, personId } = person
  const answer = await ask({ workspaceId, channelId, personId })
  switch (answer.kind) {
    case 'told':
      return await transact(desk, (tx) => keep(tx, desk, { workspaceId, person, profile: answer.profile }))
    case 'untold':
      return await transact(desk, (tx) => keep(tx, desk, { workspaceId, person, profile: {} }))
    case 'not-granted':
    case 'no-key':
      return
    case 'not-now':
      throw new NotToldYetError(answer.why)
    case 'key-dead':
    case 'key-unreadable':
      return await transact(desk, (tx) => noteKeyTrouble(tx, desk, { workspaceId, channelId, trouble: answer }))
    default:
      return answer satisfies never
  }
}

type Kept = { readonly workspaceId: WorkspaceId; readonly person: KnownPerson; readonly profile: Partial<Profile> }

async function keep(tx: Tx, desk: Desk, { workspaceId, person, profile }: Kept): Promise<void> {
  const { clientId, channelId } = person
  await saveProfile(tx, { workspaceId, person, at: desk.now() }, profile)
  if (profile.pictureUrl !== undefined) {
    await notePicture(tx, workspaceId, { owner: { clientId, channelId }, url: profile.pictureUrl })
  }
  await appendEvents(tx, workspaceId, [{ type: 'client.changed', payload: { clientId } }])
}

/** A moment that is still to come was asked before the sandbox's clock was turned back: that is long ago. */
function wasJustAsked(askedAt: Date, now: Date): boolean {
  const agoMs = now.getTime() - askedAt.getTime()
  return agoMs >= 0 && agoMs < JUST_ASKED_MS
}
