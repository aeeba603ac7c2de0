import { DeskError } from '#domain/errors.ts'
import type { GroupId, WorkspaceId } from '#domain/ids.ts'
import { FIRST_GROUP } from '#domain/tickets/routing.ts'
import { findFirstWorkspace, insertGroup, lockSetUp } from '#storage/accounts.ts'
import type { Tx } from '#storage/database.ts'
import { appendEvents } from '#storage/events.ts'
import type { Desk } from '../desk.ts'
import { transact } from '../transact.ts'
import type { AccountsRoom, Caller, Entry } from './room.ts'
import { attempt, SET_UP } from './attempts.ts'
import { createPerson } from './create-person.ts'
import { createAuth } from './better-auth.ts'
import { hashPassword } from './passwords.ts'
import { isSetUpCode, setUpCodeOf } from './set-up-code.ts'
import { openSession } from './sign-in.ts'
import { tidyName } from './tidy-name.ts'

export type FirstAdministrator = {
  readonly workspaceName: string
  readonly name: string
  readonly email: string
  readonly password: string
  readonly setUpCode?: string | undefined
}

export type SetUpCaller = Caller & { readonly isAtThisMachine: boolean }
export type DeskState = { readonly isSetUp: boolean; readonly workspaceName: string | undefined }

export async function readState(desk: Pick<Desk, 'db'>): Promise<DeskState> {
  const workspace = await findFirstWorkspace(desk.db)
  return { isSetUp: workspace !== undefined, workspaceName: workspace?.name }
}

/** All of it in one transaction: a crash in the middle leaves the set-up open, and it can be done again. */
export async function setUp(room: AccountsRoom, first: FirstAdministrator, caller: SetUpCaller): Promise<Entry> {
  const { desk } = room
  await refuseWhenDone(desk)
  return attempt(desk, SET_UP, {
    knock: { address: caller.address },
    act: async () => {
      if (!caller.isAtThisMachine) {
        requireCode(room, first.setUpCode)
      }
      const passwordHash = await hashPassword(room, first.password)
      await transact(desk, (tx) => makeWorkspace(tx, room, { ...first, passwordHash }))
      return openSession(room, first, caller)
    },
  })
}

function requireCode({ secret }: AccountsRoom, typed: string | undefined): void {
  if (typed === undefined || !isSetUpCode(typed, setUpCodeOf(secret))) {
    const words =
      typed === undefined
        ? 'From another machine the set-up needs a code. The desk printed it when it started.'
        : 'This is not the set-up code. The desk printed it when it started: look at the terminal or the log of the service.'
    throw new DeskError('not-allowed', words, { detail: { field: 'setUpCode' } })
  }
}

async function makeWorkspace(tx: Tx, room: AccountsRoom, first: FirstAdministrator & { readonly passwordHash: string }): Promise<void> {
  const { desk } = room
  await lockSetUp(tx)
  await refuseWhenDone({ db: tx })
  const auth = createAuth({ ...room, db: tx, newId: () => desk.newId() })
  const workspaceName = tidyName(first.workspaceName, 'workspaceName')
  const userId = await createPerson(auth, first)
  const workspace = await auth.api.createOrganization({ body: { name: workspaceName, slug: slugOf(workspaceName), userId } })
  const workspaceId = workspace.id as WorkspaceId
  await insertGroup(tx, { workspaceId, id: desk.newId<GroupId>(), name: FIRST_GROUP, createdAt: desk.now() })
  await appendEvents(tx, workspaceId, [{ type: 'desk.set-up', actorId: userId, payload: { workspaceName } }])
}

async function refuseWhenDone(desk: Pick<Desk, 'db'>): Promise<void> {
  if ((await readState(desk)).isSetUp) {
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
