import { DeskError } from '#domain/errors.ts'
import { tidyPhone } from '#domain/clients/phone.ts'
import type { ClientId } from '#domain/ids.ts'
import type { LockedClient } from '#storage/clients/lock.ts'
import { conversationsOfClient, saveClient, type ClientKey, type OwnChange } from '#storage/clients/save.ts'
import type { Tx } from '#storage/database.ts'
import { storableText } from '#storage/storable.ts'
import { tidyName } from '../accounts/tidy-name.ts'
import type { Actor, Desk } from '../desk.ts'
import { changeClient } from './change-client.ts'

/** What is left out stays. Empty takes away. */
type Description = {
  readonly clientId: ClientId
  readonly name?: string | undefined
  readonly phone?: string | undefined
  readonly email?: string | undefined
}

/**
 * A colleague writes how a client is called and reached. It is kept apart from what the channel tells, which overwrites none of it. Without
 * a name of ours the client is called as the channel calls it, which is asked once more. Throws `invalid` with the field for a
 * name without a visible letter and for what is no phone number.
 */
export async function describeClient(desk: Desk, actor: Actor, { clientId, ...wish }: Description): Promise<void> {
  const name = wish.name === undefined ? undefined : wish.name.trim() === '' ? '' : tidyName(wish.name, 'name')
  const phone = wish.phone === undefined ? undefined : phoneOf(wish.phone)
  const email = wish.email === undefined ? undefined : storableText(wish.email.trim()) || null
  await changeClient(desk, actor, {
    clientId,
    change: async (tx, client, key) => {
      const isForgotten = name === '' && client.isNameWritten
      const change: OwnChange = {
        ...(phone === undefined || phone === client.phone ? {} : { phone }),
        ...(email === undefined || email === client.email ? {} : { email }),
        ...nameChange(client, name, { by: actor.userId, at: desk.now() }),
      }
      if (Object.keys(change).length === 0) {
        return false
      }
      await saveClient(tx, key, change)
      if (isForgotten) {
        await askAgain(tx, desk, key)
      }
      return true
    },
  })
}

function phoneOf(written: string): string | null {
  if (written.trim() === '') {
    return null
  }
  const phone = tidyPhone(written)
  if (phone === undefined) {
    throw new DeskError('invalid', 'Enter a phone number in digits, like +49 30 901820.', { detail: { field: 'phone' } })
  }
  return phone
}

/** Saving the form of somebody who changed nothing of the name does not make the channel's name one that was written. */
function nameChange(client: LockedClient, name: string | undefined, written: { by: Actor['userId']; at: Date }): OwnChange {
  if (name === undefined || name === (client.name ?? '')) {
    return {}
  }
  if (name === '') {
    return client.isNameWritten ? { name: { text: client.toldName, written: undefined } } : {}
  }
  return { name: { text: name, written } }
}

async function askAgain(tx: Tx, desk: Desk, { workspaceId, clientId }: ClientKey): Promise<void> {
  const conversationIds = await conversationsOfClient(tx, workspaceId, clientId)
  await desk.jobs.fetchProfiles(
    tx,
    conversationIds.map((conversationId) => ({ workspaceId, conversationId })),
  )
}
