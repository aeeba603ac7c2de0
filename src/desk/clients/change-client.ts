import { DeskError } from '#domain/errors.ts'
import type { ClientId } from '#domain/ids.ts'
import { lockClient, saveClient, type ClientChange, type LockedClient } from '#storage/clients.ts'
import { appendEvents } from '#storage/events.ts'
import { storableText } from '#storage/storable.ts'
import type { Actor, Desk } from '../desk.ts'
import { requirePermission } from '../require-permission.ts'
import { transact } from '../transact.ts'

type NewNote = { readonly clientId: ClientId; readonly note: string; readonly before: string }

/** Writes the note. What a colleague wrote since is not overwritten: the refusal carries it. Writing what stands there changes nothing. */
export async function setClientNote(desk: Desk, actor: Actor, { clientId, note, before }: NewNote): Promise<void> {
  await changeClient(desk, actor, {
    clientId,
    decide: (client) => {
      const written = storableText(note)
      if (client.note === written) {
        return undefined
      }
      if (client.note !== storableText(before)) {
        throw new DeskError('conflict', 'A colleague changed this note meanwhile. Look at both, then keep one.', {
          detail: { note: client.note },
        })
      }
      return { note: written }
    },
  })
}

/** Being VIP keeps since when. */
export async function setClientVip(desk: Desk, actor: Actor, { clientId, isVip }: { clientId: ClientId; isVip: boolean }): Promise<void> {
  await changeClient(desk, actor, {
    clientId,
    decide: ({ vipSince }) => (isVip === (vipSince !== null) ? undefined : { vip_since: isVip ? desk.now() : null }),
  })
}

type Change = { readonly clientId: ClientId; readonly decide: (client: LockedClient) => ClientChange | undefined }

async function changeClient(desk: Desk, actor: Actor, { clientId, decide }: Change): Promise<void> {
  requirePermission(actor, 'ticket.work')
  await transact(desk, async (tx) => {
    const { workspaceId, userId } = actor
    const client = await lockClient(tx, workspaceId, clientId)
    if (!client) {
      throw new DeskError('not-found', 'There is no such client.')
    }
    const change = decide(client)
    if (change) {
      await saveClient(tx, { workspaceId, clientId }, change)
      await appendEvents(tx, workspaceId, [{ type: 'client.changed', actorId: userId, payload: { clientId } }])
    }
  })
}
