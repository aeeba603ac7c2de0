import { DeskError } from '#domain/errors.ts'
import type { UserId, WorkspaceId } from '#domain/ids.ts'
import { findCredential, findFirstWorkspace, lockEmail } from '#storage/accounts.ts'
import type { Tx } from '#storage/database.ts'
import { appendEvents } from '#storage/events.ts'
import { findMemberByEmail, updateMemberRole } from '#storage/members.ts'
import { transact } from '../transact.ts'
import { type Auth, createAuth } from './better-auth.ts'
import { createPerson } from './create-person.ts'
import { normalEmail } from './normal-email.ts'
import { hashPassword } from './passwords.ts'
import { newResetLink } from './reset-password.ts'
import type { AccountsRoom } from './room.ts'
import { setPassword } from './set-password.ts'

export type Administrator = {
  readonly email: string
  /** Needed for somebody the desk does not know yet. */
  readonly name: string | undefined
  /** Without one they choose it themselves, by a link. */
  readonly password: string | undefined
}

export type MadeAdministrator = {
  readonly workspaceName: string
  readonly email: string
  readonly was: 'unknown' | 'not-a-member' | 'another-role' | 'administrator'
  /** Where they choose a password, unless one was given. Works once, for an hour. A secret. */
  readonly link: string | undefined
}

/** The operator's way back in: somebody new becomes an administrator, or somebody known becomes one again. */
export async function createAdministrator(room: AccountsRoom, wish: Administrator): Promise<MadeAdministrator> {
  const email = normalEmail(wish.email)
  const passwordHash = wish.password === undefined ? undefined : await hashPassword(room, wish.password)
  return transact(room.desk, async (tx) => {
    const workspace = await findFirstWorkspace(tx)
    if (!workspace) {
      throw new DeskError('not-found', 'Nobody has set this desk up yet. Start it, open its address, and set it up there.')
    }
    const { id: workspaceId, name: workspaceName } = workspace
    const { userId, was } = await admit(tx, room, { ...wish, email, workspaceId })
    if (passwordHash !== undefined) {
      await setPassword(tx, room, { userId, workspaceId, passwordHash })
      return { workspaceName, email, was, link: undefined }
    }
    const { link } = await newResetLink(tx, room, { userId })
    return { workspaceName, email, was, link }
  })
}

type Wish = Administrator & { readonly workspaceId: WorkspaceId }
type Admitted = { readonly userId: UserId; readonly was: MadeAdministrator['was'] }

async function admit(tx: Tx, room: AccountsRoom, wish: Wish): Promise<Admitted> {
  const { email, workspaceId } = wish
  const member = await findMemberByEmail(tx, workspaceId, email)
  if (member?.role === 'administrator') {
    return { userId: member.userId, was: 'administrator' }
  }
  if (member) {
    await updateMemberRole(tx, workspaceId, { id: member.id, role: 'administrator' })
    const payload = { memberId: member.id, userId: member.userId, from: member.role, to: 'administrator' } as const
    await appendEvents(tx, workspaceId, [{ type: 'member.role-changed', payload }])
    return { userId: member.userId, was: 'another-role' }
  }
  const auth = createAuth({ ...room, db: tx, newId: () => room.desk.newId() })
  await lockEmail(tx, email)
  const known = await findCredential(tx, email)
  const userId = known?.userId ?? (await createWithoutPassword(auth, wish))
  await auth.api.addMember({ body: { userId, organizationId: workspaceId, role: 'administrator' } })
  await appendEvents(tx, workspaceId, [{ type: 'member.joined', payload: { userId, role: 'administrator' } }])
  return { userId, was: known ? 'not-a-member' : 'unknown' }
}

async function createWithoutPassword(auth: Auth, { email, name }: Wish): Promise<UserId> {
  if (name === undefined) {
    throw new DeskError('invalid', `The desk does not know ${email} yet. Add their name with --name "Anna Lindqvist".`, {
      detail: { field: 'name' },
    })
  }
  return await createPerson(auth, { name, email, passwordHash: undefined })
}
