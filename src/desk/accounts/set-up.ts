import { DeskError } from '#domain/errors.ts'
import type { GroupId, UserId, WorkspaceId } from '#domain/ids.ts'
import { hasWorkspace, insertGroup, lockSetUp } from '#storage/accounts.ts'
import type { Tx } from '#storage/database.ts'
import { appendEvent } from '#storage/events.ts'
import type { Desk } from '../desk.ts'
import { transact } from '../transact.ts'
import type { AccountsRoom, Caller, Entry } from './room.ts'
import { attempt, SET_UP } from './attempts.ts'
import { createPerson } from './create-person.ts'
import { createAuth } from './better-auth.ts'
import { openSession } from './sign-in.ts'
import { tidyName } from './tidy-name.ts'

export type FirstAdministrator = {
  readonly workspaceName: string
  readonly name: string
  readonly email: string
  readonly password: string
}

const FIRST_GROUP = 'Support team'

export function isSetUp(desk: Desk): Promise<boolean> {
  return hasWorkspace(desk.db)
}

/** All of it in one transaction: a crash in the middle leaves the set-up open, and it can be done again. */
export async function setUp(room: AccountsRoom, first: FirstAdministrator, caller: Caller): Promise<Entry> {
  const { desk } = room
  await refuseWhenDone(desk)
  return attempt(desk, SET_UP, {
    knock: { address: caller.address },
    act: async () => {
      const passwordHash = await (await room.auth.$context).password.hash(first.password)
      await transact(desk, (tx) => makeWorkspace(room, tx, { ...first, passwordHash }))
      return openSession(room, first, caller)
    },
  })
}

async function makeWorkspace(room: AccountsRoom, tx: Tx, first: FirstAdministrator & { readonly passwordHash: string }): Promise<void> {
  const { desk } = room
  await lockSetUp(tx)
  await refuseWhenDone({ db: tx })
  const auth = createAuth({ ...room, db: tx, newId: () => desk.newId() })
  const workspaceName = tidyName(first.workspaceName, 'workspaceName')
  const userId = await createPerson(auth, first)
  const workspace = await auth.api.createOrganization({ body: { name: workspaceName, slug: slugOf(workspaceName), userId } })
  const workspaceId = workspace.id as WorkspaceId
  await insertGroup(tx, { workspaceId, id: desk.newId<GroupId>(), name: FIRST_GROUP, createdAt: desk.now() })
  await appendEvent(tx, { workspaceId, type: 'desk.set-up', actorId: userId as UserId, payload: { workspaceName } })
}

async function refuseWhenDone({ db }: Pick<Desk, 'db'>): Promise<void> {
  if (await hasWorkspace(db)) {
    throw new DeskError('set-up-done', 'This desk is set up already. Sign in.')
  }
}

function slugOf(name: string): string {
  const plain = name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
  return plain.slice(0, 60) || 'desk'
}
