import type { ThreadId, WorkspaceId } from '#domain/ids.ts'
import { clientOfThread, livingTicketsOf, saveProfile } from '#storage/clients.ts'
import { appendEvent } from '#storage/events.ts'
import type { TicketId } from '#domain/ids.ts'
import type { Desk } from '../desk.ts'
import { transact } from '../transact.ts'

type ProfileQuestion = {
  readonly workspaceId: WorkspaceId
  readonly channelId: string
  readonly pageId: string
  readonly personExternalId: string
  readonly keyEncrypted: Buffer
}

/** Asks a channel who a person is. `undefined`: the channel does not tell, which is no fault. */
export type AskProfile = (
  question: ProfileQuestion,
) => Promise<{ readonly name: string | undefined; readonly pictureUrl: string | undefined } | undefined>

/** Learns a client's name and picture. Runs after the message was shown: a profile never holds a message up. */
export async function learnProfile(
  desk: Desk,
  ask: AskProfile,
  { workspaceId, threadId }: { workspaceId: WorkspaceId; threadId: ThreadId },
): Promise<void> {
  const thread = await clientOfThread(desk.db, workspaceId, threadId)
  if (!thread?.page_id || !thread.key_encrypted) {
    return
  }
  const profile = await ask({
    workspaceId,
    channelId: thread.channel_id,
    pageId: thread.page_id,
    personExternalId: thread.external_id,
    keyEncrypted: thread.key_encrypted,
  })
  await transact(desk, async (tx) => {
    const key = { workspaceId, clientId: thread.client_id, at: desk.now() }
    await saveProfile(tx, key, profile ?? { name: undefined, pictureUrl: undefined })
    for (const ticketId of await livingTicketsOf(tx, workspaceId, thread.client_id)) {
      await appendEvent(tx, {
        workspaceId,
        type: 'client.changed',
        ticketId: ticketId as TicketId,
        payload: { clientId: thread.client_id },
      })
    }
  })
}
