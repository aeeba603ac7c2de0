import { type Authorisation, type Grant, saveGrant } from '#storage/authorisations.ts'
import { hastenChannelsOf } from '#storage/channel-checks.ts'
import { machineTime } from '../desk-clock.ts'
import type { Desk } from '../desk.ts'
import { transact } from '../transact.ts'
import { AUTHORISATION_LIFE_MS } from './begin-authorisation.ts'

/**
 * Keeps what was granted, sealed, while the person chooses Pages. Facebook ends the access to every Page that was left unticked by then, so the keys
 * that this person gave before are asked about now.
 */
export async function keepGrant(desk: Desk, authorisation: Pick<Authorisation, 'workspaceId' | 'id'>, grant: Grant): Promise<void> {
  const expiresAt = new Date(machineTime(desk).getTime() + AUTHORISATION_LIFE_MS)
  await transact(desk, async (tx) => {
    await saveGrant(tx, authorisation, { grant, expiresAt })
    await hastenChannelsOf(tx, { workspaceId: authorisation.workspaceId, personId: grant.personId })
  })
}
