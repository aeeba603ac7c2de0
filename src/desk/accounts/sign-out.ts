import { deleteSession } from '#storage/accounts.ts'
import { appendEvents } from '#storage/events.ts'
import type { Actor } from '../desk.ts'
import { transact } from '../transact.ts'
import type { AccountsRoom } from './room.ts'
import { clearedSessionCookies } from './session-cookie.ts'

/** The row goes, and the event tells open streams of this session to close. */
export async function signOut(room: AccountsRoom, actor: Actor, sessionId: string): Promise<readonly string[]> {
  await transact(room.desk, async (tx) => {
    await deleteSession(tx, sessionId)
    await appendEvents(tx, actor.workspaceId, [
      { type: 'member.signed-out', actorId: actor.userId, payload: { sessionId, userId: actor.userId } },
    ])
  })
  return clearedSessionCookies(room.publicUrl)
}
