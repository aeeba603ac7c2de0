import { type Authorisation, type Grant, saveGrant } from '#storage/authorisations.ts'
import { machineTime } from '../desk-clock.ts'
import type { Desk } from '../desk.ts'
import { transact } from '../transact.ts'
import { AUTHORISATION_LIFE_MS } from './begin-authorisation.ts'

/** Keeps what was granted, sealed, while the person chooses Pages. */
export async function keepGrant(desk: Desk, authorisation: Pick<Authorisation, 'workspaceId' | 'id'>, grant: Grant): Promise<void> {
  const expiresAt = new Date(machineTime(desk).getTime() + AUTHORISATION_LIFE_MS)
  await transact(desk, (tx) => saveGrant(tx, authorisation, { grant, expiresAt }))
}
