import type { UserId, WorkspaceId } from '#domain/ids.ts'
import { deleteSessionsOf, forgetBrowsersOf } from '#storage/accounts.ts'
import type { Tx } from '#storage/database.ts'
import { appendEvents } from '#storage/events.ts'
import { deletePasswordReset } from '#storage/password-resets.ts'
import { machineTime } from '../desk-clock.ts'
import type { AccountsRoom } from './room.ts'
import { createAuth } from './better-auth.ts'

export type NewPassword = {
  readonly userId: UserId
  /** The workspace whose colleagues' screens learn of it. */
  readonly workspaceId: WorkspaceId
  readonly passwordHash: string
  /** The session that changes it, which stays. */
  readonly exceptSessionId?: string
}

/** Gives a person another password. Links to reset the old one die, and whoever was signed in with it is out. */
export async function setPassword(tx: Tx, room: AccountsRoom, change: NewPassword): Promise<void> {
  const { userId } = change
  const auth = createAuth({ ...room, db: tx, newId: () => room.desk.newId() })
  const { internalAdapter } = await auth.$context
  const accounts = await internalAdapter.findAccounts(userId)
  if (accounts.some(({ providerId }) => providerId === 'credential')) {
    await internalAdapter.updatePassword(userId, change.passwordHash)
  } else {
    await internalAdapter.linkAccount({ userId, providerId: 'credential', accountId: userId, password: change.passwordHash })
  }
  await deletePasswordReset(tx, userId)
  await endSessions(tx, room, { ...change, type: 'member.password-changed' })
}

type Ending = Pick<NewPassword, 'userId' | 'workspaceId' | 'exceptSessionId'> & {
  readonly type: 'member.password-changed' | 'member.signed-out-everywhere'
}

/** Ends a person's sessions and lets their browsers be strangers again. The event makes open streams look whether they may go on. */
export async function endSessions(tx: Tx, { desk }: AccountsRoom, { userId, workspaceId, exceptSessionId, type }: Ending): Promise<void> {
  await deleteSessionsOf(tx, userId, exceptSessionId)
  await forgetBrowsersOf(tx, userId, machineTime(desk))
  await appendEvents(tx, workspaceId, [{ type, actorId: userId, payload: { userId } }])
}
