import { DeskError } from '#domain/errors.ts'
import type { ClientId } from '#domain/ids.ts'
import { lockLiving, type LockedClient } from '#storage/clients/lock.ts'
import { saveClient, saveVip, type ClientKey } from '#storage/clients/save.ts'
import type { Tx } from '#storage/database.ts'
import { appendEvents } from '#storage/events.ts'
import { storableText } from '#storage/storable.ts'
import type { Actor, Desk } from '../desk.ts'
import { requirePermission } from '../require-permission.ts'
import { transact } from '../transact.ts'
import { movedMeanwhile, noSuchClient } from './refusals.ts'

type NewNote = { readonly clientId: ClientId; readonly note: string; readonly before: string }

/** Writes the note. What a colleague wrote since is not overwritten: the refusal carries it. Writing what stands there changes nothing. */
export async function setClientNote(desk: Desk, actor: Actor, { clientId, note, before }: NewNote): Promise<void> {
  await changeClient(desk, actor, {
    clientId,
    change: async (tx, client, key) => {
      const written = storableText(note)
      if (client.note === written) {
        return false
      }
      if (client.note !== storableText(before)) {
        throw new DeskError('conflict', 'A colleague changed this note meanwhile. Look at both, then keep one.', {
          detail: { note: client.note },
        })
      }
      await saveClient(tx, key, { note: written })
      return true
    },
  })
}

/** Being VIP keeps since when. */
export async function setClientVip(desk: Desk, actor: Actor, { clientId, isVip }: { clientId: ClientId; isVip: boolean }): Promise<void> {
  await changeClient(desk, actor, {
    clientId,
    change: async (tx, client, key) => {
      if (isVip === client.isVip) {
        return false
      }
      await saveVip(tx, key, isVip ? desk.now() : undefined)
      return true
    },
  })
}

type Change = {
  readonly clientId: ClientId
  /** Whether anything is another than before. `key`: of the living client, whichever was asked for. */
  readonly change: (tx: Tx, client: LockedClient, key: ClientKey) => Promise<boolean>
}

/** Locks the living client, lets it be changed and tells so. Throws `not-found`, and `conflict` when it was merged or split just now. */
export async function changeClient(desk: Desk, actor: Actor, { clientId, change }: Change): Promise<void> {
  requirePermission(actor, 'ticket.work')
  await transact(desk, async (tx) => {
    const { workspaceId, userId } = actor
    const client = await lockLiving(tx, workspaceId, clientId)
    if (!client) {
      throw noSuchClient()
    }
    if (client === 'moved') {
      throw movedMeanwhile()
    }
    if (await change(tx, client, { workspaceId, clientId: client.id })) {
      await appendEvents(tx, workspaceId, [{ type: 'client.changed', actorId: userId, payload: { clientId: client.id } }])
    }
  })
}
