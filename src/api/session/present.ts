import { may, type Permission } from '#domain/members/permissions.ts'
import type { SignedIn } from '#desk/accounts/room.ts'
import type { DeskClock } from '#desk/desk-clock.ts'
import { presentClock } from '../server/present-clock.ts'
import type { Session } from './contract.ts'

const PERMISSIONS: Record<Permission, true> = {
  'ticket.read': true,
  'ticket.comment-internally': true,
  'ticket.work': true,
  'ticket.reply': true,
  'comment.moderate': true,
  'workspace.manage': true,
}

/** `change`: what the request itself has just changed about the person. */
export function presentSession(
  { session }: SignedIn,
  clock: DeskClock,
  { enterSends, ...change }: { readonly name?: string; readonly email?: string; readonly enterSends?: boolean } = {},
): Session {
  return {
    user: { id: session.userId, name: session.name, email: session.email, ...change },
    workspace: { id: session.workspaceId, name: session.workspaceName },
    memberId: session.memberId,
    role: session.role,
    permissions: (Object.keys(PERMISSIONS) as Permission[]).filter((permission) => may(session.role, permission)),
    enterSends: enterSends ?? session.enterSendsSince !== null,
    clock: presentClock(clock),
  }
}
