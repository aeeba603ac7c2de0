import { DeskError } from '#domain/errors.ts'
import type { UserId } from '#domain/ids.ts'
import type { Role } from '#domain/members/permissions.ts'
import { findCredential, lockEmail } from '#storage/accounts.ts'
import type { Tx } from '#storage/database.ts'
import { appendEvents } from '#storage/events.ts'
import { findPendingInvitation, type InvitationRow, lockPendingInvitation, markInvitationAccepted } from '#storage/invitations.ts'
import { findMemberByEmail } from '#storage/members.ts'
import { transact } from '../transact.ts'
import type { AccountsRoom, Caller, Entry } from './room.ts'
import { attempt, INVITATION } from './attempts.ts'
import { type Auth, createAuth } from './better-auth.ts'
import { createPerson } from './create-person.ts'
import { hashLinkToken } from './link-token.ts'
import { hashPassword, isPasswordOf } from './passwords.ts'
import { openSession } from './sign-in.ts'

export type InvitationFacts = { readonly workspaceName: string; readonly email: string; readonly role: Role; readonly invitedBy: string }
export type Acceptance = { readonly token: string; readonly name: string; readonly password: string }

export function lookUpInvitation(room: AccountsRoom, token: string, caller: Caller): Promise<InvitationFacts> {
  const knock = { address: caller.address }
  return attempt(room.desk, INVITATION, {
    knock,
    act: async () => {
      const { workspaceName, email, role, invitedBy } = await findInvitation(room, token)
      return { workspaceName, email, role, invitedBy }
    },
  })
}

/** Makes the person, or lets one who has an account here prove it with their password, and signs in. */
export async function acceptInvitation(room: AccountsRoom, acceptance: Acceptance, caller: Caller): Promise<Entry> {
  const { email } = await attempt(room.desk, INVITATION, {
    knock: { address: caller.address },
    act: () => findInvitation(room, acceptance.token),
  })
  return attempt(room.desk, INVITATION, {
    knock: { address: caller.address, email },
    act: async () => {
      // Whoever has an account here proves it with the password that it has, however weak.
      const isKnown = (await findCredential(room.desk.db, email)) !== undefined
      const passwordHash = isKnown ? undefined : await hashPassword(room, acceptance.password)
      await transact(room.desk, (tx) => join(tx, room, { ...acceptance, passwordHash }))
      return openSession(room, { email, password: acceptance.password }, caller)
    },
  })
}

async function findInvitation({ desk }: AccountsRoom, token: string): Promise<InvitationRow> {
  return found(await findPendingInvitation(desk.db, hashLinkToken(token), desk.now()))
}

async function join(tx: Tx, room: AccountsRoom, acceptance: Acceptance & { readonly passwordHash: string | undefined }): Promise<void> {
  const invitation = found(await lockPendingInvitation(tx, hashLinkToken(acceptance.token), room.desk.now()))
  const auth = createAuth({ ...room, db: tx, newId: () => room.desk.newId() })
  const { workspaceId, email, role } = invitation
  await lockEmail(tx, email)
  const userId =
    (await proveExisting(auth, tx, { email, password: acceptance.password })) ?? (await createPerson(auth, { ...acceptance, email }))
  if (!(await findMemberByEmail(tx, workspaceId, email))) {
    await auth.api.addMember({ body: { userId, organizationId: workspaceId, role } })
  }
  await markInvitationAccepted(tx, invitation)
  await appendEvents(tx, workspaceId, [{ type: 'member.joined', actorId: userId, payload: { userId, role } }])
}

/** The id of the person who has this e-mail already, once the password proves it; undefined when nobody has. */
async function proveExisting(auth: Auth, tx: Tx, { email, password }: { email: string; password: string }): Promise<UserId | undefined> {
  const credential = await findCredential(tx, email)
  if (!credential) {
    return undefined
  }
  if (!(await isPasswordOf({ auth }, credential, password))) {
    throw new DeskError(
      'not-allowed',
      'This e-mail address has an account here already. Enter its password, or ask for a new one with “Forgot it?” on the sign-in page.',
      {
        detail: { field: 'password' },
      },
    )
  }
  return credential.userId
}

function found(invitation: InvitationRow | undefined): InvitationRow {
  if (!invitation) {
    throw new DeskError('not-found', 'This invitation is used, withdrawn or expired. Ask an administrator for a new one.')
  }
  return invitation
}
