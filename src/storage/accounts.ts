import { sql } from 'kysely'
import type { MemberId, UserId, WorkspaceId } from '#domain/ids.ts'
import type { Role } from '#domain/members/permissions.ts'
import type { Db, Tx } from './database.ts'
import { prepared } from './prepared.ts'

/** One signed-in browser: the session with its person, workspace and role as they are now. */
export type SessionRow = {
  readonly id: string
  readonly expiresAt: Date
  readonly userId: UserId
  readonly name: string
  readonly email: string
  readonly workspaceId: WorkspaceId
  readonly workspaceName: string
  readonly memberId: MemberId
  readonly role: Role
  readonly enterSendsSince: Date | null
}

/** The session of a token, while it lives and its person still is a member. One query, each join by a key. */
export async function findSession(db: Db, token: string): Promise<SessionRow | undefined> {
  return db
    .selectFrom('sessions as s')
    .modifyFront(prepared)
    .innerJoin('users as u', 'u.id', 's.user_id')
    .innerJoin('members as m', (join) => join.onRef('m.workspace_id', '=', 's.active_workspace_id').onRef('m.user_id', '=', 's.user_id'))
    .innerJoin('workspaces as w', 'w.id', 'm.workspace_id')
    .select([
      's.id',
      's.expires_at as expiresAt',
      'u.name',
      'u.email',
      'w.name as workspaceName',
      'm.id as memberId',
      'm.role',
      'm.enter_sends_since as enterSendsSince',
      'm.workspace_id as workspaceId',
      'm.user_id as userId',
    ])
    .where('s.token', '=', token)
    .where('s.expires_at', '>', sql<Date>`now()`)
    .$narrowType<{ role: Role; workspaceId: WorkspaceId; userId: UserId; memberId: MemberId }>()
    .executeTakeFirst()
}

export async function deleteSession(db: Db, sessionId: string): Promise<void> {
  await db.deleteFrom('sessions').where('id', '=', sessionId).execute()
}

export async function deleteExpiredSessions(db: Db, userId: UserId): Promise<void> {
  await db
    .deleteFrom('sessions')
    .where('user_id', '=', userId)
    .where('expires_at', '<=', sql<Date>`now()`)
    .execute()
}

export async function deleteSessionsOfMember(tx: Tx, workspaceId: WorkspaceId, userId: UserId): Promise<void> {
  await tx.deleteFrom('sessions').where('user_id', '=', userId).where('active_workspace_id', '=', workspaceId).execute()
}

/** Every session of a person but one, in every workspace. */
export async function deleteSessionsOf(tx: Tx, userId: UserId, exceptSessionId?: string): Promise<void> {
  const sessions = tx.deleteFrom('sessions').where('user_id', '=', userId)
  await (exceptSessionId === undefined ? sessions : sessions.where('id', '<>', exceptSessionId)).execute()
}

/** Browsers that are known from before `now` are strangers again. */
export async function forgetBrowsersOf(tx: Tx, userId: UserId, now: Date): Promise<void> {
  await tx.updateTable('users').set({ browsers_known_since: now }).where('id', '=', userId).execute()
}

export async function updatePerson(
  tx: Tx,
  userId: UserId,
  { now, ...change }: { readonly name?: string; readonly email?: string; readonly now: Date },
): Promise<void> {
  await tx
    .updateTable('users')
    .set({ ...change, updated_at: now })
    .where('id', '=', userId)
    .execute()
}

/** People who take the same address come one after the other: the second meets what the first did, and words for it, not the unique key. */
export async function lockEmail(tx: Tx, email: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`pagedesk/email/${email}`}, 0))`.execute(tx)
}

export async function hasOtherWithEmail(db: Db, email: string, userId: UserId): Promise<boolean> {
  const other = await db.selectFrom('users').select('id').where('email', '=', email).where('id', '<>', userId).executeTakeFirst()
  return other !== undefined
}

/** The workspace a person comes into when signing in: the one joined first. */
export async function findFirstMembership(db: Db, userId: string): Promise<{ readonly workspaceId: string } | undefined> {
  return db
    .selectFrom('members')
    .select('workspace_id as workspaceId')
    .where('user_id', '=', userId)
    .orderBy('created_at')
    .limit(1)
    .executeTakeFirst()
}

/** The workspace that the set-up made; undefined before it. */
export async function findFirstWorkspace(db: Db): Promise<{ readonly id: WorkspaceId; readonly name: string } | undefined> {
  return db
    .selectFrom('workspaces')
    .select(['id', 'name'])
    .orderBy('created_at')
    .orderBy('id')
    .limit(1)
    .$narrowType<{ id: WorkspaceId }>()
    .executeTakeFirst()
}

/** Held until the transaction ends: of two first starts at once, the second sees what the first one made. */
export async function lockSetUp(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('pagedesk/set-up', 0))`.execute(tx)
}

export async function insertGroup(
  tx: Tx,
  group: { readonly workspaceId: WorkspaceId; readonly id: string; readonly name: string; readonly createdAt: Date },
): Promise<void> {
  await tx
    .insertInto('groups')
    .values({ workspace_id: group.workspaceId, id: group.id, name: group.name, created_at: group.createdAt })
    .execute()
}

export type Credential = { readonly userId: UserId; readonly passwordHash: string | undefined }

/** The person with this e-mail (lower case) and the hash of their password. */
export async function findCredential(db: Db, email: string): Promise<Credential | undefined> {
  const row = await db
    .selectFrom('users as u')
    .leftJoin('accounts as a', (join) => join.onRef('a.user_id', '=', 'u.id').on('a.provider_id', '=', 'credential'))
    .select(['u.id as userId', 'a.password'])
    .where('u.email', '=', email)
    .$narrowType<{ userId: UserId }>()
    .executeTakeFirst()
  return row && { userId: row.userId, passwordHash: row.password ?? undefined }
}

/** Since when browsers count as known to the account of this e-mail (lower case). Undefined when nobody has it. */
export async function findBrowserKnowledge(
  db: Db,
  email: string,
): Promise<{ readonly userId: UserId; readonly knownSince: Date | undefined } | undefined> {
  const row = await db
    .selectFrom('users')
    .select(['id as userId', 'browsers_known_since as knownSince'])
    .where('email', '=', email)
    .$narrowType<{ userId: UserId }>()
    .executeTakeFirst()
  return row && { userId: row.userId, knownSince: row.knownSince ?? undefined }
}

export type Attempt = { readonly key: string; readonly now: Date; readonly windowMs: number }

/** Counts one attempt within the key's window and tells how many there are by now, and until when they count. */
export async function countAttempt(db: Db, { key, now, windowMs }: Attempt): Promise<{ readonly count: number; readonly endsAt: Date }> {
  const endsAt = new Date(now.getTime() + windowMs)
  const row = await db
    .insertInto('rate_limits')
    .values({ key, count: 1, window_ends_at: endsAt })
    .onConflict((conflict) =>
      conflict.column('key').doUpdateSet({
        count: sql<number>`case when rate_limits.window_ends_at <= ${now} then 1 else rate_limits.count + 1 end`,
        window_ends_at: sql<Date>`case when rate_limits.window_ends_at <= ${now} then ${endsAt}::timestamptz else rate_limits.window_ends_at end`,
      }),
    )
    .returning(['count', 'window_ends_at'])
    .executeTakeFirstOrThrow()
  return { count: row.count, endsAt: row.window_ends_at }
}

export async function takeBackAttempt(db: Db, key: string): Promise<void> {
  await db
    .updateTable('rate_limits')
    .set((of) => ({ count: of('count', '-', 1) }))
    .where('key', '=', key)
    .where('count', '>', 0)
    .execute()
}

export async function deleteEndedLimits(db: Db, now: Date): Promise<void> {
  await db.deleteFrom('rate_limits').where('window_ends_at', '<=', now).execute()
}
