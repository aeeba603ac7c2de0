import type { UserId, WorkspaceId } from '#domain/ids.ts'
import type { Db, Tx } from './database.ts'

export type ResetRow = { readonly userId: UserId; readonly name: string; readonly email: string }

export type NewReset = { readonly userId: UserId; readonly tokenHash: Buffer; readonly expiresAt: Date; readonly createdAt: Date }

/** One per person: a new one takes the place of the older, whose link is dead from then on. */
export async function putPasswordReset(tx: Tx, { userId, tokenHash, expiresAt, createdAt }: NewReset): Promise<void> {
  const values = { token_hash: tokenHash, expires_at: expiresAt, created_at: createdAt }
  await tx
    .insertInto('password_resets')
    .values({ user_id: userId, ...values })
    .onConflict((conflict) => conflict.column('user_id').doUpdateSet(values))
    .execute()
}

export async function findPasswordReset(db: Db, tokenHash: Buffer, now: Date): Promise<ResetRow | undefined> {
  return livingResets(db, tokenHash, now).executeTakeFirst()
}

/** As `findPasswordReset`, and the link is used up: of several at once one gets it. */
export async function takePasswordReset(tx: Tx, tokenHash: Buffer, now: Date): Promise<ResetRow | undefined> {
  const reset = await livingResets(tx, tokenHash, now).forUpdate('r').executeTakeFirst()
  if (reset) {
    await deletePasswordReset(tx, reset.userId)
  }
  return reset
}

export async function deletePasswordReset(tx: Tx, userId: UserId): Promise<void> {
  await tx.deleteFrom('password_resets').where('user_id', '=', userId).execute()
}

export type Resettable = {
  readonly userId: UserId
  readonly email: string
  readonly workspaceId: WorkspaceId
  readonly workspaceName: string
}

/**
 * The person of an e-mail (lower case) who may come in with a new password, and the workspace that writes to them: the one
 * they joined first, or one that invites them back.
 */
export async function findResettable(db: Db, email: string, now: Date): Promise<Resettable | undefined> {
  const columns = ['u.id as userId', 'u.email', 'w.id as workspaceId', 'w.name as workspaceName'] as const
  const joined = await db
    .selectFrom('users as u')
    .innerJoin('members as m', 'm.user_id', 'u.id')
    .innerJoin('workspaces as w', 'w.id', 'm.workspace_id')
    .select(columns)
    .where('u.email', '=', email)
    .orderBy('m.created_at')
    .limit(1)
    .$narrowType<{ userId: UserId; workspaceId: WorkspaceId }>()
    .executeTakeFirst()
  const invited = db
    .selectFrom('users as u')
    .innerJoin('invitations as i', 'i.email', 'u.email')
    .innerJoin('workspaces as w', 'w.id', 'i.workspace_id')
    .select(columns)
    .where('u.email', '=', email)
    .where('i.status', '=', 'pending')
    .where('i.expires_at', '>', now)
    .limit(1)
    .$narrowType<{ userId: UserId; workspaceId: WorkspaceId }>()
  return joined ?? (await invited.executeTakeFirst())
}

function livingResets(db: Db, tokenHash: Buffer, now: Date) {
  return db
    .selectFrom('password_resets as r')
    .innerJoin('users as u', 'u.id', 'r.user_id')
    .select(['u.id as userId', 'u.name', 'u.email'])
    .where('r.token_hash', '=', tokenHash)
    .where('r.expires_at', '>', now)
    .$narrowType<{ userId: UserId }>()
}
