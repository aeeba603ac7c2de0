import { type Authorisation, deleteAuthorisation, deleteExpiredAuthorisations } from '#storage/authorisations.ts'
import { machineTime } from '../desk-clock.ts'
import type { Desk } from '../desk.ts'
import { transact } from '../transact.ts'

/** The walk is over, one way or the other: nothing of it stays, least of all the person's key. */
export async function forgetAuthorisation(desk: Desk, authorisation: Pick<Authorisation, 'workspaceId' | 'id'>): Promise<void> {
  await transact(desk, (tx) => deleteAuthorisation(tx, authorisation))
}

/** For a schedule: walks that were never finished. Says how many were forgotten. */
export async function forgetExpiredAuthorisations(desk: Pick<Desk, 'db' | 'now' | 'aheadMs'>): Promise<number> {
  return await deleteExpiredAuthorisations(desk.db, machineTime(desk))
}
