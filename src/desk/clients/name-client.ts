import { DeskError } from '#domain/errors.ts'
import type { ClientId, WorkspaceId } from '#domain/ids.ts'
import { lockClient, saveWrittenName, conversationsOfClient } from '#storage/clients.ts'
import type { Tx } from '#storage/database.ts'
import { appendEvents } from '#storage/events.ts'
import { tidyName } from '../accounts/tidy-name.ts'
import type { Actor, Desk } from '../desk.ts'
import { requirePermission } from '../require-permission.ts'
import { transact } from '../transact.ts'

type Naming = { readonly clientId: ClientId; readonly name: string }

/** A colleague writes a client's name, and it stays, whatever Facebook tells. An empty one takes it away, and Facebook is asked again. */
export async function nameClient(desk: Desk, actor: Actor, { clientId, name: wish }: Naming): Promise<void> {
  requirePermission(actor, 'ticket.work')
  const name = wish.trim() === '' ? '' : tidyName(wish, 'name')
  await transact(desk, async (tx) => {
    const { workspaceId, userId } = actor
    const client = await lockClient(tx, workspaceId, clientId)
    if (!client) {
      throw new DeskError('not-found', 'There is no such client.')
    }
    if (name === (client.name ?? '')) {
      return
    }
    await (name === ''
      ? forgetName(tx, desk, { workspaceId, clientId })
      : saveWrittenName(tx, { workspaceId, clientId }, { name, by: userId, at: desk.now() }))
    await appendEvents(tx, workspaceId, [{ type: 'client.changed', actorId: userId, payload: { clientId } }])
  })
}

async function forgetName(tx: Tx, desk: Desk, client: { workspaceId: WorkspaceId; clientId: ClientId }): Promise<void> {
  const { workspaceId, clientId } = client
  await saveWrittenName(tx, client, undefined)
  const conversationIds = await conversationsOfClient(tx, workspaceId, clientId)
  await desk.jobs.fetchProfiles(
    tx,
    conversationIds.map((conversationId) => ({ workspaceId, conversationId })),
  )
}
