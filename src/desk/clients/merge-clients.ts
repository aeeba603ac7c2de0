import { meetingOf } from '#domain/clients/merging.ts'
import { DeskError } from '#domain/errors.ts'
import type { ClientId } from '#domain/ids.ts'
import { lockStandings, takeTurn } from '#storage/clients/lock.ts'
import { saveMerge } from '#storage/clients/merges.ts'
import { appendEvents } from '#storage/events.ts'
import type { Actor, Desk } from '../desk.ts'
import { requirePermission } from '../require-permission.ts'
import { transact } from '../transact.ts'
import { movedMeanwhile, noSuchClient } from './refusals.ts'

type Merging = { readonly clientId: ClientId; readonly joiningId: ClientId }

/**
 * Two clients are one person: `joiningId` joins `clientId`, which stays. Nothing of either is copied or moved. Those who are one
 * already stay so, whoever asked first. Throws `not-found`, and `conflict` when one of them joined somebody else meanwhile.
 */
export async function mergeClients(desk: Desk, actor: Actor, { clientId, joiningId }: Merging): Promise<void> {
  requirePermission(actor, 'ticket.work')
  if (clientId === joiningId) {
    throw new DeskError('invalid', 'A client cannot be merged with itself. Choose another.', { detail: { field: 'clientId' } })
  }
  await transact(desk, async (tx) => {
    const { workspaceId, userId } = actor
    await takeTurn(tx, workspaceId)
    const locked = await lockStandings(tx, workspaceId, [clientId, joiningId])
    const [staying, joining] = [clientId, joiningId].map((wanted) => locked.find(({ id }) => id === wanted))
    if (!staying || !joining) {
      throw noSuchClient()
    }
    const meeting = meetingOf(staying, joining)
    switch (meeting) {
      case 'together':
        return
      case 'moved':
        throw movedMeanwhile()
      case 'merges':
        await saveMerge(tx, workspaceId, { id: desk.newId(), survivorId: clientId, joinedId: joiningId, by: userId, at: desk.now() })
        await appendEvents(tx, workspaceId, [{ type: 'client.merged', actorId: userId, payload: { clientId, joinedId: joiningId } }])
        return
      default:
        meeting satisfies never
    }
  })
}
